"""Which files in the output folder are ours, so that only those are ever removed.

Invariant: the manifest on disk lists every file of ours that may be there: it is widened before
the first write of a build and narrowed after the last removal.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import msgspec

from diglot.publish.writer import write

NAME = ".diglot-manifest.json"
VERSION = 1
_ODD = (b"..", b"\\", b'"/', b'""')
"""No path of ours is spelt with one of these."""


class _Manifest(msgspec.Struct):
    files: list[str]


def read(output: Path) -> set[str]:
    """Paths of our files; empty where there is no manifest, or one that cannot be read."""
    try:
        raw = (output / NAME).read_bytes()
        files = msgspec.json.decode(raw, type=_Manifest).files
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return set()
    if any(odd in raw for odd in _ODD):  # not as `store` writes it
        return {path for path in files if _is_inside(path)}
    return set(files)


def present(output: Path) -> set[str]:
    """Every file below the output folder, by name only."""
    found: set[str] = set()
    pending = [(str(output), "")]
    while pending:
        folder, prefix = pending.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        pending.append((entry.path, f"{prefix}{entry.name}/"))
                    else:
                        found.add(prefix + entry.name)
        except FileNotFoundError:
            continue
    return found


def store(output: Path, files: Iterable[str]) -> bool:
    """Write the manifest where it differs; True where it did."""
    listed = json.dumps({"version": VERSION, "files": sorted(files)}, separators=(",\n", ": "))
    return write(output, NAME, listed.encode("ascii") + b"\n")


def remove(output: Path, files: Iterable[str]) -> int:
    """Remove files of ours, and folders that are empty without them; the number removed."""
    count = 0
    folders: set[Path] = set()
    for path in files:
        target = output / path
        try:
            target.unlink()
            count += 1
        except FileNotFoundError:
            pass
        folders.update(target.parents[: len(PurePosixPath(path).parents) - 1])
    for folder in sorted(folders, key=lambda each: -len(each.parts)):
        try:
            folder.rmdir()
        except OSError:
            continue
    return count


def _is_inside(path: str) -> bool:
    return bool(path) and path[0] != "/" and "/../" not in f"/{path}/" and "\\" not in path
