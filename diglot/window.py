"""The days that a site publishes: an archive too large for one host becomes several sites.

Invariant: pure; every capture is in exactly one of windows that follow one another, so that such
sites together hold all of the archive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from diglot.record import Slip

Row = tuple[Slip, tuple[str, ...]]
"""A capture's slip, and the slugs of the tags that its text gave it."""


def within(rows: Iterable[Row], since: dt.date, until: dt.date) -> list[Row]:
    """The captures of `since` to `until`, both included; one without a day is before every day."""
    return [row for row in rows if since <= (row[0].day or dt.date.min) <= until]
