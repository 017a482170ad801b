"""Sources under their display names, whatever the captures' spelling."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diglot.catalogue.sources import parse, resolve

FILE = """
[[group]]
slug = "police"
zh = "警务"
en = "Policing"

[[source]]
name = "港口 观察"
slug = "harbour-watch"
zh = "港口观察"
en = "Harbour Watch"
group = "police"
"""


def test_display_names_and_groups() -> None:
    registry, findings = parse(FILE.encode(), "sources.toml")
    assert findings == []
    found = resolve(registry, ["港口观察", "Elsewhere"])
    assert found["港口观察"].slug == "harbour-watch"
    assert found["港口观察"].display("en") == "Harbour Watch"
    assert found["Elsewhere"].display("zh") == "Elsewhere"
    assert registry.groups == (("police", (("zh", "警务"), ("en", "Policing"))),)


def test_what_cannot_be_used_is_reported() -> None:
    text = (
        FILE + '\n[[source]]\nname = "x"\ngroup = "none"\nnmae = "y"\n\n[[source]]\nzh = "无名"\n'
    )
    registry, findings = parse(text.encode(), "sources.toml")
    assert [finding.line for finding in findings] == [14, 14, 19]
    assert len(registry.named) == 2
    _, (broken,) = parse(b"[[source]\n", "sources.toml")
    assert broken.line == 1


@given(st.lists(st.text(min_size=1, max_size=20), max_size=12))
def test_slugs_are_distinct_and_do_not_depend_on_order(names: list[str]) -> None:
    registry, _ = parse(FILE.encode(), "sources.toml")
    found = resolve(registry, names)
    assert found == resolve(registry, reversed(names))
    by_slug: dict[str, set[str]] = {}
    for source in found.values():
        by_slug.setdefault(source.slug, set()).add(source.name)
    assert all(len(each) == 1 for each in by_slug.values())
