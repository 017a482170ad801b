"""Find the files that may be captures, so that nothing but a regular file is ever opened.

Invariant: symbolic links, devices, pipes and folders called `x.md` are reported and not followed;
the order of the result is that of the paths, whatever the file system says.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from diglot.errors import StorageError
from diglot.model import Finding, Source


def walk(folder: Path, suffixes: tuple[str, ...] = (".md",)) -> tuple[list[Source], list[Finding]]:
    """Every regular file below `folder` with one of `suffixes`, sorted by path.

    Hidden files (a leading dot) are noted and left out, hidden folders passed over. A folder that
    does not exist holds nothing.
    """
    sources: list[Source] = []
    findings: list[Finding] = []
    pending = [(str(folder), "")]
    while pending:
        directory, below = pending.pop()
        for entry in _entries(directory, below, findings):
            name = entry.name
            path = below + name
            if entry.is_file(follow_symlinks=False):
                captured = name.endswith(suffixes) or name.lower().endswith(suffixes)
                if captured and name[0] != "." and _is_encodable(path):
                    if source := _source(entry, path):
                        sources.append(source)
                    continue
            elif entry.is_dir(follow_symlinks=False):
                if name[0] == ".":
                    continue
                pending.append((entry.path, path + "/"))
            findings += _odd(entry, path, suffixes)
    sources.sort(key=attrgetter("path"))
    findings.sort(key=attrgetter("path"))
    return sources, findings


def _source(entry: os.DirEntry[str], path: str) -> Source | None:
    """The file, unless it went since its folder was listed."""
    try:
        stat = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    return Source(path=path, size=stat.st_size, mtime_ns=stat.st_mtime_ns)


def _odd(entry: os.DirEntry[str], path: str, suffixes: tuple[str, ...]) -> Iterator[Finding]:
    """Why what is named like a capture is none."""
    linked = entry.is_symlink()
    if not path.lower().endswith(suffixes) and not (linked and entry.is_dir()):
        return
    if not _is_encodable(path):
        yield _skipped(path, "its name is not valid Unicode", "rename it")
    elif entry.name.startswith("."):
        yield replace(_skipped(path, "it is hidden", ""), severity="note")
    elif linked:
        yield _skipped(path, "it is a symbolic link", "put the file itself there")
    else:
        yield _skipped(path, "it is not a regular file", "rename or remove it")


def _entries(directory: str, below: str, findings: list[Finding]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(directory) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
    except OSError as error:
        if not below:  # or every page would be taken away
            what = f"{directory} cannot be listed: {error.strerror}"
            raise StorageError(what, "check its permissions") from None
        what = f"cannot be listed: {error.strerror}"
        findings.append(_skipped(below.rstrip("/") or ".", what, "check its permissions"))
        return []


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
