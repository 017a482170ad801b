"""Lists of postings as bytes.

Invariant: a list is strictly descending, newest first, and a posting is a document's number times
`LEVELS` plus its level; equal lists give equal bytes.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from operator import sub

LONG = 1024
"""Postings from which on a list has a file of its own instead of a place in its shard."""
_GOING_ON = bytes(range(128, 256))


class _Varints(dict[int, bytes]):
    """Numbers as bytes, seven bits each, lowest first, the last below 128; made when asked for."""

    def __missing__(self, number: int) -> bytes:
        if number < 128:
            made = bytes((number,))
        elif number < 1 << 14:
            made = bytes((number & 127 | 128, number >> 7))
        else:
            made = bytes((number & 127 | 128, number >> 7 & 127 | 128)) + self[number >> 14]
        if number < 1 << 16:
            self[number] = made
        return made


_VARINTS = _Varints()
varint = _VARINTS.__getitem__
"""A number as a varint."""


def read_varint(raw: bytes, at: int) -> tuple[int, int]:
    """The varint at a place, and the place behind it."""
    number = shift = 0
    while (byte := raw[at]) > 127:
        number |= (byte & 127) << shift
        shift += 7
        at += 1
    return number | byte << shift, at + 1


def encode(codes: Sequence[int]) -> bytes:
    """A list of at least one posting: the first posting, then how much lower each next one is.

    >>> encode([300, 299, 4]).hex()
    'ac0201a702'
    """
    if len(codes) == 1:
        return varint(codes[0])
    return varint(codes[0]) + b"".join(map(varint, map(sub, codes, codes[1:])))


def decode(raw: bytes) -> list[int]:
    """A list's postings."""
    codes: list[int] = []
    at = code = 0
    while at < len(raw):
        step, at = read_varint(raw, at)
        code = code - step if codes else step
        codes.append(code)
    return codes


def count(raw: bytes) -> int:
    """How many postings a list has: as many as bytes that end a number.

    >>> count(encode([300, 299, 4]))
    3
    """
    return len(raw.translate(None, _GOING_ON))


def exchange(raw: bytes, out: Set[int], into: Set[int]) -> bytes:
    """A list, which may be empty, with postings taken out and put in; only its newer part is read.

    >>> decode(exchange(encode([9, 5, 1]), {5}, {6, 2}))
    [9, 6, 2, 1]
    """
    lowest = min({*out, *into}, default=0)
    codes: list[int] = []
    at = code = 0
    while at < len(raw) and (code >= lowest or not codes):
        step, at = read_varint(raw, at)
        code = code - step if codes else step
        codes.append(code)
    changed = sorted({*codes} - out | into, reverse=True)
    return encode(changed) + raw[at:] if changed else b""
