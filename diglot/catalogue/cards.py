"""A published article as lists know it, and the order in which lists have it.

Invariant: a card's digest changes whenever anything that a list shows of it does.
"""

from __future__ import annotations

import msgspec

from diglot import fingerprint
from diglot.catalogue.sources import SourceName
from diglot.catalogue.tag_types import Tag
from diglot.record import Record


class Card(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A published article as lists know it."""

    id: str
    """The permalink's."""
    record: Record
    tags: tuple[str, ...]
    """Slugs, in the order of the registry's names."""
    source: str
    """Slug; empty for an article without a source."""
    seen: tuple[Record, ...]
    """Other captures of the same address."""
    digest: bytes
    """Fingerprint of all that a list shows of it."""


def order(card: Card) -> tuple[int, str, str]:
    """Newest first; within a day by moment where it is known, else by path."""
    record = card.record
    day = record.day.toordinal() if record.day else 0
    moment = record.published if len(record.published) > 10 else ""
    inverted = "".join(chr(0x7F - ord(c)) for c in moment) if moment.isascii() else ""
    return -day, inverted or "\x7f", record.path


def card_of(
    record: Record, rest: tuple[Record, ...], tags: tuple[Tag, ...], source: SourceName | None
) -> Card:
    """The card of a record with its other captures, its tags and its source."""
    digest = fingerprint.of(
        msgspec.msgpack.encode(
            (
                (record.id, record.title, record.title_lang, record.lang, record.lead),
                (record.day, record.truncated, record.doubtful, record.published, record.url),
                (record.updated, record.fetched, record.author, record.account),
                record.editions,
                [(tag.slug, tag.zh, tag.en) for tag in tags],
                (source.slug, source.name, source.names) if source else (),
            )
        )
    )
    return Card(
        id=record.id,
        record=record,
        tags=tuple(tag.slug for tag in tags),
        source=source.slug if source else "",
        seen=rest,
        digest=digest,
    )
