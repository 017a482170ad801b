"""Rules as bytes, as the store keeps them and workers are given them.

Invariant: what is unpacked gives the same decisions as what was packed. A process unpacks the same
bytes once, so that what is compiled from them is found again.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from diglot.clean.ruleset import Rules


def packed(rules: Rules) -> bytes:
    """Rules on their way to a worker."""
    return msgspec.msgpack.encode(rules)


@lru_cache(maxsize=2)
def unpacked(raw: bytes) -> Rules:
    """What was packed; raises `msgspec.MsgspecError` for anything else."""
    return msgspec.msgpack.decode(raw, type=Rules)
