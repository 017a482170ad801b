"""Only articles that a changed rule can touch are matched again, and they come out as all would."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diglot.catalogue import tag_changes
from diglot.catalogue.tag_types import Pattern, Registry, Tag
from diglot.catalogue.tagging import match

WORDS = ["harbour", "港口", "week in", "quay", "勒索", "zero-day", "RAT", "berth 7"]
PIECES = [*WORDS, "國際", "Harbours", " | ", "; ", ", ", "\n", "nothing", "没有", "CVE-2024-1234"]
phrases = st.lists(st.sampled_from(WORDS), max_size=2, unique=True).map(tuple)
none = st.just(())


def tag(slug: str) -> st.SearchStrategy[Tag]:
    return st.builds(
        Tag,
        slug=st.just(slug),
        zh=st.sampled_from(["甲", "乙"]),
        en=st.just(slug),
        match=phrases,
        cased=none | st.just(("RAT",)),
        regex=none | st.sampled_from([(r"berth \d+",), (r"(?:quay|泊位)",)]),
        exclude=none | st.sampled_from([("harbour quay",), ("勒索",)]),
        sources=none | none | st.just(("Quay Post",)),
        hosts=none | none | st.just(("example.org",)),
        title_only=st.booleans(),
        roundup=st.booleans(),
        fallback=st.booleans(),
        hits=st.integers(1, 2),
        every=st.sampled_from([0, 40]),
    )


tags = st.tuples(*[st.none() | tag(slug) for slug in "abcd"]).map(
    lambda drawn: tuple(each for each in drawn if each)
)
patterns = st.sampled_from(
    [(), (Pattern(regex=r"CVE-\d{4}-\d{4}", hits=1),), (Pattern(regex="a"),)]
)
overlook = st.sampled_from([(), (r"^quay",)])
registries = st.builds(Registry, tags=tags, patterns=patterns, overlook=overlook)
texts = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


def _slugs(registry: Registry, article: dict[str, str]) -> tuple[str, ...]:
    return tuple(hit.slug for hit in match(registry, **article))


BACK = Registry(
    tags=tuple(
        Tag(slug=slug, zh=slug, en=slug, match=(word,), fallback=True)
        for slug, word in (("a", "quay"), ("b", "harbour"), ("c", "berth"))
    )
)


@settings(max_examples=600)
@given(
    before=registries,
    now=registries,
    changed=st.sets(st.sampled_from("abcd")),
    kept=st.booleans(),
    title=texts,
    text=texts,
    source=st.sampled_from(["", "Quay Post"]),
    host=st.sampled_from(["", "www.example.org"]),
)
@example(  # two that stand back for each other: without the one, the other stands
    before=BACK,
    now=Registry(tags=BACK.tags[:1]),
    changed={"b"},
    kept=True,
    title="harbour quay",
    text="",
    source="",
    host="",
)
@example(  # two that come and stand back for each other, and with them the one that was there
    before=Registry(tags=BACK.tags[:1]),
    now=BACK,
    changed={"b", "c"},
    kept=True,
    title="harbour quay berth",
    text="",
    source="",
    host="",
)
def test_who_is_left_out_has_the_tags_of_a_whole_match(
    before: Registry,
    now: Registry,
    changed: set[str],
    kept: bool,
    title: str,
    text: str,
    source: str,
    host: str,
) -> None:
    new = tuple(each for each in now.tags if each.slug in changed)
    stay = tuple(each for each in before.tags if each.slug not in changed)
    rest = before if kept else now
    now = Registry(tags=stay + new, patterns=rest.patterns, overlook=rest.overlook)
    changes = tag_changes.between(before, now)
    if changes is None:
        assert not kept
        return
    article = {"title": title, "text": text, "source": source, "host": host}
    had = _slugs(before, article)
    if not (
        tag_changes.by_origin(changes, had, source=source, host=host)
        or tag_changes.by_text(changes, title=title, text=text)
    ):
        assert had == _slugs(now, article)


@given(registries)
def test_a_stored_registry_is_read_as_it_was(registry: Registry) -> None:
    assert tag_changes.decode(tag_changes.encode(registry)) == registry
    changes = tag_changes.between(registry, registry)
    assert changes is not None
    assert not changes.before
    assert not changes.finding.tags


def test_names_change_nobodys_tags() -> None:
    named = Tag(slug="a", zh="甲", en="A", match=("quay",))
    other = Tag(slug="a", zh="乙", en="B", aliases=("C",), match=("quay",))
    changes = tag_changes.between(Registry(tags=(named,)), Registry(tags=(other,)))
    assert changes is not None
    assert not changes.before
    assert not changes.finding.tags


def test_where_an_article_is_from_asks_for_no_text() -> None:
    more = Tag(slug="a", zh="甲", en="A", sources=("Quay Post",), hosts=("example.org",))
    changes = tag_changes.between(Registry(), Registry(tags=(more,)))
    assert changes is not None
    assert not changes.in_text
    for source, host in (("quay post", ""), ("", "www.example.org")):
        assert tag_changes.by_origin(changes, (), source=source, host=host)
    assert not tag_changes.by_origin(changes, (), source="Quay", host="example.net")


@pytest.mark.parametrize("stored", [b"", b"\x00", b"\x93\x90\x90"])
def test_what_is_no_registry_is_told(stored: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        tag_changes.decode(stored)
