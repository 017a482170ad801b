"""Short hashes by which builds know what changed.

Invariant: equal inputs give equal fingerprints on every machine; lengths are written before texts,
so that no two lists of parts run together.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SIZE = 16
"""Bytes: 128 bits."""


def of(*parts: str | bytes | int | None) -> bytes:
    """The fingerprint of a list of parts.

    >>> of("ab", "c") == of("a", "bc")
    False
    """
    raws = [
        part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        for part in parts
    ]
    counted = b"".join([b"%d:%b" % (len(raw), raw) for raw in raws])
    return hashlib.blake2b(counted, digest_size=SIZE).digest()


@cache
def of_code() -> bytes:
    """The fingerprint of diglot itself: whatever it would do differently, it does again."""
    folder = str(Path(__file__).parent)
    parts: list[str | bytes] = []
    for path in sorted(_sources(folder, "")):
        with open(f"{folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - half the time
            parts += [path, file.read()]
    return of(*parts)


def _sources(folder: str, below: str) -> Iterator[str]:
    """Our own files below a folder but those of the theme, which has a fingerprint of its own."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".toml")):
                yield below + entry.name
            elif entry.is_dir() and entry.name not in ("theme", "__pycache__"):
                yield from _sources(entry.path, f"{below}{entry.name}/")
