"""What is known by its form is what the sanitiser makes of it; nothing else is known by its form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.commonmark import render, split
from diglot.publish import html
from diglot.publish.html import _listed, again, of_blocks, sanitise
from diglot.publish.references import Surroundings
from diglot.publish.verbatim import bare, plain, verbatim

RAW = (
    *(
        "<b>",
        "</b>",
        "<br/>",
        "<em\n>",
        "</strong >",
        "<code>",
        "</code>",
        "<p>",
        "</p>",
        "<a href='x'>",
    ),
    *(
        "</a>",
        "<img src=x>",
        "<div>\n",
        "<script>",
        "<!-- <b> -->",
        "<i a='<b>'>",
        "<?",
        "<https://e.org>",
    ),
    *(
        "a",
        " ",
        "\n",
        "\n\n",
        "\n> ",
        "\n- ",
        "*",
        "**",
        "`",
        "```\n",
        "~~",
        "[^1]",
        "\n[^1]: ",
        "&lt;b&gt;",
    ),
    *("<", ">", '"', "|", "\n|-|\n", "\\", "    ", "# "),
)
AROUND = Surroundings(url="https://e.org/a/b.html", media={"map.png": "../../media/1.png"})
PIECES = st.sampled_from(
    [
        *("words ", "港口", "“”", "\xa0", '"q"', "&amp;", "& ", "it's ", "\u200b", "\U0001f600"),
        *("*", "**", "***", "_", "`", "```\n", "```py\n", "~~", "~", "\\", "  \n", "\n", "\n\n"),
        *("# ", "## ", "###### ", "- ", "1. ", "7) ", "  - ", "    ", "> ", "---\n", "===\n"),
        *("| a | b |\n|:--|--:|\n| c | d |\n", "|", "[^1]", "[^1]: note\n"),
        *(
            "[",
            "]",
            "](",
            ")",
            "!",
            "![",
            "https://e.org/a_(b)?c=1&d=[2]",
            "http://10.0.0.1/",
            "/x",
        ),
        *("http://xn--e.org", "http://e.123", "mailto:a@b.cn", "a@b.cn", "map.png", ' "t"', "#a"),
        *("[a](https://e.org)", "![a](https://e.org/i.png 'it')", "[![](x.png)](y)", "[](z)"),
    ]
)
MARKDOWN = st.lists(PIECES, max_size=40).map("".join)
WORDS = st.text(
    st.characters(exclude_characters='<>&"\r\x00', exclude_categories=["Cs", "Cc"]), max_size=20
)


@given(MARKDOWN)
def test_blocks_known_by_their_form_are_the_sanitisers(markdown: str) -> None:
    for unsafe in render(split(markdown)):
        assert sanitise(unsafe, AROUND, own=True) == sanitise(unsafe, AROUND)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "strong", "em", "del", "code"]))))
def test_forms_come_back_as_they_are(runs: list[tuple[str, str]]) -> None:
    words = "".join(f"<{tag}>{text}</{tag}>" if tag else text for text, tag in runs)
    link = f'<a href="https://e.org/a?b=1&amp;c" title="{"".join(t for t, _ in runs)}" rel="nofollow ugc">'
    image = '<img src="https://e.org/i.png" alt="" loading="lazy" referrerpolicy="no-referrer">'
    items = f"<ul>\n<li>{words}\n<ol>\n<li>\n<p>{link}{image}</a></p>\n</li>\n</ol>\n</li>\n</ul>"
    for form in (f"<p>{words}</p>", f"<h3>{link}{words}</a></h3>", items):
        assert verbatim(form) == again(form)


@pytest.mark.parametrize(
    "other",
    [
        "<p>",
        "<p><p></p>",
        "<p><b>x</b></p>",
        "<p onclick=x()>x</p>",
        '<p><em class="x">x</em></p>',
        "<p><script>x()</script></p>",
        "<p><!-- --></p>",
        "<p>&copy; a < b</p>",
        "<p>\x00</p>",
        "<p>\r</p>",
        '<p><a href="javascript:x()" rel="nofollow ugc">x</a></p>',
        '<p><a href="https://e.org/">x</a></p>',
        '<p><a href="https://e.org/"onclick="x()" rel="nofollow ugc">x</a></p>',
        '<p><a href="https://e.org/&quot;" rel="nofollow ugc">x</a></p>',
        '<p><a href="http://xn--e-rla.org/" rel="nofollow ugc">x</a></p>',
        '<p><a href="http://1.2.3.4.5/" rel="nofollow ugc">x</a></p>',
        '<p><img src="https://e.org/i.png" alt="&quot;"></p>',
        '<p><img src="data:image/svg+xml," alt="" loading="lazy" referrerpolicy="no-referrer"></p>',
        "<ul>\n<li>x</li>\n",
        "<table>\n<tr>\n<td>x</td>\n</tr>\n</table>",
        "<pre><code><b></b></code></pre>",
        "<div>x</div>",
        "x",
    ],
)
def test_everything_else_goes_to_the_sanitiser(other: str) -> None:
    assert verbatim(other) == ""
    assert plain(other) == ""


def test_a_raw_tag_is_never_taken_for_comraks() -> None:
    blocks = split("one <strong>two</em> three")
    (unsafe,) = render(blocks)
    assert "<strong>two</em>" in unsafe
    assert of_blocks(blocks, AROUND) == [sanitise(unsafe, AROUND)]


@given(st.lists(st.sampled_from(RAW), max_size=12).map("".join))
def test_raw_html_that_is_shown_as_text_is_what_the_sanitiser_makes_of_it(body: str) -> None:
    blocks = split(body)
    made = [_listed(*each) for each in zip(blocks, render(blocks), strict=True)]
    assert of_blocks(blocks, AROUND) == [sanitise(unsafe, AROUND) for unsafe in made]


def test_bare_html_has_no_positions() -> None:
    unsafe = "".join(render(split("| a |\n|:-:|\n| b |\n\n```py\nx\n```\n\na\\\n*b*\n\n***")))
    assert "data-" not in bare(unsafe)
    assert "class" not in bare(unsafe)
    assert "align" not in bare(unsafe)
    assert again(bare(unsafe)) == again(unsafe)


def test_an_ordinary_article_is_never_parsed_by_the_sanitiser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(html, "_cleaner", lambda: asked.append("nh3"))
    body = (
        '## Heading\n\nA *word* & a [link](https://e.org/a?b=1&c=2 "title"), `code`.\n\n'
        "- one\n  - two\n- three\n\n1. one\n\n   more\n\n> 引文\n\n```sh\nls\n```\n\n"
        "| a | b |\n|---|--:|\n| c | **d** |\n\n![](https://e.org/i.png)\n\n---\n"
    )
    assert len(of_blocks(split(body), AROUND)) == 9
    assert not asked
