"""HTML that is kept from finding blocks is what rendering them would give."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from diglot import commonmark
from diglot.commonmark import render, split
from diglot.model import Block
from diglot.rendered import reused
from tests.test_commonmark import BODIES

_POSITION = re.compile(r' data-sourcepos="[^"]*"')
TEXTS = st.sampled_from(
    [
        "## shorter\n\n",
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


def _given(blocks: list[Block]) -> list[str]:
    return [_POSITION.sub("", html) for html in render(blocks)]


@given(
    st.one_of(BODIES, st.lists(BODIES, max_size=8).map("\n\n".join)),
    st.lists(st.one_of(st.booleans(), TEXTS), min_size=1),
)
def test_what_is_kept_is_what_would_be_made(body: str, fates: list[bool | str]) -> None:
    blocks = []
    for at, block in enumerate(split(body)):
        fate = fates[at % len(fates)]
        if isinstance(fate, str):
            blocks.append(replace(block, text=fate))
        elif fate:
            blocks.append(block)
    assert _given(blocks) == _made(blocks)


def test_only_changed_blocks_are_rendered_again() -> None:
    title, first, gone, second = split("# T\n\none\n\ngone\n\n*two*\n")
    title = replace(title, text="## T\n\n")
    html, missing = reused([title, first, second])
    assert missing == [0]
    assert "<em" in html[2]
    assert "gone" not in "".join(render([title, first, second]))
    assert reused([gone, replace(first)])[1] == [1]


def test_lists_that_come_together_are_rendered_together() -> None:
    first, _, second = split("- a\n\nbetween\n\n- b\n")
    assert render([first, second])[1].startswith("<li")
