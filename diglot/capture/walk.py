"""Find the files that may be captures, so that nothing but a regular file is ever opened.

Invariant: symbolic links, devices, pipes and folders called `x.md` are reported and not followed;
the order of the result is that of the paths, whatever the file system says.
"""

from __future__ import annotations

import os
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
                pending.append((entry.path, path + "/"))
            if captured or (entry.is_symlink() and entry.is_dir()):
                findings.append(_odd(entry, path))
    sources.sort(key=attrgetter("path"))
    findings.sort(key=attrgetter("path"))
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
