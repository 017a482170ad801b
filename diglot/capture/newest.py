"""See at a glance whether captures have come, so that a worker is got ready before they are found.

Invariant: four or five folders are looked at, whatever the archive's size; what it says is a guess,
on which time alone depends.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

LISTED = 1000
"""Entries of a folder that are looked at for folders in it."""


def newest_change(folder: Path) -> int:
    """When something last came into the newest folder below, or into one on the way, or went: ns.

    The newest is the last by its name, as folders of years, months and days are; 0 where there is
    none.
    """
    newest, directory = 0, str(folder)
    while directory:
        try:
            newest = max(newest, os.stat(directory).st_mtime_ns)  # noqa: PTH116 - as scandir's
            with os.scandir(directory) as entries:
                below = [
                    entry.path
                    for entry in islice(entries, LISTED)
                    if entry.name[0] != "." and entry.is_dir(follow_symlinks=False)
                ]
        except OSError:
            break
        directory = max(below, default="")
    return newest
