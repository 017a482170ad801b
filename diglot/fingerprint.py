"""Short hashes by which builds know what changed.

Invariant: equal inputs give equal fingerprints on every machine; lengths are written before texts,
so that no two lists of parts run together.
"""

from __future__ import annotations

import hashlib
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
    folder = Path(__file__).parent
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in (".py", ".toml") and "theme" not in path.relative_to(folder).parts
    )
    parts: list[str | bytes] = []
    for path in files:
        parts += [path.relative_to(folder).as_posix(), path.read_bytes()]
    return of(*parts)
