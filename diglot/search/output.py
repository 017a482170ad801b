"""Which files of the index the output folder lacks, and the putting of them there.

Invariant: a file is noted as being in the folder after it was put there, and forgotten before it is
put there again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from diglot import workers
from diglot.catalogue.page_table import Page, PageTable
from diglot.catalogue.store import Store
from diglot.options import Options
from diglot.publish import writer
from diglot.search.shelf import Shelf, reading

ALONE = 1500
"""Files below which starting workers takes longer than writing them."""
CHUNK = 256
"""Files that a worker writes at a time."""
PLACE = "search"
"""What the pages of the store call the files of the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is to be done for the folder to hold the index."""

    loose: Mapping[str, bytes]
    """Fingerprint of each file that is to be put there."""
    gone: Set[str]
    """Files that the index had when it was last put there, and has no more."""
    stays: Set[str]
    """The other files of the index; as many as are known without looking at all of it."""


def due(store: Store, present: Set[str] | None) -> Due:
    """What is to be done: for what changed since the last time, or for all of it.

    `present` are the files that are there, where all have to be compared.
    """
    shelf = Shelf(store.connection)
    there = shelf.is_there()
    if present is None:
        changed = shelf.unprinted() if there else {}
        loose = {path: print_ for path, print_ in changed.items() if print_}
        return Due(loose=loose, gone=changed.keys() - loose.keys(), stays=frozenset())
    files = shelf.leaves() if there else {}
    known = PageTable(store).of([PLACE])
    stays = {
        path
        for path, print_ in files.items()
        if path in known and known[path].fingerprint == print_ and path in present
    }
    loose = {path: print_ for path, print_ in files.items() if path not in stays}
    return Due(loose=loose, gone=known.keys() - files.keys(), stays=stays)


def forget(store: Store, found: Due) -> None:
    """What dies half-way must not be known by the fingerprint it had before."""
    PageTable(store).forget([(PLACE, path) for path in found.loose])


def takes_none(found: Due) -> bool:
    """Whether so few files are put there that no worker is asked."""
    return len(found.loose) <= ALONE


def write(store: Store, output: Path, found: Due, options: Options) -> list[tuple[str, int, bool]]:
    """Put files into the output folder: path, bytes, whether another was there before."""
    paths = list(found.loose)
    count = 0 if takes_none(found) else options.workers
    return list(workers.spread(_put, (store.path, output), paths, workers=count, chunk=CHUNK))


def _put(context: tuple[Path, Path], paths: Sequence[str]) -> list[tuple[str, int, bool]]:
    cache, output = context
    with reading(cache) as shelf:
        leaves = ((path, shelf.leaf(path)) for path in paths)
        return [(path, len(leaf), writer.write(output, path, leaf)) for path, leaf in leaves]


def note(store: Store, found: Due, put: Sequence[tuple[str, int, bool]]) -> None:
    """The folder holds the index now; part of the transaction that is open."""
    table = PageTable(store)
    table.put(_pages(found, put))
    table.forget([(PLACE, path) for path in found.gone])
    shelf = Shelf(store.connection)
    if shelf.is_there():
        shelf.printed()


def _pages(found: Due, put: Sequence[tuple[str, int, bool]]) -> Iterator[Page]:
    for path, size, _ in put:
        yield Page(place=PLACE, path=path, fingerprint=found.loose[path], bytes=size)
