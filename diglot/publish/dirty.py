"""What changed in the archive since pages were last planned, and the places that this can touch.

Invariant: a page of any other place would be planned as it was. What a page shows beyond a thing's
own state (who stands beside it, how many there are) is reached through the places where the thing
stands, now and before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diglot.catalogue.cards import Card
from diglot.catalogue.page_table import Mark, PageTable
from diglot.catalogue.store import Store
from diglot.publish import scope
from diglot.publish.pages import articles
from diglot.publish.press import Press
from diglot.publish.scope import Scope
from diglot.publish.things import Things

SHARE = 8
"""Where more than one capture in so many changed, all things are compared: it takes no longer."""
_MADE_OF = "shown"
"""Where the store remembers what the site was made of, besides captures, that showed them."""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What is new since things had the states that they had before."""

    things: Things
    come: Mapping[str, bytes]
    """State of each thing that is new or changed."""
    gone: frozenset[str]
    """Things that are there no more."""

    def marked(self) -> Iterator[tuple[str, bytes, Mark]]:
        """Key, state and mark of each that came: one at a time, since all of them are large."""
        for key, state in self.come.items():
            yield key, state, self.things.mark(key)


def changes(press: Press, store: Store, made_of: bytes, *, complete: bool) -> Changes:
    """What is new since a build last came to its end.

    `made_of` is the fingerprint of all that the site is made of besides captures; `complete` says
    whether the last build came to its end.
    """
    things, table = Things(press=press), PageTable(store)
    touched = store.touched()
    few = len(touched) * SHARE <= len(press.archive.cards)
    if few and complete and store.meta(_MADE_OF) == made_of:
        return looked_up(things, table, touched)
    return compared(things, table.states())


def settle(store: Store, made_of: bytes) -> None:
    """The site shows all things as they are; in the transaction that is open."""
    store.set_meta(_MADE_OF, made_of)
    store.settle()


def compared(things: Things, before: Mapping[str, bytes]) -> Changes:
    """What is new since all things had these states."""
    states = things.states
    come = {key: state for key, state in states.items() if before.get(key) != state}
    return Changes(things=things, come=come, gone=frozenset(before.keys() - states.keys()))


def looked_up(things: Things, table: PageTable, touched: Sequence[tuple[str, str]]) -> Changes:
    """The same where nothing but these captures changed: path, and id before or after."""
    known = table.named()
    named = things.named
    names = [key for key in named.keys() | known.keys() if named.get(key) != known.get(key)]
    ids = {id for _, id in touched}
    keys = dict.fromkeys(things.near(ids, [path for path, _ in touched], names))
    before = known | table.states(keys)
    now = {key: state for key in keys if (state := things.state(key)) is not None}
    come = {key: state for key, state in now.items() if before.get(key) != state}
    gone = frozenset(key for key in keys if key in before and key not in now)
    was = table.count() - len(gone) + len(come.keys() - before.keys())
    if was != things.count():  # somebody else has written the store
        return compared(things, table.states())
    return Changes(things=things, come=come, gone=gone)


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
