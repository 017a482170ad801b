"""RSS and Atom feeds: which articles they announce, and those that they hold whole.

Invariant: the only importer of `feedparser`, which is given bytes and never an address; an entry
without an address is passed over.
"""

from __future__ import annotations

import calendar
import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from diglot.adding import markup
from diglot.adding.page import Page
from diglot.adding.refusal import Refused

WHOLE = 600
"""Characters of text from which on an entry's own content is taken for the whole article."""

_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.{0,200}?\?>\s*|<!--.{0,1000}?-->\s*|<!DOCTYPE[^>]{0,200}>\s*){0,9}"
    rb"<(?:rss|feed|rdf:RDF|RDF)[\s>]",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article that a feed announces."""

    url: str
    title: str
    page: Page | None = None
    """The article itself, where the feed holds it whole."""


def is_feed(content: bytes) -> bool:
    """Whether bytes are a feed, by their root element.

    >>> is_feed(b"<?xml version='1.0'?><rss version='2.0'>"), is_feed(b"<!doctype html><html>")
    (True, False)
    """
    return _ROOT.match(content) is not None


def entries(content: bytes, url: str = "") -> tuple[Entry, ...]:
    """What a feed announces, in its order; raises `Refused` for one that cannot be read.

    `url` is where the feed came from; addresses in it may be relative to that.
    """
    import feedparser

    headers = {"content-location": url} if url else {}
    found = feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False)
    usable = tuple(_entries(found.entries, _text(found.feed.get("title", ""))))
    if not usable:
        reason = found.get("bozo_exception")
        what = "the feed holds no entry with an address" + (f": {reason}" if reason else "")
        raise Refused(what, "open it in a browser and look")
    return usable


def _entries(listed: list[Any], source: str) -> Iterator[Entry]:
    for entry in listed:
        url = str(entry.get("link", ""))
        if not url.startswith(("http://", "https://")):
            continue
        title = _text(entry.get("title", ""))
        html = max(
            (str(each.get("value", "")) for each in entry.get("content", ())), key=len, default=""
        )
        page = None
        if len(html) >= WHOLE:
            tree = markup.parse(html)
            markup.prepare(tree, url)
            if len(markup.words(tree)) >= WHOLE:
                page = Page(
                    title=title,
                    body=markup.markdown(tree),
                    url=url,
                    source=source,
                    author=_text(entry.get("author", "")),
                    date=_date(entry),
                )
        yield Entry(url=url, title=title, page=page)


def _text(html: str) -> str:
    """A title as words; feeds write markup and entities in it."""
    return markup.words(markup.parse(html)) if html else ""


def _date(entry: Any) -> str:  # noqa: ANN401 - feedparser has no types
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    if moment is None:
        return ""
    return dt.datetime.fromtimestamp(calendar.timegm(moment), dt.UTC).isoformat()
