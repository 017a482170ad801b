from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from markupsafe import Markup
from msgspec.structs import replace as changed

from diglot.publish.assemble import CONTENTS_FROM, EXCERPT_ROWS, assembled
from diglot.publish.views import ArticleView
from diglot.record import StoredCell, StoredRow
from diglot.settings import Settings
from tests.theme.contexts import every

(ARTICLE,) = (context["article"] for path, _, context in every() if path == "article.html")


def row(kind: str, html: str) -> StoredRow:
    return StoredRow(kind=kind, level=2, cells=(StoredCell(lang="zh-Hans", key="zh", html=html),))


def made(rows: tuple[StoredRow, ...], settings: Settings | None = None) -> ArticleView:
    variables: dict[str, Any] = {"article": changed(ARTICLE, rows=(), contents=()), "body": "a.md"}
    found: ArticleView = assembled(variables, {"a.md": rows}, settings or Settings())["article"]
    return found


def test_rows_are_numbered_and_their_html_is_marked_safe() -> None:
    rows = made((row("paragraph", "<p>一</p>"), StoredRow(kind="code", shared="<pre>x</pre>"))).rows
    assert [each.number for each in rows] == [1, 2]
    assert [each.shared for each in rows] == [None, Markup("<pre>x</pre>")]
    assert [type(cell.html) for each in rows for cell in each.cells] == [Markup]


@pytest.mark.parametrize("count", [0, CONTENTS_FROM - 1, CONTENTS_FROM])
def test_contents_are_made_from_enough_headings(count: int) -> None:
    heading = (row("paragraph", "<p>一</p>"), row("heading", "<h2>甲 <em>乙</em></h2>"))
    contents = made(heading * count).contents
    expected = [2 * at for at in range(1, count + 1)] if count >= CONTENTS_FROM else []
    assert [each.number for each in contents] == expected
    assert {text.text for each in contents for text in each.texts} <= {"甲 乙"}


def test_an_excerpt_ends_after_its_first_rows() -> None:
    rows = tuple(row("paragraph", f"<p>{at}</p>") for at in range(EXCERPT_ROWS + 2))
    assert len(made(rows, replace(Settings(), body="excerpt")).rows) == EXCERPT_ROWS
    assert len(made(rows).rows) == EXCERPT_ROWS + 2
