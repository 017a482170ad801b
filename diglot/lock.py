"""One build at a time, so that two never write one site.

Invariant: the lock is the system's own and goes with its process, however that ends; no process that
was forked meanwhile keeps it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diglot.errors import LockedError, StorageError

_HELD: set[int] = set()
"""Descriptors of the locks that this process holds."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`; raises `LockedError` naming the process that has it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}", "check permissions") from None
    _HELD.add(opened)
    try:
        _hold(opened)
        yield
    finally:
        _HELD.discard(opened)
        os.close(opened)


def _hold(opened: int) -> None:
    """Take the lock and say in the file who has it."""
    try:
        _take(opened)
    except OSError:
        holder = _holder(opened)
        who = f"process {holder}" if holder else "another process"
        raise LockedError(
            f"{who} is building this site", "wait for it to end, or stop it"
        ) from None
    os.ftruncate(opened, 0)
    os.write(opened, str(os.getpid()).encode("ascii"))


def _holder(opened: int) -> str:
    try:
        return os.read(opened, 20).decode("ascii", "replace").strip()
    except OSError:  # Windows lets nobody read what is locked
        return ""


def _let_go() -> None:
    """In a process that was forked: it would keep its parent's locks after the parent's death."""
    while _HELD:
        os.close(_HELD.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
