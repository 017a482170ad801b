from __future__ import annotations

import pytest

from diglot.adding import feeds
from diglot.adding.refusal import Refused
from tests.adding.pages import NEWS, PARAGRAPHS, RSS

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>海</title>
<entry><title>一</title><link href="/one"/><updated>2026-02-03T18:30:00+08:00</updated></entry></feed>"""


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (RSS.encode(), True),
        (ATOM.encode(), True),
        (b'<rdf:RDF xmlns="http://purl.org/rss/1.0/">', True),
        (NEWS.encode(), False),
        (b"<html><body>&lt;rss&gt; <rss version='2.0'></html>", False),
        (b"# Markdown about <feed>\n", False),
        (b"", False),
    ],
)
def test_a_feed_is_known_by_its_root(content: bytes, answer: bool) -> None:
    assert feeds.is_feed(content) is answer


def test_entries_whole_and_announced() -> None:
    whole, announced = feeds.entries(RSS.replace("LINK", "https://x.example/a").encode())
    assert whole.page is not None
    assert whole.page.title == "Whole & sound"
    assert (whole.page.source, whole.page.author) == ("Harbour & Sea", "Ada Quay")
    assert whole.page.date == "2026-02-03T18:30:00+00:00"
    assert PARAGRAPHS[0] in whole.page.body
    assert "[More](https://harbour.example.org/more)" in whole.page.body
    assert (announced.url, announced.title, announced.page) == (
        "https://x.example/a",
        "Announced",
        None,
    )


def test_relative_addresses_are_the_feeds_own() -> None:
    (entry,) = feeds.entries(ATOM.encode(), "https://sea.example/feed.xml")
    assert entry.url == "https://sea.example/one"
    with pytest.raises(Refused, match="no entry with an address"):
        feeds.entries(ATOM.encode())


def test_a_feed_without_entries() -> None:
    with pytest.raises(Refused, match="no entry"):
        feeds.entries(b"<rss version='2.0'><channel></channel></rss>")
    with pytest.raises(Refused, match="no entry"):
        feeds.entries(b"<rss version='2.0'><channel><item>")
