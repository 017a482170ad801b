"""Find the files that may be captures, so that nothing but a regular file is ever opened.

Invariant: symbolic links, devices, pipes and folders called `x.md` are reported and not followed;
the order of the result is that of the paths, whatever the file system says.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

import msgspec

from diglot.errors import StorageError
from diglot.model import Finding, Source

SHARED = 32
"""Folders to be walked from which on a worker can have every other of them."""
_IN_OPEN = os.scandir in os.supports_fd
_Folder = tuple[str, str]
"""A folder, and how paths of files in it start."""
_Found = tuple[list[Source], list[Finding]]


def walk(folder: Path, suffixes: tuple[str, ...] = (".md",), *, shared: bool = False) -> _Found:
    """Every regular file below `folder` with one of `suffixes`, sorted by path.

    Hidden files (a leading dot) are noted and left out, hidden folders passed over. A folder that
    does not exist holds nothing. `shared` has a worker walk half of it, which pays from some 30,000
    files on.
    """
    pending = deque([(str(folder), "")])
    sources, findings = _walk(pending, suffixes, SHARED if shared else 0)
    for more, odd in _in_halves(list(pending), suffixes) if pending else ():
        sources += more
        findings += odd
    sources.sort(key=attrgetter("path"))
    findings.sort(key=attrgetter("path"))
    return sources, findings


def _in_halves(pending: Sequence[_Folder], suffixes: tuple[str, ...]) -> Iterator[_Found]:
    """What is in these folders, half of them walked by a worker."""
    from diglot import workers  # with all that processes need, which few walks do

    mine: list[_Found] = []

    def own() -> Iterator[None]:
        mine.append(_walk(deque(pending[1::2]), suffixes, 0))
        yield

    parts, here = [pending[::2]], own()
    for raw, odd in workers.spread(_walk_all, suffixes, parts, workers=1, meanwhile=here):
        yield _decoded(raw), odd
    deque(here, maxlen=0)
    yield from mine


def _walk_all(
    suffixes: tuple[str, ...], parts: Sequence[Sequence[_Folder]]
) -> list[tuple[bytes, list[Finding]]]:
    """The same in a worker; files packed, which takes a fifth of the time of pickling them."""
    found = [_walk(deque(part), suffixes, 0) for part in parts]
    return [(msgspec.msgpack.encode(sources), odd) for sources, odd in found]


def _decoded(raw: bytes) -> list[Source]:
    return msgspec.msgpack.decode(raw, type=list[Source])


def _walk(pending: deque[_Folder], suffixes: tuple[str, ...], enough: int) -> _Found:
    """What is in these folders and below, which are taken out, until so many are to be walked."""
    sources: list[Source] = []
    findings: list[Finding] = []
    while pending and not 0 < enough <= len(pending):
        directory, below = pending.popleft()
        for entry in _entries(directory, below, findings):
            name = entry.name
            path = below + name
            captured = name.endswith(suffixes) or name.lower().endswith(suffixes)
            if (
                captured
                and name[0] != "."
                and entry.is_file(follow_symlinks=False)
                and _is_encodable(path)
            ):
                try:
                    found = entry.stat(follow_symlinks=False)
                except FileNotFoundError:  # it went since its folder was listed
                    continue
                sources.append(Source(path=path, size=found.st_size, mtime_ns=found.st_mtime_ns))
                continue
            if entry.is_dir(follow_symlinks=False):
                if name[0] == ".":
                    continue
                pending.append((f"{directory}{os.sep}{name}", path + "/"))
            if captured or (entry.is_symlink() and entry.is_dir()):
                findings.append(_odd(entry, path))
    return sources, findings


def _odd(entry: os.DirEntry[str], path: str) -> Finding:
    """Why what is named like a capture is none."""
    if not _is_encodable(path):
        return _skipped(path, "its name is not valid Unicode", "rename it")
    if entry.name.startswith("."):
        return replace(_skipped(path, "it is hidden", ""), severity="note")
    if entry.is_symlink():
        return _skipped(path, "it is a symbolic link", "put the file itself there")
    return _skipped(path, "it is not a regular file", "rename or remove it")


def _entries(directory: str, below: str, findings: list[Finding]) -> Iterator[os.DirEntry[str]]:
    """What a folder holds. It stays open meanwhile, where the system finds files in an open folder:
    to find 10,000 by their whole paths takes a fifth of the walk longer.
    """
    opened = -1
    try:
        if _IN_OPEN:
            opened = os.open(directory, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        with os.scandir(opened if _IN_OPEN else directory) as entries:
            listed = list(entries)
        yield from listed
    except FileNotFoundError:
        return
    except OSError as error:
        if not below:  # or every page would be taken away
            what = f"{directory} cannot be listed: {error.strerror}"
            raise StorageError(what, "check its permissions") from None
        what = f"cannot be listed: {error.strerror}"
        findings.append(_skipped(below.rstrip("/") or ".", what, "check its permissions"))
    finally:
        if opened >= 0:
            os.close(opened)


def _is_encodable(path: str) -> bool:
    if path.isascii():
        return True
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _skipped(path: str, why: str, help: str) -> Finding:
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Finding(path=shown, what=f"skipped: {why}", help=help, code="not-a-file")
