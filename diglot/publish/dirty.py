"""What changed in the archive since pages were last planned, and the places that this can touch.

Invariant: a page of any other place would be planned as it was. What a page shows beyond a thing's
own state (who stands beside it, how many there are) is reached through the places where the thing
stands, now and before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from diglot import fingerprint
from diglot.catalogue.cards import Card
from diglot.catalogue.page_table import Mark
from diglot.publish import scope
from diglot.publish.pages import articles
from diglot.publish.press import Press
from diglot.publish.scope import Scope


@dataclass(frozen=True, kw_only=True)
class Things:
    """All that pages show: articles, failed captures and notes, each under a key of its own."""

    press: Press

    @cached_property
    def states(self) -> dict[str, bytes]:
        """What a page shows of each, as a fingerprint or the parts of one."""
        found = {
            f"article {card.id}": articles.state(self.press, card)
            for card in self.press.archive.cards
        }
        for failed in self.press.archive.failed.values():
            found |= {f"failed {record.path}": record.shown for record in failed}
        for slug, tag in self.press.archive.tag_names.items():
            feed = slug in self.press.archive.tag_feeds
            found[f"tags {slug}"] = fingerprint.of(tag.zh, tag.en, feed)
        for (kind, key), notes in self.press.notes.items():
            found[f"note {kind} {key}"] = fingerprint.of(*map(repr, notes))
        return found

    def mark(self, key: str) -> Mark:
        """Where one of them stands."""
        kind, _, name = key.partition(" ")
        if kind == "note":
            about, _, what = name.partition(" ")
            id = self._ids.get(what, "") if about == "articles" else what
            return Mark(rank="", places=frozenset({scope.listed(about, id)}))
        if kind == "tags":
            return Mark(rank="", places=frozenset({key}))
        if kind == "failed":
            return Mark(rank="", places=frozenset({self._failed[name]}))
        card = self.press.archive.by_id[name]
        record = card.record
        places = {scope.article(card.id), scope.day(record.day), scope.year(record.day)}
        places |= {scope.listed("tags", slug) for slug in card.tags}
        if card.source:
            places.add(scope.listed("sources", card.source))
        rank = f"{record.day} {record.published} {record.path}"
        return Mark(rank=rank, places=frozenset(places))

    @cached_property
    def _ids(self) -> dict[str, str]:
        return {card.record.path: card.id for card in self.press.archive.cards}

    @cached_property
    def _failed(self) -> dict[str, str]:
        failed = self.press.archive.failed.items()
        return {record.path: scope.day(day) for day, records in failed for record in records}


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What is new since states were what they were; found when it is first asked for."""

    things: Things
    before: Mapping[str, bytes]

    @cached_property
    def come(self) -> dict[str, bytes]:
        """State of each thing that is new or changed."""
        before = self.before
        return {key: state for key, state in self.things.states.items() if before.get(key) != state}

    @cached_property
    def gone(self) -> frozenset[str]:
        """Things that are there no more."""
        return frozenset(self.before.keys() - self.things.states.keys())

    def marked(self) -> Iterator[tuple[str, bytes, Mark]]:
        """Key, state and mark of each that came: one at a time, since all of them are large."""
        for key, state in self.come.items():
            yield key, state, self.things.mark(key)


def scope_of(changes: Changes, marks: Callable[[Iterable[str]], Mapping[str, Mark]]) -> Scope:
    """The places that these changes touch; `marks` gives the marks that things had before them."""
    press = changes.things.press
    touched: set[str] = set()
    left: set[str] = set()
    now = {key: mark for key, _, mark in changes.marked()}
    for key, was in marks([*changes.come, *changes.gone]).items():
        stays = key in now and now[key].rank == was.rank
        left |= was.places - now[key].places if stays else was.places
        touched |= was.places
    for mark in now.values():
        touched |= mark.places
    ids = {key.partition(" ")[2] for key in changes.come if key.startswith("article ")}
    touched.update([scope.article(id) for id in _beside(press, ids, touched, left)])
    touched |= set(_days_beside(press, touched))
    return Scope(places=frozenset(touched))


def _beside(press: Press, changed: set[str], touched: set[str], left: set[str]) -> Iterator[str]:
    """Articles that show one that came, changed or went: next to it in its day or its rarest tag.

    Where one left, nobody knows any more beside whom it stood: that is every article of the list.
    """
    for day, cards in press.archive.days.items():
        place = scope.day(day)
        if place in touched:
            yield from _near(cards, changed, len(cards) if place in left else 1)
    for slug, cards in press.archive.tags.items():
        place = scope.listed("tags", slug)
        if place in left:
            yield from articles.places(press, slug)
        elif place in touched:
            yield from _near(cards, changed, articles.MORE)


def _near(cards: tuple[Card, ...], changed: set[str], reach: int) -> Iterator[str]:
    """Articles of a list up to so many places from one that changed; all, where that is the list."""
    if reach >= len(cards):
        yield from [card.id for card in cards]
        return
    for at, card in enumerate(cards):
        if card.id in changed:
            yield from [each.id for each in cards[max(0, at - reach) : at + reach + 1]]


def _days_beside(press: Press, touched: set[str]) -> Iterator[str]:
    """Days next to one that may have come or gone: they are linked to each other."""
    order = sorted({scope.day(day) for day in (*press.archive.days, *press.archive.failed)})
    for place in touched:
        if place.startswith("days "):
            at = bisect_left(order, place)
            yield from order[max(0, at - 1) : at + 2]
