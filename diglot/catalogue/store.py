"""What builds remember, in SQLite, so that what is unchanged is not read or made again.

Above 200 lines, since one module alone knows these tables.

Invariant: everything in it can be made again from the content; deleting it changes nothing in the
site. A file of another version, or one that cannot be read, counts as empty and is replaced.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from diglot.errors import StorageError
from diglot.record import Record, Slip, decode_record, decode_slip, decode_slugs, encode_slip

SCHEMA = 4
PAGE = 8192
"""Bytes: several records fit in, so reading all of 100,000 takes half the time of SQLite's 4,096."""
_TABLES = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
    CREATE TABLE units (
        path TEXT PRIMARY KEY, stamp TEXT, digest BLOB, key BLOB, hits_key BLOB, wanted TEXT
    ) WITHOUT ROWID;
    CREATE INDEX wanting ON units (path, wanted) WHERE wanted != '';
    CREATE TABLE slips (path TEXT PRIMARY KEY, id TEXT, hits BLOB, slip BLOB) WITHOUT ROWID;
    CREATE TABLE touched (path TEXT, id TEXT, PRIMARY KEY (path, id)) WITHOUT ROWID;
    CREATE TABLE records (path TEXT PRIMARY KEY, record BLOB) WITHOUT ROWID;
    CREATE TABLE bodies (path TEXT PRIMARY KEY, body BLOB);
    CREATE TABLE pages (
        place TEXT, path TEXT, fingerprint BLOB, bytes INT, PRIMARY KEY (place, path)
    ) WITHOUT ROWID;
    CREATE TABLE things (
        key TEXT PRIMARY KEY, state BLOB, rank TEXT, places TEXT
    ) WITHOUT ROWID;
"""
"""Of a capture, what every build looks at is apart from what only some read."""


class Stored(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the store knows of a capture without decoding its record."""

    digest: bytes
    """Fingerprint of the bytes of all files it was made from."""
    key: bytes
    """Fingerprint of what else it was made with: rules, settings, diglot."""
    wanted: tuple[str, ...]
    """Images below the articles folder that it refers to, whether they are there or not."""


UNKNOWN = Stored(digest=b"", key=b"", wanted=())


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """One capture to be stored."""

    path: str
    stamp: str
    """Sizes and times of all files it was made from; empty where they cannot be relied on."""
    digest: bytes
    key: bytes
    record: bytes
    hits: bytes
    hits_key: bytes
    wanted: tuple[str, ...]
    body: bytes
    """Compressed rows; empty for what has none."""


class Store:
    """The one writer of the cache; readers open `read_rows` by path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._open()
        except (sqlite3.DatabaseError, OSError) as error:
            if isinstance(error, OSError) or "locked" in str(error) or "readonly" in str(error):
                raise StorageError(f"{path}: cannot be used: {error}", "check the folder") from None
            self._remove()
            self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        try:
            connection.execute(f"PRAGMA page_size={PAGE}")  # where there is no file yet
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version not in (0, SCHEMA):
                raise sqlite3.DatabaseError("another version")
            if version == 0:
                connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version={SCHEMA}; COMMIT;")
            connection.execute("SELECT count(*) FROM meta").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    @property
    def connection(self) -> sqlite3.Connection:
        """For `search.shelf`, which keeps the index in tables of its own."""
        return self._connection

    def changed(self) -> int:
        """When a build last wrote to it, in ns."""
        return self.path.stat().st_mtime_ns

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def begin(self) -> None:
        """Start a batch of changes."""
        self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the batch last."""
        self._connection.execute("COMMIT")

    def meta(self, key: str) -> bytes:
        """A remembered value, empty where there is none."""
        row = self._connection.execute("SELECT value FROM meta WHERE key=?", (key,)).fetchone()
        return bytes(row[0]) if row else b""

    def set_meta(self, key: str, value: bytes) -> None:
        """Remember a value."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?,?)", (key, value))

    def wanted(self) -> dict[str, tuple[str, ...]]:
        """Images below the articles folder that captures refer to, by capture."""
        rows = self._connection.execute("SELECT path,wanted FROM units WHERE wanted!=''")
        return {path: tuple(names.split("\n")) for path, names in rows}

    def stamps(self) -> dict[str, str]:
        """The stamp of every stored capture, by path."""
        return dict(self._connection.execute("SELECT path,stamp FROM units").fetchall())

    def count(self) -> int:
        """How many captures are stored."""
        return int(self._connection.execute("SELECT count(*) FROM units").fetchone()[0])

    def made_otherwise(self, key: bytes) -> set[str]:
        """Captures that were made with other rules, settings or code than this fingerprint's."""
        query = "SELECT path FROM units WHERE key!=?"
        return {path for (path,) in self._connection.execute(query, (key,))}

    def stored(self, path: str) -> Stored:
        """What is known of a capture that is stored."""
        query = "SELECT digest,key,wanted FROM units WHERE path=?"
        digest, key, wanted = self._connection.execute(query, (path,)).fetchone()
        return Stored(digest=digest, key=key, wanted=tuple(wanted.split("\n")) if wanted else ())

    def rows(self) -> Iterator[tuple[Record, tuple[str, ...]]]:
        """Every record with the tags its text gave, in the order of paths."""
        slugs = cache(decode_slugs)
        query = "SELECT record,hits FROM slips JOIN records USING (path) ORDER BY path"
        for record, hits in self._connection.execute(query):
            yield decode_record(record), slugs(hits)

    def slips(self) -> Iterator[tuple[Slip, tuple[str, ...]]]:
        """Every slip with the tags its text gave, in the order of paths."""
        slugs = cache(decode_slugs)
        query = "SELECT slip,hits FROM slips ORDER BY path"
        for slip, hits in self._connection.execute(query).fetchall():
            yield decode_slip(slip), slugs(hits)

    def touched(self) -> list[tuple[str, str]]:
        """Captures that came, went or changed since `settle`, with the ids they had and have."""
        return list(self._connection.execute("SELECT path,id FROM touched"))

    def settle(self) -> None:
        """The site shows all captures as they are; in the transaction that is open."""
        self._connection.execute("DELETE FROM touched")

    def unmatched(self, key: bytes) -> dict[str, bytes]:
        """Captures whose tags were matched with another registry than this fingerprint's: which."""
        return dict(
            self._connection.execute("SELECT path,hits_key FROM units WHERE hits_key!=?", (key,))
        )

    def row(self, path: str) -> tuple[Record, tuple[str, ...]]:
        """One record with the tags its text gave."""
        query = "SELECT record,hits FROM slips JOIN records USING (path) WHERE path=?"
        record, hits = self._connection.execute(query, (path,)).fetchone()
        return decode_record(record), decode_slugs(hits)

    def put(self, captures: Iterable[Capture]) -> None:
        """Store captures, replacing what was there."""
        for each in captures:
            wanted = "\n".join(each.wanted)
            unit = (each.path, each.stamp, each.digest, each.key, each.hits_key, wanted)
            self._connection.execute("INSERT OR REPLACE INTO units VALUES (?,?,?,?,?,?)", unit)
            self._put(each)
            if each.body:
                self._connection.execute(
                    "INSERT OR REPLACE INTO bodies VALUES (?,?)", (each.path, each.body)
                )
            else:
                self._connection.execute("DELETE FROM bodies WHERE path=?", (each.path,))

    def _put(self, each: Capture) -> None:
        """A capture's slip and record, noted where they are others than before."""
        execute = self._connection.execute
        query = "SELECT id,hits,record FROM slips JOIN records USING (path) WHERE path=?"
        id, hits, record = execute(query, (each.path,)).fetchone() or ("", b"", b"")
        if (hits, record) == (each.hits, each.record):
            return
        slip = decode_slip(each.record)
        if id:
            execute("INSERT OR REPLACE INTO touched VALUES (?,?)", (each.path, id))
        execute("INSERT OR REPLACE INTO touched VALUES (?,?)", (each.path, slip.id))
        row = (each.path, slip.id, each.hits, encode_slip(slip))
        execute("INSERT OR REPLACE INTO slips VALUES (?,?,?,?)", row)
        execute("INSERT OR REPLACE INTO records VALUES (?,?)", (each.path, each.record))

    def restamp(self, stamps: Iterable[tuple[str, str]]) -> None:
        """Note new (stamp, path) of captures whose contents did not change."""
        self._connection.executemany("UPDATE units SET stamp=? WHERE path=?", stamps)

    def set_hits(self, hits: Iterable[tuple[bytes, bytes, str]]) -> None:
        """Note new (hits, hits_key, path)."""
        execute = self._connection.execute
        query = "INSERT OR REPLACE INTO touched SELECT path,id FROM slips WHERE path=? AND hits!=?"
        for slugs, key, path in hits:
            execute(query, (path, slugs))
            execute("UPDATE slips SET hits=? WHERE path=?", (slugs, path))
            execute("UPDATE units SET hits_key=? WHERE path=?", (key, path))

    def set_matched(self, key: bytes) -> None:
        """Note that the tags of all captures are those that this registry gives."""
        self._connection.execute("UPDATE units SET hits_key=? WHERE hits_key!=?", (key, key))

    def forget(self, paths: Iterable[str]) -> None:
        """Remove captures that are gone."""
        gone = [(path,) for path in paths]
        query = "INSERT OR REPLACE INTO touched SELECT path,id FROM slips WHERE path=?"
        self._connection.executemany(query, gone)
        for table in ("units", "slips", "records", "bodies"):
            self._connection.executemany(f"DELETE FROM {table} WHERE path=?", gone)  # noqa: S608 - the four above
