"""One build at a time, so that two never write one site.

Invariant: the lock is the system's own and goes with its process, however that ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diglot.errors import LockedError, StorageError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`; raises `LockedError` naming the process that has it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="ascii")
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}", "check permissions") from None
    with file:
        try:
            _take(file.fileno())
        except OSError:
            file.seek(0)
            holder = file.read(20).strip()
            who = f"process {holder}" if holder else "another process"
            raise LockedError(
                f"{who} is building this site", "wait for it to end, or stop it"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
