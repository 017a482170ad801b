"""A published article as lists know it, and the order in which lists have it.

Invariant: a card's digest changes whenever anything that a list shows of it does.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
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

    __slots__ = ("_digest", "_naming", "slugs")

    def __init__(self, slugs: tuple[str, ...], naming: Callable[[str], str]) -> None:
        """`naming` gives all that one of them is called, by its slug."""
        self.slugs = slugs
        self._naming = naming
        self._digest = b""

    @property
    def digest(self) -> bytes:
        """Made when it is asked for, which a small change does of few."""
        if not self._digest:
            self._digest = fingerprint.of(*map(self._naming, self.slugs))
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
    """Its tags, as `digest` knows them."""
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


def tag_naming(tags: Mapping[str, Tag]) -> Callable[[str], str]:
    """What tags are called, given all of an archive."""

    @cache
    def naming(slug: str) -> str:
        tag = tags[slug]
        return repr((slug, tag.zh, tag.en))

    return naming


def called_source(source: SourceName) -> Called:
    """An article's source."""
    return Called((source.slug,), lambda slug: repr((slug, source.name, source.names, source.lang)))


NOTHING = Called((), repr)
