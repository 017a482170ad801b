from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.clean.tails import mend, truncated
from diglot.model import BlockKind
from tests.clean.captures import PROSE, cleaned, texts, web


@pytest.mark.parametrize(
    ("cut", "kind", "whole"),
    [
        ("The lamp was cha...", "paragraph", "The lamp was cha …"),
        ("See [the lamp](https://e.org/la...", "paragraph", "See the lamp …"),
        ("See [the la...", "paragraph", "See the la …"),
        ("See ![a lamp](https://e.org/la...", "paragraph", "See …"),
        ("![](https://e.org/la...", "paragraph", ""),
        ("It was **very br...", "paragraph", "It was very br …"),
        ("a `term...", "paragraph", "a term …"),
        ("```\nlamp = on\nif...", "code", "```\nlamp = on\nif\n```"),
        (
            "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | fo...",
            "table",
            "| a | b |\n| --- | --- |\n| 1 | 2 |",
        ),
        ("a <di...", "paragraph", "a …"),
        ("* one\n* two [x](y...", "list", "* one\n* two x …"),
    ],
)
def test_torn_ends_are_made_whole(cut: str, kind: BlockKind, whole: str) -> None:
    assert mend(cut, kind) == whole


def test_a_capture_at_the_limit_is_marked_and_its_tail_repaired() -> None:
    body = web(*(f"{i}. {PROSE}" for i in range(60)))[:7_990] + " [torn](https://e.org/a..."
    assert truncated(body)
    result = cleaned(body)
    assert result.truncated
    assert texts(result)[-1].endswith("torn …")


def test_a_short_text_that_ends_in_points_was_not_cut() -> None:
    assert not truncated("And so on ...")


@given(st.text(), st.sampled_from(["paragraph", "list", "table", "code", "quote", "heading"]))
def test_mending_never_raises_and_adds_no_words(text: str, kind: BlockKind) -> None:
    assert len(mend(text + "...", kind)) <= len(text) + 8


@pytest.mark.parametrize(
    ("below", "goes_on"),
    [
        ("", True),
        (f"{PROSE}\n\n## And th", True),
        ("[An advertisement](https://ads.example/a)", True),
        ("### Share this:\n\n* [Twitter](https://twitter.com/share)", False),
        (
            "* [Ropes](https://harbour.example/r)\n\n[Lamps and their keepers](https://harbour.example/l)",
            False,
        ),
    ],
)
def test_a_capture_cut_below_its_text_holds_all_of_it(below: str, goes_on: bool) -> None:
    text = "\n\n".join(f"{PROSE} {number}." for number in range(60))
    body = web(text, below).rstrip() + "..."
    result = cleaned(body)
    assert truncated(body)
    assert not result.failed
    assert result.truncated is goes_on
