from __future__ import annotations

import pytest

from diglot.adding import article, markup
from diglot.adding.refusal import Refused
from tests.adding.pages import NEWS, PARAGRAPHS


def test_an_article_is_found_among_menus() -> None:
    page = article.read(NEWS)
    assert page.title == "Harbour police find forged papers"
    assert page.url == "https://harbour.example.org/2026/02/forged"
    assert (page.source, page.author) == ("Harbour Watch", "Ada Quay")
    assert page.date == "2026-02-03T18:30:00Z"
    for paragraph in PARAGRAPHS:
        assert paragraph in page.body
    for furniture in ("Subscribe", "Most read", "Cookie settings", "alert", "magnifying"):
        assert furniture not in page.body


def test_its_structure_becomes_markdown() -> None:
    body = article.read(NEWS).body
    for line in (
        "## What they found",
        "- A seal that was *printed*",
        "> Nobody looks at the seal, said the officer.",
        "| Marta | 2 |",
        "![A seal](https://harbour.example.org/img/seal.jpg)",
        "def raised(seal):",
        "    return seal.height > 0",
    ):
        assert line in body.split("\n") or line in body
    assert "[the report](https://harbour.example.org/2025/report)" in body
    assert not body.startswith("# Harbour police"), "the title is not said twice"


def test_the_address_it_was_asked_for_wins() -> None:
    page = article.read(NEWS, "https://mirror.example.org/x")
    assert page.url == "https://mirror.example.org/x"
    assert "https://mirror.example.org/2025/report" in page.body


def test_a_saved_page_remembers_where_it_is_from() -> None:
    saved = "<!-- saved from url=(0031)https://harbour.example.org/old -->\n" + NEWS
    without = saved.replace('<link rel="canonical"', '<link rel="other"')
    assert article.read(without).url == "https://harbour.example.org/old"


def test_a_short_page_keeps_its_structure() -> None:
    html = (
        "<html><body><nav>Menu</nav><article><h1>T</h1><p>One <b>word</b>.</p><ul><li>a</li></ul>"
    )
    page = article.read(html, "https://x.example/")
    assert page.title == "T"
    assert page.body == "One **word**.\n\n- a"
    assert page.source == "x.example"


def test_a_page_without_an_article() -> None:
    with pytest.raises(Refused, match="no article"):
        article.read("<html><body><script>run()</script></body></html>")


def test_a_page_nested_too_deep() -> None:
    with pytest.raises(Refused) as refused:
        article.read("<html><body><article>" + "<div>" * 20_000 + "x")
    assert refused.value.help


def test_placeholders_scripts_and_forms_go() -> None:
    tree = markup.parse(
        '<p><img src="data:image/png;base64,x" alt="">a<img src="/b.png" alt="b">'
        '<button>Share</button><input value="x"></p><form><p>inside</p></form><svg><path/></svg>'
    )
    markup.prepare(tree, "https://x.example/y/")
    assert markup.markdown(tree) == "a![b](https://x.example/b.png)\n\ninside"


def test_addresses_that_cannot_be_read_do_no_harm() -> None:
    tree = markup.parse('<p><a href="http://[broken">text</a></p>')
    markup.prepare(tree, "https://x.example/")
    assert "text" in markup.markdown(tree)
