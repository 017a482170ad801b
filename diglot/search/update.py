"""Bring the search index up to date with the archive: only what changed is read and made again.

Invariant: after an update the index is byte for byte what a clean build would make of the same
articles; it changes in the store in one transaction, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

import msgspec

from diglot import collector
from diglot.catalogue.store import Store
from diglot.options import Options
from diglot.publish.press import Press
from diglot.search import articles, difference, partial
from diglot.search.difference import Known, names
from diglot.search.holdings import Holdings, basis, outline, state
from diglot.search.shelf import Item, Shelf
from diglot.settings import Settings

PORTION = 256
"""Articles that are noted at a time while workers index."""
_KEY = "index"


def load(settings: Settings, store: Store) -> None:
    """Load what makes a whole index, numpy with it, where there is none: 0.1 s, best taken while
    workers are busy.
    """
    if settings.search and not Shelf(store.connection).is_there():
        import diglot.search.whole  # noqa: F401


def update(
    press: Press, store: Store, options: Options, made_of: bytes, meanwhile: Iterator[object]
) -> None:
    """Let the store hold the files of the index; none where the site has no search.

    `made_of` is that of all that the site is made of besides captures. Steps of `meanwhile`, which
    may read the store, are taken while workers are busy.
    """
    with collector.paused():
        _update(press, store, options, made_of, meanwhile)


def _update(
    press: Press, store: Store, options: Options, made_of: bytes, meanwhile: Iterator[object]
) -> None:
    shelf = Shelf(store.connection)
    if not press.settings.search:
        if shelf.is_there():
            store.begin()
            shelf.remove()
            store.commit()
        return
    known = _known(store) if shelf.is_there() and not options.full else None
    touched = {id for _, id in store.touched()}
    if known and known.made_of == made_of and not touched:
        return
    holdings = outline(press)
    now = Known(
        basis=basis(press),
        shape=holdings.shape,
        made_of=made_of,
        border=holdings.border,
        names=names(press),
    )
    found = made = None
    if known and (known.basis, known.shape) == (now.basis, now.shape):
        found = difference.find(holdings, shelf, known, now, touched)
        if found:
            made = partial.files_of(
                found,
                shelf,
                store.path,
                known.border,
                count=options.workers,
                meanwhile=meanwhile,
            )
    store.begin()
    if found and made is not None:
        shelf.put_leaves(made)
        shelf.put_items(_items(found.holdings, found.come), found.gone)
    else:
        from diglot.search import whole  # loads numpy, before workers are forked

        shelf.renew()
        holdings = holdings.of_days(holdings.days)
        files = whole.files_of(
            holdings,
            store.path,
            lambda done, total: options.progress("indexing for search", done, total),
            count=options.workers,
            meanwhile=chain(
                map(shelf.put_items, _portions(_items(holdings, holdings.cards))), meanwhile
            ),
        )
        shelf.put_leaves(files)
    store.set_meta(_KEY, msgspec.msgpack.encode(now))
    store.commit()


def _known(store: Store) -> Known | None:
    """How the index was made, where it says so in words that are known."""
    try:
        return msgspec.msgpack.decode(store.meta(_KEY), type=Known)
    except msgspec.MsgspecError:  # there is none, or another diglot made it
        return None


def _portions(items: Iterator[Item]) -> Iterator[list[Item]]:
    while portion := list(islice(items, PORTION)):
        yield portion


def _items(holdings: Holdings, numbers: Iterable[int]) -> Iterator[Item]:
    for number in numbers:
        card = holdings.cards[number]
        yield Item(
            number=number,
            id=card.id,
            path=card.slip.path,
            digest=state(holdings.press, card),
            around=articles.encode_around(holdings.around(number)),
        )
