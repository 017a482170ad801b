"""Put the stored rows into the pages that show them, where they are rendered.

Invariant: rows hold HTML that was sanitised before it was stored; it is marked safe here, once.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from diglot.publish.escaping import safe
from diglot.publish.pages import json_feed
from diglot.publish.pages.feeds import FeedView
from diglot.publish.plans import Variables
from diglot.publish.views import ArticleView, Cell, Heading, Row, Text
from diglot.publish.visible import text_of
from diglot.record import StoredRow
from diglot.settings import Settings

CONTENTS_FROM = 4
"""Headings from which on an article has a list of contents."""
EXCERPT_ROWS = 3

Bodies = Mapping[str, tuple[StoredRow, ...]]


def assembled(variables: Variables, bodies: Bodies, settings: Settings) -> Variables:
    """The variables with rows in the place of references to them."""
    article = variables.get("article")
    if isinstance(article, ArticleView):
        rows = bodies[variables["body"]]
        if settings.body == "excerpt":
            rows = rows[:EXCERPT_ROWS]
        view = replace(article, rows=_rows(rows), contents=_contents(rows))
        return {**variables, "article": view}
    feed = variables.get("feed")
    if not isinstance(feed, FeedView):
        return variables
    if settings.feed.body == "full" and settings.body == "full":
        base = variables["base"]
        entries = tuple(
            replace(entry, body=_body(bodies[entry.path], entry.key, base))
            for entry in feed.entries
        )
        feed = replace(feed, entries=entries)
    if "json" in variables:
        return {**variables, "verbatim": json_feed.text(feed, variables["json"])}
    return {**variables, "feed": feed}


def _rows(rows: tuple[StoredRow, ...]) -> tuple[Row, ...]:
    return tuple(
        Row(
            number=number,
            kind=row.kind,
            shared=safe(row.shared) if row.shared else None,
            cells=tuple(
                Cell(
                    lang=cell.lang,
                    key=cell.key,
                    html=safe(cell.html),
                    source=cell.source,
                    state=cell.state,
                    partial=cell.partial,
                    engine=cell.engine,
                    date=cell.date,
                )
                for cell in row.cells
            ),
        )
        for number, row in enumerate(rows, start=1)
    )


def _contents(rows: tuple[StoredRow, ...]) -> tuple[Heading, ...]:
    found = [(n, row) for n, row in enumerate(rows, start=1) if row.kind == "heading" and row.cells]
    if len(found) < CONTENTS_FROM:
        return ()
    return tuple(
        Heading(
            number=number,
            level=row.level,
            texts=tuple(
                Text(text=text_of(cell.html), lang=cell.lang) for cell in row.cells if cell.html
            ),
        )
        for number, row in found
    )


def _body(rows: tuple[StoredRow, ...], key: str, base: str) -> str:
    """An article's HTML in one language, for a feed reader."""
    parts = []
    for row in rows:
        cell = next((each for each in row.cells if each.key == key and each.html), None)
        cell = cell or (row.cells[0] if row.cells else None)
        parts.append(cell.html if cell else row.shared)
    return "\n".join(parts).replace('src="../../media/', f'src="{base}media/')
