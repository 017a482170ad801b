"""Dates as captures write them, so that each article gets one day by one rule.

Invariant: a date that does not exist gives None, never another date; nothing depends on today.
"""

from __future__ import annotations

import datetime as dt
import re

_YMD = re.compile(
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?"
    r"(?:[T\s]\s*(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,](?P<f>\d{1,9}))?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_](\d\d)[-/_](\d\d)(?!\d)")


def parse(value: str) -> dt.date | dt.datetime | None:
    """A date, a datetime where a time of day is given (aware where a zone is), or None.

    >>> parse("2022/12/27"), parse("2022-02-30")
    (datetime.date(2022, 12, 27), None)
    >>> parse("Tue, 27 Dec 2022 02:33:31 GMT").isoformat()
    '2022-12-27T02:33:31+00:00'
    """
    value = value.strip()
    match = _YMD.fullmatch(value)
    try:
        if match is None:
            return _of_mail(value) if any(c.isalpha() for c in value) else None
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        if match["H"] is None:
            return dt.date(year, month, day)
        micro = int((match["f"] or "0").ljust(6, "0")[:6])
        clock = int(match["H"]), int(match["M"]), int(match["S"] or 0), micro
        return dt.datetime(year, month, day, *clock, tzinfo=_zone(match["zone"]))
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _of_mail(value: str) -> dt.datetime:
    from email.utils import parsedate_to_datetime  # what few captures need takes 4 ms to load

    return parsedate_to_datetime(value)


def _zone(text: str | None) -> dt.tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return dt.UTC
    digits = text[1:].replace(":", "")
    offset = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-offset if text[0] == "-" else offset)


def day_of(value: dt.date | dt.datetime, zone: dt.tzinfo) -> dt.date | None:
    """The day in the site's zone; a time without a zone is taken as the site's own."""
    if not isinstance(value, dt.datetime):
        return value
    try:
        return value.astimezone(zone).date() if value.tzinfo else value.date()
    except OverflowError:
        return None


def moment_of(value: dt.date | dt.datetime | None, zone: dt.tzinfo) -> dt.datetime | None:
    """An aware moment in UTC, or None for a bare day."""
    if not isinstance(value, dt.datetime):
        return None
    try:
        aware = value if value.tzinfo else value.replace(tzinfo=zone)
        return aware.astimezone(dt.UTC)
    except OverflowError:
        return None


def day_in_path(path: str) -> dt.date | None:
    """The first date that a path spells out.

    >>> day_in_path("2022/12/27/daily/x.md")
    datetime.date(2022, 12, 27)
    """
    for match in _IN_PATH.finditer(path):
        try:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None
