"""Whatever a capture holds, what reaches a page cannot run, overlay or name anything."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.commonmark import split
from diglot.publish import pymarkdown
from diglot.publish.html import (
    TooDeepError,
    check_depth,
    of_authored,
    of_blocks,
    sanitise,
)
from diglot.publish.references import Surroundings
from diglot.publish.visible import text_of

AROUND = Surroundings(url="https://e.org/a/b.html", media={"map.png": "../../media/1.png"})
ALLOWED = re.compile(
    r"<(/?)(a|abbr|b|blockquote|br|cite|code|dd|del|div|dl|dt|em|h[2-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|"
    r"s|small|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|wbr)"
    r'((?: (?:href|title|src|alt|loading|referrerpolicy|start|colspan|rowspan|scope|rel)="[^"<>]*")*)>'
)


def html_of(markdown: str, engine: str = "comrak") -> str:
    around = Surroundings(url=AROUND.url, media=AROUND.media, engine=engine)
    return "\n".join(of_blocks(split(markdown), around))


def assert_tame(html: str) -> None:
    for tag in re.findall(r"<[^>]*>?", html):
        assert ALLOWED.fullmatch(tag), tag
    for url in re.findall(r'(?:href|src)="([^"]*)"', html):
        assert re.match(r"https?://|mailto:|\.\./\.\./media/", url), url


HOSTILE = [
    "<script>x()</script>",
    "<img src=x onerror=x()>",
    "[a](javascript:x())",
    "[a](JaVa&#115;cript:x())",
    "[a](java\tscript:x())",
    "[a](<data:text/html,<script>x()</script>>)",
    "![a](javascript:x())",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "<svg onload=x()><style>*{}</style></svg>",
    "<math><mtext></p><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x()&gt;'>",
    "<iframe srcdoc='<script>x()</script>'></iframe>",
    "<meta http-equiv=refresh content='0;url=javascript:x()'>",
    "<base href=//e><form action=javascript:x()><input name=y autofocus onfocus=x()>",
    "<b onclick=x()>t</b> <b id=cookie class=overlay style=position:fixed>t</b>",
    "<details open ontoggle=x()>t</details>",
    "| <img src=x onerror=x()> |\n|---|\n| [a](vbscript:x) |",
    "[a]: javascript:x()\n\n[a]",
    '<https://e.org/"onmouseover=x()>',
    '![" onerror="x()](https://e.org/i.png)',
    '[a](https://e.org/ "t\\" onclick=\\"x()")',
    "<!--><script>x()</script>-->",
    "<scr<b>ipt>x()</scr</b>ipt>",
]


@pytest.mark.parametrize("engine", ["comrak", "python-markdown"])
@pytest.mark.parametrize("markdown", HOSTILE)
def test_hostile_captures_are_tame(markdown: str, engine: str) -> None:
    assert_tame(html_of(markdown, engine))
    assert_tame(html_of(f"- item\n\n  > {markdown}\n", engine))


@pytest.mark.parametrize(("text", "asked"), [("港口" * 9_999, True), ("港口" * 10_001, False),
                                             ("[a " * 500, True), ("[a " * 501, False)])  # fmt: skip
def test_python_markdown_is_asked_for_no_block_that_stalls_it(
    text: str, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pymarkdown, "render", lambda _: "<p>by Python-Markdown</p>")
    assert ("by Python-Markdown" in html_of(text, "python-markdown")) is asked


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "\n", "\n\n", "*", "`", "> ", "- ", "<b>", "|"]), max_size=8
    )
)
def test_mixtures_are_tame(pieces: list[str]) -> None:
    assert_tame(html_of("".join(pieces)))


@given(st.text(st.sampled_from("<>\"'=/ abimgscriptonerx&#;:!-\n")))
def test_sanitising_twice_changes_nothing(text: str) -> None:
    once = sanitise(text, AROUND)
    assert sanitise(once, AROUND) == once


def test_links_and_images_resolve() -> None:
    html = html_of("[a](../c?x=1&y=2) ![m](map.png) ![i](http://e.org/i.png) [f](#part)")
    assert 'href="https://e.org/c?x=1&amp;y=2"' in html
    assert 'src="../../media/1.png"' in html
    assert 'src="https://e.org/i.png"' in html
    assert 'href="https://e.org/a/b.html#part"' in html
    assert html.count('loading="lazy" referrerpolicy="no-referrer"') == 2


def test_links_that_lead_nowhere_keep_their_text() -> None:
    assert text_of(html_of("see [the text](javascript:x) here")) == "see the text here"


def test_a_captures_headings_start_below_the_pages() -> None:
    assert html_of("# One\n\n## Two\n") == "<h2>One</h2>\n<h2>Two</h2>"


def test_task_lists_lose_their_empty_boxes() -> None:
    assert text_of(html_of("- [ ] one\n- [x] two\n- [y] three\n")) == "one two [y] three"


def test_table_headers_have_a_scope() -> None:
    html = html_of("| a |\n|---|\n| b |\n")
    assert '<th scope="col">a</th>' in html
    assert "<thead>" in html


def test_security_writing_stays_readable() -> None:
    html = html_of("The tag <script>alert(1)</script> and `<img onerror=x>`.")
    assert text_of(html) == "The tag <script>alert(1)</script> and <img onerror=x>."


@pytest.mark.parametrize("html", ["<div>" * 300, "<b>" * 201, "<i></i>" * 60_000])
def test_what_would_stall_the_sanitiser_is_refused(html: str) -> None:
    with pytest.raises(TooDeepError):
        check_depth(html)


def test_a_note_that_is_too_deep_leaves_nothing_to_the_next() -> None:
    note = "text[^1]\n\n- a\n\n[^1]: note\n"
    before = of_authored(note, "zh")
    assert "footnote" in before
    deep = "- " * 3_000 + "a"
    assert of_authored(deep, "zh").startswith("<p>- - ")
    assert of_authored(note, "zh") == before


def test_authored_pages_have_footnotes_contents_and_tables() -> None:
    html = of_authored("[TOC]\n\n# One\n\ntext[^1]\n\n|a|\n|-|\n|b|\n\n[^1]: note\n", "zh")
    assert '<h2 id="zh-one">' in html
    assert 'href="#zh-one"' in html
    assert 'id="zh-fn:1"' in html
    assert '<th scope="col">' in html
    assert "<script" not in of_authored("<script>x()</script>{: onclick=x() }", "zh")


def test_headings_within_lists_and_quotes_are_bold_lines() -> None:
    html = html_of("- a\n\n  ###### Breach?\n\n  b\n\n> ## said\n\n## Own")
    assert "<p><strong>Breach?</strong></p>" in html
    assert "<p><strong>said</strong></p>" in html
    assert re.findall(r"<h\d", html) == ["<h2"]


def test_a_list_cut_between_two_blocks_is_two_lists() -> None:
    for first, second, start in (("- a", "- b", "<ul>"), ("1. a", "2. b", '<ol start="2">')):
        blocks = [block for text in (first, second) for block in split(text)]
        one, two = of_blocks(blocks, AROUND)
        assert one.endswith("l>")
        assert two.replace("\n", "").startswith(f"{start}<li>")
