"""Every path of the site in one place, so that no two kinds of page can claim one.

Invariant: ASCII, no longer than 120 characters, and nothing in a path may be corrected by an
editor: ids, days, slugs. Pages of a list are numbered from the oldest; the newest has no number.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache


def article(id: str) -> str:
    """One document in all its languages.

    >>> article("k3xyzabcde")
    'a/k3/k3xyzabcde.html'
    """
    return f"a/{id[:2]}/{id}.html"


def home(lang: str) -> str:
    """The latest."""
    return f"{lang}/index.html"


@lru_cache(maxsize=16_384)
def day(lang: str, date: dt.date | None, number: int = 0) -> str:
    """A day's digest, or one of its older pages; the undated stand apart."""
    stem = f"{lang}/{date:%Y/%m/%d}" if date else f"{lang}/undated"
    return f"{stem}/{number}.html" if number else f"{stem}.html"


@lru_cache(maxsize=1_024)
def month(lang: str, date: dt.date) -> str:
    """A month's calendar."""
    return f"{lang}/{date:%Y/%m}.html"


def year(lang: str, date: dt.date) -> str:
    """A year's calendar."""
    return f"{lang}/{date:%Y}.html"


def archive(lang: str) -> str:
    """All years."""
    return f"{lang}/archive.html"


def listing(lang: str, kind: str, slug: str, number: int = 0) -> str:
    """A tag (`kind` is `tags`) or a source (`sources`), or one of its older pages."""
    stem = f"{lang}/{kind}/{slug}"
    return f"{stem}/{number}.html" if number else f"{stem}.html"


def index(lang: str, kind: str) -> str:
    """All tags or all sources."""
    return f"{lang}/{kind}/index.html"


def feed(lang: str, kind: str = "", slug: str = "", suffix: str = "xml") -> str:
    """A language's feed, or that of one tag or source in it."""
    return f"{lang}/{kind}/{slug}.{suffix}" if slug else f"{lang}/feed.{suffix}"


def stats(lang: str) -> str:
    """What the archive holds, in charts."""
    return f"{lang}/stats.html"


def search(lang: str) -> str:
    """The search page; the index itself is in `search/`."""
    return f"{lang}/search.html"


def authored(lang: str, name: str) -> str:
    """An authored page."""
    return f"{lang}/{name}.html"


RESERVED = frozenset({"index", "archive", "search", "stats", "tags", "sources", "feed", "undated"})
"""Names that an authored page cannot have."""
