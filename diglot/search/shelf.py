"""What the index holds and the files it is made of, kept beside the captures in the same store.

Invariant: files and list of what is in them change in one transaction, so that a build that dies
leaves an index that can be brought up to date. While there is an index, triggers keep the old version of every
capture that changes, whoever changes it: its terms are what has to be taken out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from diglot import fingerprint

_TABLES = """
    CREATE TABLE leaves (path TEXT PRIMARY KEY, fingerprint BLOB, body BLOB);
    CREATE INDEX printed ON leaves (path, fingerprint);
    CREATE TABLE shelf (
        number INTEGER PRIMARY KEY, id TEXT, path TEXT, digest BLOB, around BLOB
    );
    CREATE INDEX shelved ON shelf (id);
    CREATE TABLE retired (path TEXT PRIMARY KEY, record BLOB, body BLOB);
    CREATE TABLE unprinted (path TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TRIGGER retire_replaced BEFORE INSERT ON records BEGIN
        INSERT INTO retired SELECT path, record, body FROM records LEFT JOIN bodies USING (path)
        WHERE path = NEW.path AND record != NEW.record AND path NOT IN (SELECT path FROM retired);
    END;
    CREATE TRIGGER retire_removed BEFORE DELETE ON records BEGIN
        INSERT INTO retired SELECT path, record, body FROM records LEFT JOIN bodies USING (path)
        WHERE path = OLD.path AND path NOT IN (SELECT path FROM retired);
    END;
"""
_DROP = """
    DROP TRIGGER IF EXISTS retire_replaced; DROP TRIGGER IF EXISTS retire_removed;
    DROP TABLE IF EXISTS leaves; DROP TABLE IF EXISTS shelf;
    DROP TABLE IF EXISTS retired; DROP TABLE IF EXISTS unprinted;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article in the index."""

    number: int
    id: str
    path: str
    """Of its capture."""
    digest: bytes
    """Fingerprint of all that the index holds of it."""
    around: bytes
    """What it is found by besides its own text, as the index has it: its tags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A capture at one time."""

    record: bytes
    """Encoded."""
    body: bytes
    """Compressed rows; empty for what has none."""


class Shelf:
    """The index's part of the store, on the store's own connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def is_there(self) -> bool:
        """Whether there is an index."""
        row = self._connection.execute("SELECT 1 FROM sqlite_master WHERE name='leaves'")
        return row.fetchone() is not None

    def remove(self) -> None:
        """Forget the index; part of the transaction that is open, if one is."""
        for statement in _DROP.split(";"):
            self._connection.execute(statement)

    def renew(self) -> None:
        """An empty index in the place of whatever is there, whose files are all to go."""
        gone = list(self.leaves().keys() | self.unprinted().keys()) if self.is_there() else []
        self.remove()
        head, *triggers = _TABLES.split("CREATE TRIGGER")
        for statement in head.split(";"):
            self._connection.execute(statement)
        for trigger in triggers:
            self._connection.execute("CREATE TRIGGER" + trigger)
        self._unprint(gone)

    def count(self) -> int:
        """How many articles are in the index."""
        return int(self._connection.execute("SELECT count(*) FROM shelf").fetchone()[0])

    def items(self, first: int, end: int) -> dict[int, tuple[str, bytes]]:
        """Path and digest of the articles in the index from one number up to another."""
        query = "SELECT number, path, digest FROM shelf WHERE number >= ? AND number < ?"
        rows = self._connection.execute(query, (first, end))
        return {number: (path, digest) for number, path, digest in rows}

    def numbers(self, id: str) -> list[int]:
        """The number of an article in the index; none of one that is not in it."""
        rows = self._connection.execute("SELECT number FROM shelf WHERE id=?", (id,))
        return [number for (number,) in rows]

    def around(self, number: int) -> bytes:
        """What an article in the index is found by besides its own text."""
        query = "SELECT around FROM shelf WHERE number=?"
        return bytes(self._connection.execute(query, (number,)).fetchone()[0])

    def current(self, path: str) -> Version | None:
        """A capture as it is now."""
        query = "SELECT record, body FROM records LEFT JOIN bodies USING (path) WHERE path=?"
        return _version(self._connection.execute(query, (path,)).fetchone())

    def indexed(self, path: str) -> Version | None:
        """A capture as the index has it, if it has it; None where that cannot be known any more."""
        query = "SELECT record, body FROM retired WHERE path=?"
        row = self._connection.execute(query, (path,)).fetchone()
        return _version(row) or self.current(path)

    def put_items(self, items: Iterable[Item], gone: Iterable[int] = ()) -> None:
        """Note what is in the index now; what was kept since the last time is let go."""
        self._connection.executemany("DELETE FROM shelf WHERE number=?", [(n,) for n in gone])
        self._connection.executemany(
            "INSERT OR REPLACE INTO shelf VALUES (?,?,?,?,?)",
            ((item.number, item.id, item.path, item.digest, item.around) for item in items),
        )
        self._connection.execute("DELETE FROM retired")

    def leaves(self) -> dict[str, bytes]:
        """Fingerprint of every file of the index, by path."""
        return dict(self._connection.execute("SELECT path, fingerprint FROM leaves"))

    def unprinted(self) -> dict[str, bytes]:
        """Fingerprint of every file that changed since `printed`; empty for one that went."""
        query = "SELECT path, fingerprint FROM unprinted LEFT JOIN leaves USING (path)"
        return {path: print_ or b"" for path, print_ in self._connection.execute(query)}

    def printed(self) -> None:
        """All files are in the output folder as they are now; in the transaction that is open."""
        self._connection.execute("DELETE FROM unprinted")

    def leaf(self, path: str) -> bytes:
        """A file of the index; empty where there is none, `sqlite3.DatabaseError` for damage."""
        query = "SELECT body, fingerprint FROM leaves WHERE path=?"
        body, print_ = self._connection.execute(query, (path,)).fetchone() or (b"", b"")
        if body and fingerprint.of(body) != print_:
            raise sqlite3.DatabaseError(f"{path} is not what was stored")
        return bytes(body)

    def put_leaves(self, leaves: Iterable[tuple[str, bytes]]) -> None:
        """Keep files with their fingerprints: path, bytes; empty ones are removed."""
        for path, body in leaves:
            self._unprint([path])
            if body:
                row = (path, fingerprint.of(body), body)
                self._connection.execute("INSERT OR REPLACE INTO leaves VALUES (?,?,?)", row)
            else:
                self._connection.execute("DELETE FROM leaves WHERE path=?", (path,))

    def _unprint(self, paths: Iterable[str]) -> None:
        rows = ((path,) for path in paths)
        self._connection.executemany("INSERT OR REPLACE INTO unprinted VALUES (?)", rows)


def _version(row: tuple[bytes, bytes | None] | None) -> Version | None:
    return Version(record=row[0], body=row[1] or b"") if row else None


@contextmanager
def reading(store: Path) -> Iterator[Shelf]:
    """The shelf as it was last committed, for worker processes, which only read."""
    connection = sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        yield Shelf(connection)
    finally:
        connection.close()
