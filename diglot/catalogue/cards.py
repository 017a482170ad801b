"""A published article as lists know it, and the order in which lists have it.

Invariant: a card's digest changes whenever anything that a list shows of it does.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter

import msgspec

from diglot import fingerprint
from diglot.catalogue.sources import SourceName
from diglot.catalogue.tag_types import Tag
from diglot.record import Record, Slip

Whole = Callable[[Slip], Record]
"""Gives a capture's record."""


class Called:
    """Tags or a source as cards have them: what they are called is in the fingerprint alone."""

    __slots__ = ("_digest", "_names", "slugs")

    def __init__(self, slugs: tuple[str, ...], names: Callable[[], Iterable[str]]) -> None:
        self.slugs = slugs
        self._names = names
        self._digest = b""

    @property
    def digest(self) -> bytes:
        """Made when it is asked for, which a small change does of few."""
        if not self._digest:
            self._digest = fingerprint.of(*self._names())
            self._names = tuple  # there are as many as combinations of tags
        return self._digest


class Card(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A published article as lists know it."""

    id: str
    """The permalink's."""
    slip: Slip
    tags: tuple[str, ...]
    """Slugs, in the order of the registry's names."""
    source: str
    """Slug; empty for an article without a source."""
    seen: tuple[Slip, ...]
    """Other captures of the same address."""
    called: Called
    source_called: Called
    whole: Whole

    @property
    def digest(self) -> bytes:
        """Fingerprint of all that a list shows of it."""
        return self.slip.shown + self.called.digest + self.source_called.digest

    @property
    def record(self) -> Record:
        """All that is known of its capture; it may have to be read."""
        return self.whole(self.slip)


def day_order(day: dt.date | None) -> dt.date:
    """Days by time, the undated before all."""
    return day or dt.date.min


def by_day(cards: Iterable[Card]) -> dict[dt.date | None, tuple[Card, ...]]:
    """Newest day first, the undated last; within a day by moment, newest first, then by path."""
    days: dict[dt.date | None, list[Card]] = defaultdict(list)
    for card in sorted(cards, key=attrgetter("slip.path")):
        days[card.slip.day].append(card)
    for listed in days.values():
        listed.sort(key=_moment, reverse=True)
    return {day: tuple(days[day]) for day in sorted(days, key=day_order, reverse=True)}


def _moment(card: Card) -> str:
    moment = card.slip.published
    return moment if len(moment) > 10 and moment.isascii() else ""


def card_of(slip: Slip, rest: tuple[Slip, ...], tags: Called, source: Called, whole: Whole) -> Card:
    """The card of a capture with the others of it, its tags and its source, if it has one."""
    return Card(
        id=slip.id,
        slip=slip,
        tags=tags.slugs,
        source=source.slugs[0] if source.slugs else "",
        seen=rest,
        called=tags,
        source_called=source,
        whole=whole,
    )


def called_tags(tags: Mapping[str, Tag]) -> Called:
    """An article's tags, by slug."""
    return Called(tuple(tags), partial(_names, tags))


def _names(tags: Mapping[str, Tag]) -> list[str]:
    return [part for tag in tags.values() for part in (tag.slug, tag.zh, tag.en)]


def called_source(source: SourceName) -> Called:
    """An article's source."""
    names = (source.slug, source.name, source.names, source.lang)
    return Called((source.slug,), lambda: [repr(names)])


NOTHING = Called((), tuple)
