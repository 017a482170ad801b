"""HTML that is kept from finding blocks is what rendering them would give."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from diglot import commonmark
from diglot.commonmark import document, render
from diglot.model import Block, Document
from diglot.rendered import reused
from tests.test_commonmark import BODIES

_POSITION = re.compile(r' data-sourcepos="[^"]*"')
TEXTS = st.sampled_from(
    [
        "## shorter\n\n",
        "levelled",
        "- item\n\n",
        "1. one\n\n",
        "plain",
        "```\nopen",
        "<!-- a\n\n",
        "[a]: b\n",
        "",
    ]
)


def _made(blocks: list[Block]) -> list[str]:
    return [_POSITION.sub("", html) for html in commonmark._rendered(blocks)]


def _given(blocks: list[Block], before: Document) -> list[str]:
    return [_POSITION.sub("", html) for html in render(blocks, before)]


@given(
    st.one_of(BODIES, st.lists(BODIES, max_size=8).map("\n\n".join)),
    st.lists(st.one_of(st.booleans(), TEXTS), min_size=1),
)
def test_what_is_kept_is_what_would_be_made(body: str, fates: list[bool | str]) -> None:
    blocks = []
    before = document(body)
    for at, block in enumerate(before.blocks):
        fate = fates[at % len(fates)]
        if fate == "levelled":
            blocks.append(replace(block, text="##" + block.text.lstrip("#").rstrip() + "\n\n"))
        elif isinstance(fate, str):
            blocks.append(replace(block, text=fate))
        elif fate:
            blocks.append(block)
    assert _given(blocks, before) == _made(blocks)


def test_only_changed_blocks_are_rendered_again() -> None:
    before = document("# T\n\none\n\ngone\n\n*two*\n")
    title, first, gone, second = before.blocks
    first = replace(first, text="## one\n\n")
    html, missing = reused([title, first, second], before)
    assert missing == [1]
    assert "<em" in html[2]
    assert "gone" not in "".join(render([title, first, second], before))
    assert reused([gone, replace(first)], before)[1] == [1]


def test_headings_of_another_level_are_what_they_were() -> None:
    before = document("# *T*\n\n### a ##\n\nb\n===\n\n# c\n")
    levels = ["## *T*", "# a ##", "## b", "##### d"]
    now = [
        replace(block, text=f"{text}\n\n")
        for block, text in zip(before.blocks, levels, strict=True)
    ]
    html, missing = reused(now, before)
    assert missing == [2, 3]
    assert [_POSITION.sub("", each) for each in html[:2]] == _made(now)[:2]


def test_addresses_in_angle_brackets_are_no_raw_html() -> None:
    before = document("<https://e.org/a> if a <= b, a<2 and <c@e.org>\n\n<b>c</b>\n\nd <e\n")
    assert reused(before.blocks, before)[1] == [1, 2]


def test_lists_that_come_together_are_rendered_together() -> None:
    before = document("- a\n\nbetween\n\n- b\n")
    first, _, second = before.blocks
    assert render([first, second], before)[1].startswith("<li")
