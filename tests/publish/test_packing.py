from __future__ import annotations

import datetime as dt
from typing import Any, get_type_hints

import pytest
from markupsafe import Markup

from diglot.publish.packing import SHAPES, packed, unpacked
from diglot.publish.pages.feeds import Category, FeedEntry, FeedView
from tests.theme.contexts import every

FEED = FeedView(
    id="urn:uuid:1",
    title="Digest",
    lang="zh",
    updated="2022-12-27T00:00:00+00:00",
    author="Digest",
    self_href="https://example.org/zh/feed.xml",
    page_href="https://example.org/zh/index.html",
    entries=(
        FeedEntry(
            id="urn:uuid:2",
            title="一",
            lang="zh-Hans",
            href="a.html",
            via="",
            updated="2022-12-27T00:00:00+00:00",
            published="",
            author="—",
            summary="二",
            tags=(Category(term="a", label="甲"),),
            path="a.md",
            key="zh",
        ),
    ),
)
GIVEN_BY_RENDERING = {"site", "root"}


def pages() -> list[tuple[str, dict[str, Any]]]:
    """A page of every template with its variables, as plans make them."""
    found = []
    for _, template, context in every():
        variables = {k: v for k, v in context.items() if k not in GIVEN_BY_RENDERING}
        if template == "article.html":
            variables["body"] = "a.md"
        found.append((template, variables))
    page = found[0][1]["page"]
    found.append(("feed.xml", {"page": page, "feed": FEED, "base": "../"}))
    found.append(("", {"page": page, "feed": FEED, "base": "../", "json": "feed.json"}))
    found.append(("own.html", {"page": page, "odd": {1, 2}, "day": dt.date(2022, 12, 27)}))
    return found


@pytest.mark.parametrize(("template", "variables"), pages())
def test_what_is_unpacked_is_what_was_packed(template: str, variables: dict[str, Any]) -> None:
    found = unpacked(template, packed(template, variables))
    assert found == variables
    assert [type(value) for value in found.values()] == [type(v) for v in variables.values()]


def test_safe_html_stays_safe_and_text_stays_text() -> None:
    for template, variables in pages():
        if template == "article.html":
            found = unpacked(template, packed(template, variables))
            article = found["article"]
            assert type(article.json_ld) is Markup
            assert all(type(note.html) is Markup for note in article.notes)
            assert all(type(cell.html) is Markup for row in article.rows for cell in row.cells)
            assert type(article.titles[0].text) is str


def test_shapes_name_what_templates_are_given() -> None:
    given: dict[str, set[str]] = {}
    for template, variables in pages():
        given.setdefault(template, set()).update(variables)
    assert {template: set(get_type_hints(shape)) for template, shape in SHAPES.items()} == {
        template: given[template] for template in SHAPES
    }
