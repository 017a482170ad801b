"""Blocks tile the body; the quick way to find them agrees with the syntax tree."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot import commonmark
from diglot.commonmark import MAX_LINE, TooDeepError, check_bounds, render, split

PIECES = st.sampled_from(
    [
        "text 中文",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "```",
        "~~~\n",
        "|",
        "---",
        "| a | b |\n",
        "|---|---|\n",
        "[a]: http://e.org\n",
        "[^1]",
        "[^1]: note\n",
        "<div>",
        "</div>\n",
        "<!-- c -->",
        "**粗**",
        "*",
        "_",
        "`",
        "![](x.png)",
        "[l](u)",
        "<b>",
        "\\",
        "\t",
        "===\n",
        " ",
        "<script>\n",
    ]
)
BODIES = st.lists(PIECES, max_size=30).map("".join)


@given(
    st.one_of(
        BODIES, st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]))
    )
)
def test_blocks_tile_the_body(body: str) -> None:
    blocks = split(body)
    assert "".join(block.text for block in blocks) == body
    lines = 1
    for block in blocks:
        assert block.line == lines
        lines += block.text.count("\n")


@given(BODIES)
def test_the_quick_way_finds_the_trees_blocks(body: str) -> None:
    _, quick, _ = commonmark._starts_from_html(body, body.split("\n"))
    if quick:
        assert quick == commonmark._starts_from_tree(body)


@given(BODIES)
def test_every_block_renders_and_none_twice(body: str) -> None:
    blocks = split(body)
    assert len(render(blocks)) == len(blocks)


def test_kinds() -> None:
    body = "# H\n\np\n\n- l\n\n| a |\n|---|\n| b |\n\n> q\n\n```\nc\n```\n\n<div>x</div>\n\n---\n\n[^1]: n\n"
    kinds = [block.kind for block in split(body)]
    assert kinds == [
        "heading",
        "paragraph",
        "list",
        "table",
        "quote",
        "code",
        "html",
        "rule",
        "footnote",
    ]


def test_definitions_resolve_across_blocks() -> None:
    blocks = split("see [a]\n\nmore\n\n[a]: https://e.org/x\n")
    assert 'href="https://e.org/x"' in render(blocks)[0]


def test_raw_html_is_shown_and_formatting_passes() -> None:
    blocks = split("H<sub>2</sub>O <script>alert(1)</script>\n\n<div onclick=x>y<br>z</div>\n")
    inline, block = render(blocks)
    assert "H<sub>2</sub>O &lt;script&gt;alert(1)&lt;/script&gt;" in inline
    assert "&lt;div onclick=x&gt;y<br>z&lt;/div&gt;" in block


def test_code_keeps_its_angle_brackets() -> None:
    (html,) = render(split("`<b>` and \\<b> and &lt;b&gt;"))
    assert html.count("&lt;b&gt;") == 3
    assert "<b>" not in html


def test_footnotes_stay_where_they_are_defined() -> None:
    body = "one[^a] two[^b]\n\n[^a]: first\n\nmiddle\n\n[^b]: second\n"
    first, notes, middle, rest = render(split(body))
    assert "<sup>[1]</sup>" in first
    assert "first" in notes
    assert "second" in notes
    assert "href" not in notes
    assert "middle" in middle
    assert not rest.strip()


@pytest.mark.parametrize(
    ("body", "line"),
    [("fine\n\n" + "> " * 1001, 3), ("x\n" + "*a **b " * 2000, 2), ("_ " * 5001, 1)],
)
def test_what_could_crash_a_parser_is_refused(body: str, line: int) -> None:
    with pytest.raises(TooDeepError) as caught:
        check_bounds(body)
    assert caught.value.line == line


def test_many_marks_in_many_blocks_are_fine() -> None:
    check_bounds("*a* **b**\n\n" * 5000)


def test_single_tildes_are_not_struck_out() -> None:
    (html,) = render(split("2019~2021年间，5~10人 and ~~gone~~"))
    assert "2019~2021年间，5~10人" in html
    assert html.count("<del") == 1
    assert ">gone</del>" in html


def test_single_tildes_within_double_ones_are_shown() -> None:
    (html,) = render(split("~~é~漏~x~~"))
    assert re.fullmatch(r"<p [^<>]*><del [^<>]*>é~漏~x</del></p>\n", html)


@given(st.lists(st.sampled_from(["~~漏~~", "~漏~", "é", "👩", " ", "\n", "x~~"]), max_size=20))
def test_columns_are_found_whatever_the_width_of_characters(pieces: list[str]) -> None:
    body = "字é👩 ~~gone~~ " + "".join(pieces)
    html = render(split(body))[0]
    assert re.search(r"<del[^<>]*>gone</del>", html)
    assert not re.search(r"<del[^<>]*>漏</del>", html) or "~~漏~~" in body


def test_a_very_long_line_is_refused() -> None:
    check_bounds("漏" * MAX_LINE)
    with pytest.raises(TooDeepError, match="200001 characters"):
        check_bounds("漏" * (MAX_LINE + 1))


def test_articles_are_rendered_with_columns_in_bytes() -> None:
    """Columns in characters would take time quadratic in the length of a line."""
    assert 'data-sourcepos="1:4-' in commonmark._to_html("漏*a*")
