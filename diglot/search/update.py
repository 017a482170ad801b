"""Bring the search index up to date with the archive: only what changed is read and made again.

Invariant: after an update the index is byte for byte what a clean build would make of the same
articles; it changes in the store in one transaction, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from diglot import collector, fingerprint, workers
from diglot.catalogue.store import Store
from diglot.options import Options
from diglot.publish import writer
from diglot.publish.press import Press
from diglot.search import articles, partial, whole
from diglot.search.holdings import Holdings, basis, hold, state
from diglot.search.shelf import Item, Shelf, reading

if TYPE_CHECKING:
    from pathlib import Path


SHARE = 8
"""An index of which more than one article in so many changed is made anew: that is no slower."""
ALONE = 1500
"""Files below which starting workers takes longer than writing them."""
CHUNK = 256
"""Files that a worker writes at a time."""
_KEY = "index"


def update(press: Press, store: Store, options: Options) -> dict[str, bytes]:
    """Fingerprint of every file of the index, by path; none where the site has no search."""
    with collector.paused():
        return _update(press, store, options)


def _update(press: Press, store: Store, options: Options) -> dict[str, bytes]:
    shelf = Shelf(store.connection)
    if not press.settings.search:
        if shelf.is_there():
            store.begin()
            shelf.remove()
            store.commit()
        return {}
    states = {card.id: state(press, card) for card in press.archive.cards}
    content = basis(press) + fingerprint.of(*states.values())
    known = store.meta(_KEY) if shelf.is_there() and not options.full else b""
    if known.startswith(content):
        return shelf.leaves()
    holdings = hold(press)
    now = {number: (card.record.path, states[card.id]) for number, card in holdings.cards.items()}
    gone: dict[int, str] = {}
    come: list[int] = []
    made = None
    if known.startswith(basis(press)) and known.endswith(holdings.shape):
        before = shelf.items()
        gone = {n: path for n, (path, was) in before.items() if now.get(n) != (path, was)}
        come = [number for number, each in now.items() if before.get(number) != each]
        if (len(gone) + len(come)) * SHARE <= len(now):
            made = partial.files_of(holdings, shelf, store.path, gone, come, count=options.workers)
    store.begin()
    if made is not None:
        shelf.put_leaves(_printed(made))
        shelf.put_items(_items(holdings, come, now), gone)
    else:
        shelf.renew()
        files = whole.files_of(
            holdings,
            store.path,
            lambda done, total: options.progress("indexing for search", done, total),
            count=options.workers,
        )
        shelf.put_leaves(_printed(files))
        shelf.put_items(_items(holdings, now, now))
    store.set_meta(_KEY, content + holdings.shape)
    store.commit()
    return shelf.leaves()


def _printed(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes, bytes]]:
    return ((path, fingerprint.of(body), body) for path, body in files)


def _items(
    holdings: Holdings, numbers: Iterable[int], states: Mapping[int, tuple[str, bytes]]
) -> Iterator[Item]:
    for number in numbers:
        path, digest = states[number]
        around = articles.encode_around(holdings.around(number))
        yield Item(number=number, path=path, digest=digest, around=around)


def write(
    store: Store, output: Path, paths: Sequence[str], options: Options
) -> Iterator[tuple[str, int, bool]]:
    """Put files of the index into the output folder: path, size, whether it was another before."""
    count = options.workers if len(paths) > ALONE else 0
    yield from workers.spread(_put, (store.path, output), paths, workers=count, chunk=CHUNK)


def _put(context: tuple[Path, Path], paths: Sequence[str]) -> list[tuple[str, int, bool]]:
    cache, output = context
    with reading(cache) as shelf:
        leaves = ((path, shelf.leaf(path)) for path in paths)
        return [(path, len(leaf), writer.write(output, path, leaf)) for path, leaf in leaves]
