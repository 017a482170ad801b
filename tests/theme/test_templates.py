from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from diglot.publish.engine import Engine
from diglot.publish.templates import Templates
from diglot.publish.theme import Theme

from .contexts import every
from .stage import TEMPLATES, render

PAGES = list(every())
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}  # fmt: skip
FOUND = sorted(path for path in TEMPLATES.rglob("*.html"))


class Reader(HTMLParser):
    """Follows open elements, and keeps ids, levels of headings, and what the policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.levels: list[int] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [f"{tag} {n}" for n in names if n == "style" or n.startswith("on")]
        self.faults += [f"{tag} repeats an attribute"] if len(set(names)) != len(names) else []
        values = dict(attrs)
        self.ids += [value] if (value := values.get("id")) else []
        if (href := values.get("href")) and href.startswith("#"):
            self.targets.add(href[1:])
        if tag == "script" and "src" not in values and values.get("type") != "application/ld+json":
            self.faults.append("script without src")
        if tag == "img" and "alt" not in values:
            self.faults.append("img without alt")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"rect", "path"}:
            self.faults.append(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


def test_contexts_cover_every_page_template() -> None:
    pages = {path.name for path in TEMPLATES.glob("*.html")} - {"base.html"}
    assert {template for _, template, _ in PAGES} == pages


@pytest.mark.parametrize(("path", "template", "context"), PAGES, ids=[page[0] for page in PAGES])
def test_page_is_whole(path: str, template: str, context: dict[str, Any]) -> None:
    html = render(template, context)
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.faults == []
    assert reader.open == []
    assert html.startswith("<!doctype html>\n<html lang=")
    assert len(set(reader.ids)) == len(reader.ids)
    assert reader.targets <= set(reader.ids)
    assert reader.levels.count(1) == 1
    assert reader.levels[0] == 1
    steps = zip(reader.levels, reader.levels[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps), reader.levels
    head = html[: html.index("</head>")]
    assert head.index("charset") < head.index("Content-Security-Policy") < head.index("<title>")
    assert html.count('<nav class="main"') <= 1
    assert 'href="../../../../' not in html


@pytest.mark.parametrize("path", FOUND, ids=[path.name for path in FOUND])
def test_template_has_no_way_around_escaping(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    forbidden = {
        "marked safe": r"\|\s*safe\b|Markup\(",
        "escaping off": r"autoescape\s+false",
        "unquoted attribute": r"=\s*\{\{",
        "inline style": r"\sstyle\s*=|<style",
        "inline script": r"<script(?![^>]*(src=|application/ld\+json))",
        "handler": r"\son\w+\s*=",
        "script address": r"javascript:",
        "a language by name": r"""["'](zh|en)\b[^"']*["']""",
    }
    assert [what for what, pattern in forbidden.items() if re.search(pattern, text, re.I)] == []


@pytest.mark.parametrize(
    "hostile", ['"><script>x()</script>', "' onload='x()", "</title><b>", "{{ 7*7 }}"]
)
def test_text_stays_text(hostile: str) -> None:
    _, template, context = next(page for page in PAGES if page[0] == "article.html")
    article, page = context["article"], context["page"]
    titles = tuple(replace(title, text=hostile, lang=hostile) for title in article.titles)
    context = {
        **context,
        "article": replace(article, titles=titles, author=hostile, account=hostile, cover=hostile),
        "page": replace(page, title=hostile, description=hostile),
    }
    plain, odd = Reader(), Reader()
    plain.feed(render(template, {**context, "article": article, "page": page}))
    odd.feed(render(template, context))
    assert odd.faults == []
    assert odd.open == []
    assert odd.ids == plain.ids


def test_anchors_of_an_article() -> None:
    _, template, context = next(page for page in PAGES if page[0] == "article.html")
    reader = Reader()
    reader.feed(render(template, context))
    cells = {f"{c.key}-{r.number}" for r in context["article"].rows for c in r.cells}
    rows = {f"p-{row.number}" for row in context["article"].rows}
    assert cells | rows | {"zh", "en"} <= set(reader.ids)


@pytest.mark.parametrize("name", ["article.html", "article-alone.html", "article-it.html"])
def test_every_view_shows_every_row(name: str) -> None:
    """In view k an element hides when it is of another language and does not stand in for k."""
    _, template, context = next(page for page in PAGES if page[0] == name)
    html = render(template, context)
    order = {key: number for number, key in enumerate(context["site"].languages, 1)}
    for key in context["article"].languages:
        view = order.get(key, 0)
        for row in context["article"].rows:
            for cell in row.cells:
                found = re.search(rf'<div (class="([^"]*)" )?id="{cell.key}-{row.number}"', html)
                assert found, (cell.key, row.number)
        texts = re.findall(r'<div class="((?:l\d)(?: s\d)*)" id="\w+-(\d+)"', html)
        shown = {n for classes, n in texts if {f"l{view}", f"s{view}"} & set(classes.split())}
        assert shown == {n for _, n in texts}
    title = re.search(r"<h1.*?</h1>", html, re.S)
    assert title
    assert context["article"].titles[0].text in title[0]


def test_third_language_needs_a_po_file_only() -> None:
    _, template, context = next(page for page in PAGES if page[0] == "index.html")
    site = context["site"]
    three = replace(
        site,
        languages=("zh", "en", "fr"),
        names={**site.names, "fr": "français"},
        titles={**site.titles, "fr": "Le condensé"},
        descriptions={**site.descriptions, "fr": ""},
    )
    html = render(template, {**context, "site": three})
    assert 'href="fr/index.html"' in html
    assert 'class="u3" lang="fr"' in html


def test_every_page_takes_the_short_way() -> None:
    made = Engine(Templates(Theme(folders=(TEMPLATES,)), ("zh", "en")))
    for _, template, context in PAGES:
        made.render(template, context)
    assert made.odd == frozenset()
