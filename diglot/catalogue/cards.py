"""A published article as lists know it, and the order in which lists have it.

Invariant: a card's digest changes whenever anything that a list shows of it does.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

import msgspec

from diglot import fingerprint
from diglot.catalogue.sources import SourceName
from diglot.catalogue.tag_types import Tag
from diglot.record import Record, Slip

Whole = Callable[[Slip], Record]
"""Gives a capture's record."""


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
    digest: bytes
    """Fingerprint of all that a list shows of it."""
    whole: Whole

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


class Named(NamedTuple):
    """Tags or a source as a card has them: what they are called is in the fingerprint alone."""

    slugs: tuple[str, ...]
    digest: bytes


def card_of(slip: Slip, rest: tuple[Slip, ...], tags: Named, source: Named, whole: Whole) -> Card:
    """The card of a capture with the others of it, its tags and its source, if it has one."""
    return Card(
        id=slip.id,
        slip=slip,
        tags=tags.slugs,
        source=source.slugs[0] if source.slugs else "",
        seen=rest,
        digest=slip.shown + tags.digest + source.digest,
        whole=whole,
    )


def named_tags(tags: Sequence[Tag]) -> Named:
    """An article's tags."""
    called = [part for tag in tags for part in (tag.slug, tag.zh, tag.en)]
    return Named(tuple([tag.slug for tag in tags]), fingerprint.of(*called))


def named_source(source: SourceName) -> Named:
    """An article's source."""
    return Named(
        (source.slug,), fingerprint.of(repr((source.slug, source.name, source.names, source.lang)))
    )


NOTHING = Named((), b"")
