"""Which places of the site a build has to plan: a list, a day, an article is planned whole or not.

Invariant: the pages of a place that is not held are those of the last build.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The places that are planned."""

    places: frozenset[str] | None = None
    """None: all. Pages that name no place are planned by every build that plans any."""

    def holds(self, place: str) -> bool:
        """Whether a place is planned."""
        return self.places is None or place in self.places


ALL = Scope()


def day(date: dt.date | None) -> str:
    """A day's lists; in the order of time, the undated first.

    >>> day(None) < day(dt.date(1, 1, 1)) < day(dt.date(2024, 1, 2))
    True
    """
    return f"days {date or '0000'}"


def listed(kind: str, slug: str) -> str:
    """The pages and feeds of a tag (`kind` is `tags`) or a source (`sources`)."""
    return f"{kind} {slug}"


def article(id: str) -> str:
    """One article's page."""
    return f"articles {id}"


def year(date: dt.date | None) -> str:
    """A year's addresses."""
    return f"years {date.year if date else 'undated'}"
