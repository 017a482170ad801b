"""The store in one process's hands for as long as its work takes, whatever state its file is in.

Invariant: a store that turns out to be damaged is made anew and the work done again, so damage costs
time and nothing else; a disk that refuses ends the command with its path and a reason.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from diglot.catalogue.store import Store
from diglot.errors import StorageError
from diglot.lock import locked

T = TypeVar("T")

_REFUSED = ("disk is full", "disk i/o error", "readonly", "unable to open", "locked")
"""What SQLite says of a disk, not of what the file holds."""


def with_store(cache: Path, work: Callable[[Store], T]) -> T:
    """What `work` gives; it may be called twice, the second time with an empty store.

    Raises `LockedError` where another process has the store, `StorageError` where the disk refuses.
    """
    with locked(cache.parent / "lock"):
        try:
            return _once(cache, work)
        except (sqlite3.DatabaseError, zlib.error, msgspec.MsgspecError) as error:
            said = str(error).lower()
            if any(each in said for each in _REFUSED):
                what = f"{cache} cannot be written: {error}"
                raise StorageError(what, "check free space and permissions") from None
        for suffix in ("", "-wal", "-shm"):
            cache.with_name(cache.name + suffix).unlink(missing_ok=True)
        return _once(cache, work)


def _once(cache: Path, work: Callable[[Store], T]) -> T:
    store = Store(cache)
    try:
        return work(store)
    finally:
        store.close()
