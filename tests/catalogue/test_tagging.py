from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.catalogue.tag_index import index
from diglot.catalogue.tag_phrases import normal, occurrences, passage
from diglot.catalogue.tag_types import Pattern, Registry, Tag
from diglot.catalogue.tagging import LONGEST, Hit, match, merge

REGISTRY = Registry(
    tags=(
        Tag(slug="interpol", zh="国际刑警组织", en="Interpol", match=("interpol", "国际刑警")),
        Tag(
            slug="apple",
            zh="苹果",
            en="Apple",
            match=("apple", "苹果"),
            exclude=("apple pie", "苹果派", "recipe"),
        ),
        Tag(
            slug="rat",
            zh="远控",
            en="Remote access",
            cased=("RAT",),
            match=("远控", "remote access"),
        ),
        Tag(slug="title", zh="题", en="Title", match=("headline", "标题党"), title_only=True),
        Tag(slug="often", zh="常", en="Often", match=("drone", "无人机"), hits=4),
        Tag(slug="dense", zh="密", en="Dense", match=("harbour", "港口"), every=100),
        Tag(slug="signs", zh="号", en="Signs", match=("c++", ".net", "at&t", "s/4hana", "sanità")),
        Tag(slug="zero-day", zh="零日", en="Zero-day", match=("zero-day", "0day", "零日漏洞")),
        Tag(slug="berth", zh="泊位", en="Berth", regex=(r"berth \d+", r"\d+号泊位")),
        Tag(slug="press", zh="报社", en="Press", sources=("港口日报",), hosts=("press.example",)),
        Tag(slug="week", zh="周报", en="Round-ups", match=("week in", "周报"), roundup=True),
        Tag(
            slug="ransom",
            zh="勒索",
            en="Ransom",
            match=("ransom", "ransom note", "勒索", "勒索软件"),
        ),
    ),
    overlook=(r"^\w+ starred \w+/",),
    patterns=(Pattern(regex=r"CVE[-\u2011]\d{4}[-\u2011]\d{4,7}", most=3),),
)


def slugs(title: str = "", text: str = "", **more: str) -> set[str]:
    return {hit.slug for hit in match(REGISTRY, title=title, text=text, **more)}


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("INTERPOL opens an office", "interpol"),
        ("Interpol's office", "interpol"),
        ("向国际刑警求助", "interpol"),
        ("向國際刑警求助的這個人", "interpol"),
        ("国际刑警Interpol", "interpol"),
        ("Two apples", "apple"),
        ("A RAT in the harbour office", "rat"),
        ("Remote\u2011access tools", "rat"),
        ("A zero day", "zero-day"),
        ("Zero-Day", "zero-day"),
        ("Zero-days", "zero-day"),
        ("使用0day攻击", "zero-day"),
        ("Learning C++", "signs"),
        ("ASP.NET pages", "signs"),
        ("AT&T", "signs"),
        ("S/4HANA", "signs"),
        ("La sanità digitale", "signs"),
        ("Berth 14", "berth"),
        ("停在3号泊位", "berth"),
        ("A headline", "title"),
        ("İstanbul and Interpol", "interpol"),
    ],
)
def test_a_match_in_the_title_is_enough(title: str, slug: str) -> None:
    assert slug in slugs(title)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Interpolation", "interpol"),
        ("Reinterpol", "interpol"),
        ("interpol2", "interpol"),
        ("国际 刑警", "interpol"),
        ("Pineapple", "apple"),
        ("A rat in the harbour", "rat"),
        ("RATE of change", "rat"),
        ("zero, day", "zero-day"),
        ("berth fourteen", "berth"),
        ("c", "signs"),
        ("", "interpol"),
    ],
)
def test_a_part_of_a_word_is_no_match(title: str, slug: str) -> None:
    assert slug not in slugs(title)


def test_a_body_alone_needs_two_matches() -> None:
    assert "interpol" not in slugs("Office", "Interpol moved.")
    assert "interpol" in slugs("Office", "Interpol moved. It is the office of Interpol.")
    assert "interpol" in slugs("Office", "Interpol, in Chinese 国际刑警, moved.")
    assert "interpol" not in slugs("Office", "国际刑警搬家了。")


def test_what_two_phrases_match_in_one_place_is_one_match() -> None:
    assert "ransom" not in slugs("", "A ransom note.")
    assert "ransom" not in slugs("", "勒索软件来了。")
    assert "ransom" in slugs("", "A ransom note asks for ransom.")


def test_a_tag_can_ask_for_more_or_for_the_title() -> None:
    assert "often" not in slugs("", "drone " * 3)
    assert "often" in slugs("", "drone " * 4)
    assert "often" in slugs("A drone")
    assert "title" not in slugs("News", "headline headline headline")


def test_a_long_body_needs_more_where_its_tag_says_so() -> None:
    assert "dense" in slugs("", "harbour and harbour")
    assert "dense" not in slugs("", "harbour and harbour " + "x " * 200)
    assert "dense" not in slugs("", "港口和港口" + "字" * 100), "100 characters are 300 bytes"
    assert "dense" in slugs("A harbour", "x " * 1000)


def test_an_excluded_phrase_covers_its_match_only() -> None:
    assert "apple" not in slugs("Apple pie")
    assert "apple" not in slugs("吃苹果派")
    assert "apple" in slugs("Apple sells apple pie")


def test_an_excluded_phrase_without_a_match_rules_the_tag_out() -> None:
    assert "apple" in slugs("Apple")
    assert "apple" not in slugs("Apple", "a recipe")


def test_sources_and_hosts_give_their_tags() -> None:
    assert "press" in slugs(source="港口日报")
    assert "press" not in slugs(source="港口日报社")
    assert "press" in slugs(host="www.Press.example")
    assert "press" not in slugs(host="mypress.example")


def test_patterns_make_a_tag_of_each_capture() -> None:
    assert slugs("cve-2021-44228 again") == {"cve-2021-44228"}
    assert slugs("", "CVE-2021-44228") == set()
    assert slugs("CVE\u20112021\u201144228") == {"cve-2021-44228"}
    assert slugs("", "CVE-2021-44228 and CVE-2021-44228, CVE-2020-0001") == {"cve-2021-44228"}


def test_a_body_that_lists_captures_has_none_of_them() -> None:
    ids = [f"CVE-2021-{n:04}" for n in range(4)] * 2
    assert slugs("", " ".join(ids)) == set()
    assert slugs("CVE-2021-0001", " ".join(ids)) == {"cve-2021-0001"}


def test_a_round_up_has_only_what_its_title_says() -> None:
    body = "Interpol, Interpol, apple, apple"
    assert slugs("The week in ports and apple", body) == {"week", "apple"}
    assert slugs("Ports: apple", body) == {"interpol", "apple"}


@pytest.mark.parametrize("bar", [" | ", "｜", "；", "; ", ": ", "：", " - ", " — ", "】"])
def test_what_stands_beside_a_round_ups_name_is_one_headline_of_many(bar: str) -> None:
    assert slugs(f"The week in ports{bar}apple") == {"week"}
    assert slugs(f"Apple{bar}the week in ports") == {"week"}


def test_a_round_up_lists_captures_and_is_not_about_them() -> None:
    assert slugs("The week in ports", "CVE-2021-44228 " * 3) == {"week"}


def test_a_title_that_names_one_capture_leaves_out_those_of_the_body() -> None:
    assert slugs("CVE-2021-44228", "CVE-2020-0001 and CVE-2020-0001") == {"cve-2021-44228"}


def test_only_the_beginning_of_a_body_is_looked_at() -> None:
    late = "x" * LONGEST + " Interpol Interpol"
    assert "interpol" not in slugs("", late)


def test_a_hit_says_what_made_it() -> None:
    (hit,) = match(REGISTRY, title="", text="国际刑警 and Interpol")
    assert hit == Hit(slug="interpol", why="body: 国际刑警", count=2)
    (hit,) = match(REGISTRY, title="Interpol", text="Interpol")
    assert hit == Hit(slug="interpol", why="title: Interpol", count=2, titled=True)


@pytest.mark.parametrize(
    "text", ["\ud800 interpol \udfff", "\0", "😀" * 50, "İ" * 30 + " interpol"]
)
def test_odd_characters_do_no_harm(text: str) -> None:
    assert slugs(text, text) <= {"interpol"}


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("interpol国际刑警 苹果apple-RATcv.&+\n勒索软件零日漏洞0day")),
        st.characters(categories=["Lu", "Ll", "Lo", "Po", "Zs"]),
    ),
    max_size=60,
)


@given(TEXTS)
def test_normal_text_keeps_every_position(text: str) -> None:
    assert len(normal(text)) == len(text)


@given(
    st.lists(
        st.sampled_from(["Interpol", "interpol,", "国际刑警", "apple", "勒索软件", "x", "RAT"])
    )
)
def test_anchors_only_save_time(parts: list[str]) -> None:
    seen = passage("", " ".join(parts))
    rules = index(REGISTRY)
    phrases = {phrase for each in rules.words.values() for _, phrase in each}
    phrases |= {phrase for each in rules.pairs.values() for _, phrase in each}
    for phrase in phrases:
        tag = REGISTRY.tags[phrase.tag]
        needed = 10**9 if tag.title_only or tag.exclude else tag.hits
        if len(list(occurrences(phrase, seen))) >= needed:
            assert tag.slug in slugs("", " ".join(parts))


@given(TEXTS, TEXTS)
def test_hits_come_in_the_order_of_their_slugs(title: str, text: str) -> None:
    found = [hit.slug for hit in match(REGISTRY, title=title, text=text)]
    assert found == sorted(set(found))


def test_the_order_of_tags_in_the_registry_does_not_matter() -> None:
    tags = list(REGISTRY.tags)
    random.Random(7).shuffle(tags)  # noqa: S311 - any order will do
    other = Registry(tags=tuple(tags), patterns=REGISTRY.patterns)
    text = "Interpol 国际刑警, ransom, ransom note; drone drone drone drone; CVE-2021-1111"
    assert match(other, title="Apple RAT", text=text) == match(
        REGISTRY, title="Apple RAT", text=text
    )


def keys(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.slug or "~" + hit.name for hit in hits]


def test_front_matter_names_join_what_the_text_gave() -> None:
    hits = match(REGISTRY, title="Interpol", text="")
    merged = merge(REGISTRY, ["国际刑警组织", "苹果", "Harbours", "港口城市"], hits)
    assert keys(merged) == ["apple", "interpol", "~Harbours", "~港口城市"]


def test_one_name_in_two_spellings_is_one_tag() -> None:
    assert keys(merge(REGISTRY, ["Harbours", "ＨＡＲＢＯＵＲＳ", "har\u200bbours", " "], ())) == [
        "~Harbours"
    ]


def test_an_edit_adds_and_removes_by_name_or_slug() -> None:
    hits = match(REGISTRY, title="Interpol and Apple CVE-2021-44228", text="")
    merged = merge(
        REGISTRY,
        ["Harbours", "cranes"],
        hits,
        add=["勒索", "Docks"],
        remove=["苹果", "HARBOURS", "CVE-2021-44228", "never there"],
    )
    assert keys(merged) == ["interpol", "ransom", "~cranes", "~Docks"]


def test_what_is_removed_stays_removed() -> None:
    hits = match(REGISTRY, title="Interpol", text="")
    assert merge(REGISTRY, ["Interpol"], hits, add=["interpol"], remove=["国际刑警组织"]) == ()


@given(st.permutations(["Harbours", "苹果", "cranes", "港口", "Interpol"]))
def test_the_order_of_names_does_not_matter(names: list[str]) -> None:
    assert keys(merge(REGISTRY, names, ())) == keys(merge(REGISTRY, sorted(names), ()))


def test_what_a_title_overlooks_is_no_subject() -> None:
    assert slugs("interpol starred apple/lighthouse") == set()
    assert slugs("interpol starred harbour/apple") == {"apple"}
    assert slugs("a note on interpol starred apple/lighthouse") == {"apple", "interpol"}


def test_a_fallback_stands_alone_or_not_at_all() -> None:
    rest = Tag(slug="rest", zh="其余", en="Rest", match=("port", "港"), fallback=True)
    registry = Registry(tags=(*REGISTRY.tags, rest), patterns=REGISTRY.patterns)

    def found(title: str) -> list[str]:
        return [hit.slug for hit in match(registry, title=title, text="")]

    assert found("A port") == ["rest"]
    assert found("A port for apples") == ["apple"]
    assert found("CVE-2021-44228 in a port") == ["cve-2021-44228"]


def test_an_excluding_phrase_of_a_title_only_tag_is_looked_for_in_the_title() -> None:
    tag = Tag(slug="t", zh="题", en="T", match=("port",), exclude=("recipe",), title_only=True)
    registry = Registry(tags=(tag,))
    assert match(registry, title="A port", text="a recipe")
    assert not match(registry, title="A port recipe", text="")
