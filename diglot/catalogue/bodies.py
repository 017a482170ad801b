"""Rows of articles as the store keeps them, read where they are needed.

Invariant: readers open the store for themselves and read only, so any number of workers may.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from diglot.record import StoredRow, decode_rows


def sealed(rows: bytes) -> bytes:
    """Rows after their checksum, since they lie in a file that may rot.

    They are not compressed: that would take longer than anything else that is done to write a page,
    and leave two thirds of the store.
    """
    return crc32(rows).to_bytes(4, "big") + rows


def opened(body: bytes) -> memoryview:
    """What was sealed; raises `zlib.error` where it is not what it was."""
    rows = memoryview(body)[4:]
    if crc32(rows).to_bytes(4, "big") != body[:4]:
        raise zlib.error("rows of the store are damaged")
    return rows


def read_rows(path: Path, captures: Sequence[str]) -> dict[str, tuple[StoredRow, ...]]:
    """Bodies of some captures by path; for worker processes, which only read."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        rows = {}
        for capture in captures:
            found = connection.execute(
                "SELECT body FROM bodies WHERE path=?", (capture,)
            ).fetchone()
            rows[capture] = decode_rows(opened(found[0])) if found else ()
        return rows
    finally:
        connection.close()
