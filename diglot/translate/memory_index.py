"""The file that the translation memory's index is kept in.

Invariant: what is opened has this version's tables; a spoilt or older file is made anew, for all
it holds can be read from the PO files again.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

_VERSION = 1
_SCHEMA = """
CREATE TABLE files (path TEXT PRIMARY KEY, mtime_ns INTEGER, size INTEGER);
CREATE TABLE units (
    path TEXT, line INTEGER, lang TEXT, role TEXT, source TEXT, text TEXT, human INTEGER,
    obsolete INTEGER, engine TEXT, date TEXT, out TEXT, glossary TEXT, length INTEGER
);
CREATE INDEX units_by_source ON units (source, role, lang);
CREATE INDEX units_by_path ON units (path);
CREATE INDEX units_by_length ON units (lang, human, length);
CREATE TABLE refused (
    engine TEXT, lang TEXT, role TEXT, source TEXT, times INTEGER, why TEXT,
    PRIMARY KEY (engine, lang, role, source)
);
"""


def open_index(path: Path) -> sqlite3.Connection:
    """The index, in autocommit mode. Raises sqlite3.DatabaseError where none can be made."""
    for _ in range(2):
        try:
            db = sqlite3.connect(path, timeout=30, isolation_level=None)
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version == _VERSION:
                return db
            if version == 0 and not db.execute("SELECT 1 FROM sqlite_master").fetchone():
                db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version={_VERSION}; COMMIT;")
                return db
            db.close()
        except sqlite3.DatabaseError:
            pass
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    raise sqlite3.DatabaseError(f"{path} cannot be made")
