"""Pairs of characters as numbers, since a text has too many for a string each.

Invariant: a pair has one number, whichever text it is in; its lower half is made of the bytes in
which characters differ most, because Python's tables place numbers by their last bits.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from operator import add

BETWEEN = "\n"
"""Stands between runs of characters; the pairs that it makes are not a text's own."""

_UTF16 = f"utf-16-{'le' if sys.byteorder == 'little' else 'be'}"
_EVERY = (slice(0, None, 4), slice(1, None, 4), slice(2, None, 4), slice(3, None, 4))


def numbered(runs: str) -> Sequence[int]:
    """The numbers of all pairs of characters that stand together, none of them beyond U+FFFF.

    >>> spelled(numbered("漏洞")), spelled([])
    (['漏洞'], [])
    """
    units = runs.encode(_UTF16)
    pairs = bytearray(max(2 * len(units) - 4, 0))
    first, second, third, fourth = _EVERY
    pairs[first], pairs[second] = units[:-2:2], units[2::2]
    pairs[third], pairs[fourth] = units[1:-2:2], units[3::2]
    return memoryview(pairs).cast("I")


def spelled(numbers: Sequence[int]) -> list[str]:
    """The pairs that numbers stand for, in the same order."""
    pairs = array("I", numbers).tobytes()
    units = bytearray(len(pairs))
    first, second, third, fourth = _EVERY
    units[first], units[second] = pairs[first], pairs[third]
    units[third], units[fourth] = pairs[second], pairs[fourth]
    signs = units.decode(_UTF16)
    return list(map(add, signs[::2], signs[1::2]))
