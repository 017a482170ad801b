"""Which number each article has in the index: later days higher, and its own for good.

Invariant: an article's number depends on its id, its day and the articles of that day alone, and
one that is new there moves at most a few others: that is what keeps an update small. Within a day
articles take places by a hash of their id, first come, first served.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

ORIGIN = dt.date(1970, 1, 1).toordinal()
UNDATED = 256
"""Days after the origin that undated articles are spread over; they sort behind all others."""
STRIDE = 1024
"""Places of a day; more, in powers of two, where a day has more than three quarters of them."""
SMALLEST = 8


class Arrival(NamedTuple):
    """What decides an article's number."""

    id: str
    day: dt.date | None
    fetched: str
    """Orders arrivals, so that what was fetched last gives way."""


def numbers(arrivals: Iterable[Arrival]) -> tuple[int, dict[str, int]]:
    """The places of a day, and the number of each id: day times places, plus place."""
    days: dict[int, list[Arrival]] = defaultdict(list)
    for each in arrivals:
        days[day_of(each.id, each.day)].append(each)
    places = stride(max(map(len, days.values()), default=0))
    placed: dict[str, int] = {}
    for day, found in days.items():
        placed |= of_day(day, places, found)
    return places, placed


def day_of(id: str, day: dt.date | None) -> int:
    """The day that an article is numbered under, in days from the origin."""
    if day is None:
        return crc32(id.encode()) % UNDATED
    return max(day.toordinal() - ORIGIN, UNDATED)


def stride(most: int) -> int:
    """The places of a day, where so many articles are on the day that has most.

    >>> stride(768), stride(769)
    (1024, 2048)
    """
    return max(STRIDE, 1 << (_room(most) - 1).bit_length())


def of_day(day: int, stride: int, arrivals: Iterable[Arrival]) -> dict[str, int]:
    """The numbers of one day's articles by their ids; `stride` are the places of a day."""
    ids = [id for _, id in sorted((each.fetched, each.id) for each in arrivals)]
    return {id: day * stride + place for id, place in _places(ids).items()}


def _room(count: int) -> int:
    """Places for this many articles: a power of two or one and a half of it, a quarter empty.

    >>> [_room(count) for count in (1, 6, 7, 9, 10, 100)]
    [8, 8, 12, 12, 16, 192]
    """
    room = SMALLEST
    while count * 4 > room * 3:
        room = room * 3 // 2 if room & (room - 1) == 0 else room * 4 // 3
    return room


def _places(ids: list[str]) -> dict[str, int]:
    """Each id's place: the first that is free of a walk over all, which its hash decides."""
    room = _room(len(ids))
    taken: dict[int, str] = {}
    for id in ids:
        walk = crc32(id.encode())
        place, step = walk % room, 6 * (walk >> 16) + 1  # shares no divisor with 2^n or 3 * 2^n
        while place in taken:
            place = (place + step) % room
        taken[place] = id
    return {id: place for place, id in taken.items()}
