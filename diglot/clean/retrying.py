"""Failed captures put in order: by kind, source and month, and by whether to fetch them again.

Invariant: a URL is either worth another try or not, by its kind alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

GONE = frozenset(("blocked", "deleted", "migrated"))
"""Kinds of failed captures that another try cannot mend."""


class Failure(NamedTuple):
    """A failed capture."""

    url: str
    kind: str
    source: str = ""
    month: str = ""
    """`YYYY-MM`; empty where the capture has no day."""


class Tally(NamedTuple):
    """Failed captures of one kind, source and month."""

    kind: str
    source: str
    month: str
    captures: int


def tally(failures: Iterable[Failure]) -> list[Tally]:
    """How many failed captures there are by kind, source and month, the most first.

    >>> tally([Failure("a", "captcha", "S", "2024-01"), Failure("b", "captcha", "S", "2024-01")])
    [Tally(kind='captcha', source='S', month='2024-01', captures=2)]
    """
    counts = Counter((f.kind, f.source, f.month) for f in failures)
    rows = [Tally(*key, captures=n) for key, n in counts.items()]
    return sorted(rows, key=lambda row: (-row.captures, row.kind, row.source, row.month))


def retry_list(failures: Iterable[Failure]) -> str:
    """The text of a list of URLs to fetch again, one a line, each once; those that are gone stand
    below, commented out.

    >>> print(retry_list([Failure("https://e.org/a", "captcha"), Failure("https://e.org/b", "deleted")]))
    # worth fetching again: 1
    https://e.org/a
    # gone: 1
    # https://e.org/b (deleted)
    <BLANKLINE>
    """
    kinds = {f.url: f.kind for f in failures if f.url}
    again = sorted(url for url, kind in kinds.items() if kind not in GONE)
    gone = sorted((url, kind) for url, kind in kinds.items() if kind in GONE)
    lines = [
        f"# worth fetching again: {len(again)}",
        *again,
        f"# gone: {len(gone)}",
        *(f"# {url} ({kind})" for url, kind in gone),
    ]
    return "\n".join(lines) + "\n"
