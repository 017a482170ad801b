"""What the store knows of the pages that were written, and of what they showed.

Invariant: a page is noted after it was written and forgotten before it is written again; states are
those that the last build showed, if it came to its end: after one that died every page is planned.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from diglot.catalogue.store import Store


class Page(msgspec.Struct, frozen=True, gc=False):
    """A page that was written."""

    place: str
    """What it is planned with."""
    path: str
    fingerprint: bytes
    bytes: int


class Mark(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where a thing that pages show stands in the site."""

    rank: str
    """While it is equal, the thing has not moved in any list."""
    places: frozenset[str]


_PAGES = "SELECT place,path,fingerprint,bytes FROM pages"


class PageTable:
    """The pages' part of the store, on the store's own connection."""

    def __init__(self, store: Store) -> None:
        self._connection: sqlite3.Connection = store.connection

    def of(self, places: Iterable[str]) -> dict[str, Page]:
        """The pages of these places, by path."""
        query = f"{_PAGES} WHERE place=?"
        return dict(
            _page(row) for place in places for row in self._connection.execute(query, (place,))
        )

    def but(self, place: str) -> dict[str, Page]:
        """The pages of all other places, by path."""
        return dict(map(_page, self._connection.execute(f"{_PAGES} WHERE place!=?", (place,))))

    def size(self) -> int:
        """Bytes of all pages together."""
        return int(self._connection.execute("SELECT total(bytes) FROM pages").fetchone()[0])

    def put(self, pages: Iterable[Page]) -> None:
        """Note pages that were written."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO pages VALUES (?,?,?,?)",
            ((page.place, page.path, page.fingerprint, page.bytes) for page in pages),
        )

    def forget(self, pages: Iterable[tuple[str, str]]) -> None:
        """Forget pages that went, or are about to be written again: (place, path)."""
        self._connection.executemany("DELETE FROM pages WHERE place=? AND path=?", pages)

    def states(self, keys: Iterable[str] | None = None) -> dict[str, bytes]:
        """What pages show of each thing, or of those of these that there are."""
        if keys is None:
            return dict(self._connection.execute("SELECT key,state FROM things"))
        query = "SELECT key,state FROM things WHERE key=?"
        return dict(row for key in keys for row in self._connection.execute(query, (key,)))

    def named(self) -> dict[str, bytes]:
        """The same of all tags, sources and notes."""
        query = "SELECT key,state FROM things WHERE key>'note ' AND key<'note!'"
        found = dict(self._connection.execute(query))
        found |= self._connection.execute(query.replace("note", "sources"))
        return found | dict(self._connection.execute(query.replace("note", "tags")))

    def count(self) -> int:
        """How many things there are."""
        return int(self._connection.execute("SELECT count(*) FROM things").fetchone()[0])

    def marks(self, keys: Iterable[str]) -> dict[str, Mark]:
        """Where those of these things that there were stood."""
        return dict(self._marks(keys))

    def _marks(self, keys: Iterable[str]) -> Iterator[tuple[str, Mark]]:
        query = "SELECT rank,places FROM things WHERE key=?"
        for key in keys:
            for rank, places in self._connection.execute(query, (key,)):
                yield key, Mark(rank=rank, places=frozenset(places.split("\n")))

    def keep(self, come: Iterable[tuple[str, bytes, Mark]], gone: Iterable[str]) -> None:
        """Note what pages show of each thing from now on: key, state and mark."""
        self._connection.executemany("DELETE FROM things WHERE key=?", [(key,) for key in gone])
        self._connection.executemany(
            "INSERT OR REPLACE INTO things VALUES (?,?,?,?)",
            ((key, state, mark.rank, "\n".join(sorted(mark.places))) for key, state, mark in come),
        )


def _page(row: tuple[str, str, bytes, int]) -> tuple[str, Page]:
    return row[1], Page(*row)
