"""What the archive holds: which capture of several wins, its tags, its order, its neighbours.

Invariant: pure, and independent of the order in which records arrive; every published article is
in exactly one day, one source and each of its tags, newest first everywhere.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from operator import attrgetter

from diglot.catalogue.cards import (
    NOTHING,
    Called,
    Card,
    Whole,
    by_day,
    called_source,
    card_of,
    day_order,
    tag_naming,
)
from diglot.catalogue.sources import SourceName, SourceRegistry, resolve
from diglot.catalogue.tag_names import name_key
from diglot.catalogue.tag_types import Registry, Tag
from diglot.catalogue.tagging import Hit, merge
from diglot.catalogue.tags import resolve as resolve_tags
from diglot.catalogue.tags import tag as tag_of
from diglot.catalogue.tags import visible
from diglot.record import Slip, itself

Found = tuple[Slip, tuple[str, ...]]
"""A capture, with the slugs that its text gave."""


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
    failed: Mapping[dt.date | None, tuple[Slip, ...]]
    """By path."""
    whole: Whole
    addresses: Mapping[str, str]
    """Normalised address → id."""
    outcomes: Mapping[str, int]
    """Captures by outcome, `duplicate` among them."""


def build(
    records: Iterable[Found],
    registry: Registry,
    sources: SourceRegistry,
    *,
    drafts: bool = False,
    whole: Whole = itself,
) -> Archive:
    """The archive that these captures make; `whole` gives the record of one of them."""
    outcomes: dict[str, int] = defaultdict(int)
    apart = {"quarantined"} if drafts else {"quarantined", "draft"}
    first: dict[str, Found] = {}
    groups: dict[str, list[Found]] = {}
    for found in records:
        slip = found[0]
        if slip.outcome in apart:
            outcomes[slip.outcome] += 1
        elif (other := first.setdefault(slip.id, found)) is not found:
            groups.setdefault(slip.id, [other]).append(found)
    rest: dict[str, tuple[Slip, ...]] = {}
    for id, group in groups.items():
        group.sort(key=lambda found: _worth(found[0]))
        first[id] = group[0]
        rest[id] = tuple([slip for slip, _ in group[1:]])
        outcomes["duplicate"] += len(group) - 1
    winners: list[Found] = []
    failures: list[Slip] = []
    for found in first.values():
        outcome = found[0].outcome
        if outcome == "failed":
            failures.append(found[0])
        elif outcome == "hidden":
            outcomes["hidden"] += 1
        else:
            winners.append(found)
    outcomes |= {"failed": len(failures)} if failures else {}
    outcomes |= {"published": len(winners)} if winners else {}
    tagged, names = _tagged(winners, registry)
    source_of = resolve(sources, {slip.source for slip, _ in winners} - {""})
    from_ = {"": NOTHING} | {name: called_source(source) for name, source in source_of.items()}
    cards = [
        card_of(slip, rest.get(slip.id, ()), tags, from_[slip.source], whole)
        for (slip, _), tags in zip(winners, tagged, strict=True)
    ]
    return _archive(cards, failures, registry, names, source_of, sources, outcomes, whole)


def _tagged(winners: list[Found], registry: Registry) -> tuple[list[Called], dict[str, Tag]]:
    """The tags of each, and all of them by slug."""
    merged = {
        slip.path: merge(
            registry,
            slip.names,
            [Hit(slug=slug, why="") for slug in slugs],
            add=slip.tags_add,
            remove=slip.tags_remove,
        )
        for slip, slugs in winners
        if slip.names or slip.tags_add or slip.tags_remove
    }
    hits = chain.from_iterable(merged.values())
    named = resolve_tags((hit.name for hit in hits if not hit.slug), registry)
    names: dict[str, Tag] = {}
    naming = tag_naming(names)
    alike: dict[tuple[str, ...], Called] = {}
    found = []
    listed = cache(partial(_listed, registry))
    for slip, slugs in winners:
        own = merged.get(slip.path) if merged else None
        known = alike.get(slugs) if own is None else None
        if known is None:
            if own is None:
                given = [listed(slug) for slug in slugs]
            else:
                given = [listed(hit.slug) if hit.slug else named[name_key(hit.name)] for hit in own]
            tags = {tag.slug: tag for tag in given}
            names |= tags
            known = Called(tuple(tags), naming)
            if own is None:
                alike[slugs] = known
        found.append(known)
    return found, names


def _listed(registry: Registry, slug: str) -> Tag:
    """A tag by its slug; where a pattern made it and is gone, the next build matches again."""
    return tag_of(registry, slug) or Tag(slug=slug, zh=slug, en=slug)


def _archive(
    cards: list[Card],
    failures: list[Slip],
    registry: Registry,
    names: Mapping[str, Tag],
    source_of: Mapping[str, SourceName],
    sources: SourceRegistry,
    outcomes: Mapping[str, int],
    whole: Whole,
) -> Archive:
    days = by_day(cards)
    ordered = tuple(chain.from_iterable(days.values()))
    tags: dict[str, list[Card]] = defaultdict(list)
    by_source: dict[str, list[Card]] = defaultdict(list)
    for card in ordered:
        for slug in card.tags:
            tags[slug].append(card)
        if card.source:
            by_source[card.source].append(card)
    failed: dict[dt.date | None, list[Slip]] = defaultdict(list)
    for record in sorted(failures, key=attrgetter("path")):
        failed[record.day].append(record)
    shown = visible(registry, {slug: len(listed) for slug, listed in tags.items()})
    return Archive(
        cards=ordered,
        by_id={card.id: card for card in ordered},
        days=days,
        tags={slug: tuple(tags[slug]) for slug in sorted(tags)},
        tag_names={slug: names[slug] for slug in sorted(tags)},
        tag_pages=shown.pages,
        tag_feeds=shown.feeds,
        sources={slug: tuple(by_source[slug]) for slug in sorted(by_source)},
        source_names={source.slug: source for _, source in sorted(source_of.items())},
        groups=sources.groups,
        failed={day: tuple(failed[day]) for day in sorted(failed, key=day_order, reverse=True)},
        addresses={card.slip.address: card.id for card in ordered if card.slip.address},
        outcomes=dict(sorted(outcomes.items())),
        whole=whole,
    )


def _worth(record: Slip) -> tuple[bool, bool, int, int, str]:
    """Readable first, then edited by a person, then longest, latest, first path."""
    readable = record.outcome not in ("failed", "quarantined")
    day = record.day.toordinal() if record.day else 0
    return not readable, not record.has_edit, -record.length, -day, record.path
