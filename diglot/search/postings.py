"""Lists of postings as bytes.

Invariant: a list is strictly descending, newest first, and a posting is a document's number times
`LEVELS` plus its level; equal lists give equal bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from itertools import accumulate, islice
from operator import neg, sub

_GOING_ON = bytes(range(128, 256))
_NUMBER = re.compile(rb"[\x80-\xff]*[\x00-\x7f]")
_HALF = 1 << 14
"""Below it, two bytes are enough."""
_LAST = [bytes((number,)) for number in range(128)]
_MORE = [bytes((number | 128,)) for number in range(128)]
_SHORT = _LAST + [low + high for high in _LAST[1:] for low in _MORE]
"""Numbers below `_HALF` as varints,"""
_LOWER = [low + high for high in _MORE for low in _MORE]
"""and as the first two bytes of longer ones."""
_FIRST, _STRETCH = 32, 2048
"""Bytes of a list that are read at once: few at its newest end, where most changes are."""


class _Steps(dict[bytes, int]):
    """What varints stand for; short ones are remembered."""

    def __missing__(self, raw: bytes) -> int:
        number, _ = read_varint(raw, 0)
        if len(raw) < 3:
            self[raw] = number
        return number


_STEPS = _Steps()


def varint(number: int) -> bytes:
    """A number as a varint: seven bits each byte, lowest first, the last below 128.

    >>> varint(300).hex()
    'ac02'
    """
    if number < _HALF:
        return _SHORT[number]
    return _LOWER[number % _HALF] + varint(number // _HALF)


def size(number: int) -> int:
    """How many bytes a number's varint takes.

    >>> [size(number) for number in (0, 127, 128, 1 << 14)]
    [1, 1, 2, 3]
    """
    return (number.bit_length() + 6) // 7 or 1


def varints(numbers: Iterable[int]) -> bytes:
    """Numbers as varints, one behind the other."""
    return b"".join([_SHORT[n] if n < _HALF else varint(n) for n in numbers])


def read_varints(raw: bytes, at: int, many: int) -> tuple[list[int], int]:
    """So many varints at a place, and the place behind them.

    >>> read_varints(varints([5, 300, 7]), 1, 2)
    ([300, 7], 4)
    """
    end = at + many
    while missing := many - count(raw[at:end]):
        end += missing
    if end == at + many:  # each is one byte
        return list(raw[at:end]), end
    return list(map(_STEPS.__getitem__, _NUMBER.findall(raw, at, end))), end


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
    return varint(codes[0]) + down(codes) if len(codes) > 1 else varint(codes[0])


def down(codes: Sequence[int]) -> bytes:
    """How much lower each posting but the first is than the one before it."""
    steps = map(sub, codes, codes[1:])
    if codes[0] >= _HALF * _HALF:
        return b"".join(map(varint, steps))
    return b"".join(
        [_SHORT[n] if n < _HALF else _LOWER[n % _HALF] + _SHORT[n // _HALF] for n in steps]
    )


def decode(raw: bytes) -> list[int]:
    """A list's postings."""
    steps = map(_STEPS.__getitem__, _NUMBER.findall(raw))
    return list(accumulate(steps, sub))


def count(raw: bytes) -> int:
    """How many postings a list has: as many as bytes that end a number.

    >>> count(encode([300, 299, 4]))
    3
    """
    return len(raw.translate(None, _GOING_ON))


def exchange(raw: bytes, out: Set[int], into: Set[int]) -> bytes:
    """A list, which may be empty, with postings taken out and put in; one of them at least.

    Only the stretch between the newest and the oldest of them is made again.

    >>> decode(exchange(encode([9, 5, 1]), {5}, {6, 2}))
    [9, 6, 2, 1]
    """
    if not raw:
        return encode(sorted(into, reverse=True))
    highest, lowest = max({*out, *into}), min({*out, *into})
    code, at = read_varint(raw, 0)
    kept, last, codes = (at, code, []) if code > highest else (0, 0, [code])
    stretch = _FIRST
    while at < len(raw) and code >= lowest:
        piece = raw[at : at + stretch].rstrip(_GOING_ON)
        stretch = _STRETCH
        steps = [_STEPS[number] for number in _NUMBER.findall(piece)]
        end = code - sum(steps)
        if kept == at and end > highest:
            kept, last = at + len(piece), end
        else:
            codes += islice(accumulate(steps, sub, initial=code), 1, None)
        at += len(piece)
        code = end
    for each in out:
        del codes[bisect_left(codes, -each, key=neg)]
    for each in into:
        codes.insert(bisect_left(codes, -each, key=neg), each)
    if not codes:
        return raw[:kept]
    return raw[:kept] + varint(last - codes[0] if kept else codes[0]) + down(codes) + raw[at:]
