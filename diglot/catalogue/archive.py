"""What the archive holds: which capture of several wins, its tags, its order, its neighbours.

Invariant: pure, and independent of the order in which records arrive; every published article is
in exactly one day, one source and each of its tags, newest first everywhere.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diglot.catalogue.cards import Card, card_of, order
from diglot.catalogue.sources import SourceName, SourceRegistry, resolve
from diglot.catalogue.tag_names import name_key
from diglot.catalogue.tag_types import Registry, Tag
from diglot.catalogue.tagging import Hit, merge
from diglot.catalogue.tags import resolve as resolve_tags
from diglot.catalogue.tags import tag as tag_of
from diglot.catalogue.tags import visible
from diglot.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Everything published, by every way a reader can come to it."""

    cards: tuple[Card, ...]
    by_id: Mapping[str, Card]
    days: Mapping[dt.date | None, tuple[Card, ...]]
    """Newest day first, the undated last."""
    tags: Mapping[str, tuple[Card, ...]]
    tag_names: Mapping[str, Tag]
    tag_pages: frozenset[str]
    tag_feeds: frozenset[str]
    sources: Mapping[str, tuple[Card, ...]]
    source_names: Mapping[str, SourceName]
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    failed: Mapping[dt.date | None, tuple[Record, ...]]
    addresses: Mapping[str, str]
    """Normalised address → id."""
    outcomes: Mapping[str, int]
    """Captures by outcome, `duplicate` among them."""


def build(
    records: Iterable[tuple[Record, tuple[str, ...]]],
    registry: Registry,
    sources: SourceRegistry,
    *,
    drafts: bool = False,
) -> Archive:
    """The archive that these captures, each with the slugs its text gave, make."""
    captures: dict[str, list[Record]] = defaultdict(list)
    hits: dict[str, tuple[str, ...]] = {}
    outcomes: dict[str, int] = defaultdict(int)
    for record, found in records:
        if record.outcome == "quarantined":
            outcomes["quarantined"] += 1
        elif record.outcome == "draft" and not drafts:
            outcomes["draft"] += 1
        else:
            captures[record.id].append(record)
            hits[record.path] = found
    winners: list[tuple[Record, tuple[Record, ...]]] = []
    failures: list[Record] = []
    for group in captures.values():
        group.sort(key=_worth)
        best, rest = group[0], tuple(group[1:])
        if rest:
            outcomes["duplicate"] += len(rest)
        if best.outcome in ("failed", "hidden"):
            outcomes[best.outcome] += 1
            failures += [best] if best.outcome == "failed" else []
        else:
            outcomes["published"] += 1
            winners.append((best, rest))
    tagged = [
        (record, rest, _tagged(record, hits[record.path], registry)) for record, rest in winners
    ]
    named = resolve_tags(
        (hit.name for _, _, all in tagged for hit in all if not hit.slug), registry
    )
    source_of = resolve(sources, (record.source for record, _ in winners if record.source))
    names: dict[str, Tag] = {}
    cards = []
    for record, rest, given in tagged:
        tags = dict(_tag(hit, registry, named) for hit in given)
        names |= tags
        source = source_of[record.source] if record.source else None
        cards.append(card_of(record, rest, tuple(tags.values()), source))
    cards.sort(key=order)
    return _archive(cards, failures, registry, names, source_of, sources, outcomes)


def _tagged(record: Record, slugs: tuple[str, ...], registry: Registry) -> tuple[Hit, ...]:
    hits = tuple(Hit(slug=slug, why="") for slug in slugs)
    if not (record.names or record.tags_add or record.tags_remove):
        return hits
    return merge(registry, record.names, hits, add=record.tags_add, remove=record.tags_remove)


def _tag(hit: Hit, registry: Registry, named: Mapping[str, Tag]) -> tuple[str, Tag]:
    tag = tag_of(registry, hit.slug) if hit.slug else named[name_key(hit.name)]
    if tag is None:  # a pattern made it and is gone; the next build matches again
        tag = Tag(slug=hit.slug, zh=hit.slug, en=hit.slug)
    return tag.slug, tag


def _archive(
    cards: list[Card],
    failures: list[Record],
    registry: Registry,
    names: Mapping[str, Tag],
    source_of: Mapping[str, SourceName],
    sources: SourceRegistry,
    outcomes: Mapping[str, int],
) -> Archive:
    days: dict[dt.date | None, list[Card]] = defaultdict(list)
    tags: dict[str, list[Card]] = defaultdict(list)
    by_source: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        days[card.record.day].append(card)
        for slug in card.tags:
            tags[slug].append(card)
        if card.source:
            by_source[card.source].append(card)
    failed: dict[dt.date | None, list[Record]] = defaultdict(list)
    for record in sorted(failures, key=lambda each: (each.source, each.title, each.path)):
        failed[record.day].append(record)
    shown = visible(registry, {slug: len(listed) for slug, listed in tags.items()})
    return Archive(
        cards=tuple(cards),
        by_id={card.id: card for card in cards},
        days={day: tuple(days[day]) for day in sorted(days, key=_day, reverse=True)},
        tags={slug: tuple(tags[slug]) for slug in sorted(tags)},
        tag_names={slug: names[slug] for slug in sorted(tags)},
        tag_pages=shown.pages,
        tag_feeds=shown.feeds,
        sources={slug: tuple(by_source[slug]) for slug in sorted(by_source)},
        source_names={source.slug: source for _, source in sorted(source_of.items())},
        groups=sources.groups,
        failed={day: tuple(failed[day]) for day in sorted(failed, key=_day, reverse=True)},
        addresses={card.record.address: card.id for card in cards if card.record.address},
        outcomes=dict(sorted(outcomes.items())),
    )


def _worth(record: Record) -> tuple[bool, bool, int, int, str]:
    """Readable first, then edited by a person, then longest, latest, first path."""
    readable = record.outcome not in ("failed", "quarantined")
    day = record.day.toordinal() if record.day else 0
    return not readable, not record.has_edit, -record.length, -day, record.path


def _day(day: dt.date | None) -> dt.date:
    return day or dt.date.min
