"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1).

Invariant: it says what the Atom feed of the same name says, under the same ids.
"""

from __future__ import annotations

from typing import Any

from diglot.publish import jsontext
from diglot.publish.pages.feeds import FeedEntry, FeedView


def text(feed: FeedView, address: str) -> str:
    """Write a feed that will be found at this address."""
    described = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "language": feed.lang or "mul",
        "home_page_url": feed.page_href,
        "feed_url": address,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return jsontext.dumps(described, indent=1)


def _item(entry: FeedEntry) -> dict[str, Any]:
    """An entry; a whole article as HTML, else its beginning as text."""
    item = {
        "id": entry.id,
        "url": entry.href,
        "external_url": entry.via,
        "title": entry.title,
        "language": entry.lang,
        "summary": entry.summary if entry.body else "",
        "content_html": entry.body,
        "content_text": "" if entry.body else entry.summary or entry.title,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": entry.author}],
        "tags": [tag.label for tag in entry.tags],
    }
    return {key: value for key, value in item.items() if value}
