"""Find the files that may be captures, so that nothing but a regular file is ever opened.

Invariant: symbolic links, devices, pipes and folders called `x.md` are reported and not followed;
the order of the result is that of the paths, whatever the file system says.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
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
    for entry, path in _entries(str(folder), "", findings):
        linked = entry.is_symlink()
        if not path.lower().endswith(suffixes) and not (linked and entry.is_dir()):
            continue
        if not _is_encodable(path):
            findings.append(_skipped(path, "its name is not valid Unicode", "rename it"))
        elif entry.name.startswith("."):
            findings.append(replace(_skipped(path, "it is hidden", ""), severity="note"))
        elif linked:
            findings.append(_skipped(path, "it is a symbolic link", "put the file itself there"))
        elif not entry.is_file(follow_symlinks=False):
            findings.append(_skipped(path, "it is not a regular file", "rename or remove it"))
        else:
            stat = entry.stat(follow_symlinks=False)
            sources.append(Source(path=path, size=stat.st_size, mtime_ns=stat.st_mtime_ns))
    sources.sort(key=lambda source: source.path)
    findings.sort(key=lambda finding: finding.path)
    return sources, findings


def _entries(
    folder: str, prefix: str, findings: list[Finding]
) -> Iterator[tuple[os.DirEntry[str], str]]:
    pending = [(folder, prefix)]
    while pending:
        directory, below = pending.pop()
        try:
            with os.scandir(directory) as entries:
                for entry in entries:
                    path = below + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name.startswith("."):
                            continue
                        pending.append((entry.path, path + "/"))
                        if not path.endswith(".md"):
                            continue
                    yield entry, path
        except FileNotFoundError:
            continue
        except OSError as error:
            if not below:  # or every page would be taken away
                what = f"{folder} cannot be listed: {error.strerror}"
                raise StorageError(what, "check its permissions") from None
            what = f"cannot be listed: {error.strerror}"
            findings.append(_skipped(below.rstrip("/") or ".", what, "check its permissions"))


def _is_encodable(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _skipped(path: str, why: str, help: str) -> Finding:
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Finding(path=shown, what=f"skipped: {why}", help=help, code="not-a-file")
