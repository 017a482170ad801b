"""Wait for what a build depends on to change: content, templates, settings.

Invariant: no change is missed between two batches; what a build itself writes is not a change.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from diglot.project import Project
from diglot.settings import FILE

POLL = 250
"""Milliseconds between two looks at the settings file and at folders that come and go."""
STEP = 50
"""Milliseconds of quiet that end a batch: editors write a file in several steps."""


def changes(project: Project, stop: threading.Event) -> Iterator[frozenset[Path]]:
    """Paths that changed, batch by batch, until `stop` is set.

    The first batch is empty: it comes once the watch is on, for what changed before.
    """
    settings = project.root / FILE
    seen, first = _print(settings), True
    came: frozenset[Path] = frozenset()
    while not stop.is_set():
        folders = _folders(project)
        for batch in _batches([path for path, _ in folders], stop):
            now = _print(settings)
            found = batch if now == seen else batch | {settings}
            seen = now
            if found or first or came:
                told, first, came = came | found, False, frozenset()
                yield told
            if _folders(project) != folders:
                # told when the new watch is on: what changes before that is not seen by it
                came = frozenset({project.content})
                break


def _batches(folders: list[Path], stop: threading.Event) -> Iterator[set[Path]]:
    """Changes below the folders, or an empty set every `POLL` milliseconds."""
    from watchfiles import Change, DefaultFilter, watch

    usual = DefaultFilter()

    def wanted(change: Change, path: str) -> bool:
        return usual(change, path) and not any(
            part.startswith(".")
            for folder in folders
            if (here := Path(path)).is_relative_to(folder)
            for part in here.relative_to(folder).parts
        )

    if not folders:
        while not stop.is_set():
            yield set()
            time.sleep(POLL / 1000)
        return
    for batch in watch(
        *folders,
        watch_filter=wanted,
        step=STEP,
        stop_event=stop,
        rust_timeout=POLL,
        yield_on_timeout=True,
    ):
        yield {Path(path) for _, path in batch}


def _folders(project: Project) -> tuple[tuple[Path, int], ...]:
    """Folders that are there to be watched, with what tells one from its successor."""
    found = []
    for path in (project.content, project.templates):
        try:
            stat = path.stat()
        except OSError:
            continue
        if path.is_dir():
            found.append((path, stat.st_ino))
    return tuple(found)


def _print(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size
