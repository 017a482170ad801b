"""A whole index from all texts, in two passes, so that memory does not grow with the archive.

    batches of articles → segments, one for each part of the shards → shards of one part

Invariant: the result depends on the articles and their numbers, not on how they were batched.
This is the one module that knows numpy, which is loaded for whole indexes alone; that is why it has
more than 200 lines.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TypeAlias

import msgspec

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no threads: workers are forked after this
import numpy as np
from numpy.typing import NDArray

from diglot.search import files, shards
from diglot.search.cuts import UTF16, Cut, cuts
from diglot.search.files import Tier
from diglot.search.levels import LEVELS, TITLE, Texts
from diglot.search.words import UNSPACED

BATCH = 1024
"""Articles whose terms are gathered at once, at most; about 50 MB. Twice as many are no faster."""
_WIDTH = 128
"""Shards made at once."""

_Numbers: TypeAlias = NDArray[np.int64]
_OWNER = 24
"""Bits of an owner (`cuts`) in a token; above them is the term."""
_WORDS = 1 << 32
"""Where numbers of words begin as terms; below are characters, and characters times 2^16 plus the
next one, 0 if there is none."""
_HAN = np.zeros(1 << 16, np.bool)
for _first, _last in UNSPACED:
    _HAN[ord(_first) : ord(_last) + 1] = True


class _Segment(msgspec.Struct, frozen=True, array_like=True):
    """What a batch has for some shards next to each other, as machine numbers of this machine."""

    pairs: bytes
    """Characters and pairs in order (32 bits),"""
    words: str
    """and then words, divided by line ends."""
    shards: bytes
    """Of each term: its shard (16 bits),"""
    counts: bytes
    """and how many postings it has (32 bits)."""
    codes: bytes
    """The postings of all of them, newest first,"""
    kind: str
    """of this type: 32 bits are nearly always enough."""


_encode_segment = msgspec.msgpack.Encoder().encode
_decode_segment = msgspec.msgpack.Decoder(_Segment).decode


def parts(tier: Tier) -> int:
    """In how many parts an index is made."""
    return max(1, tier.shards // _WIDTH)


def gather(batch: Iterable[tuple[int, Texts]], tier: Tier) -> list[bytes]:
    """The terms of articles with their numbers, newest first: a segment for each part."""
    vocabulary: dict[str, int] = defaultdict(count().__next__)
    numbers: list[int] = []
    found = [_distinct(_tokens(cut)) for cut in cuts(batch, numbers, vocabulary)]
    tokens = _distinct(np.concatenate(found or [np.zeros(0, np.int64)]))
    del found
    terms, owners = tokens >> _OWNER, tokens & ((1 << _OWNER) - 1)
    del tokens
    codes = np.array(numbers, np.int64)[owners // LEVELS] * LEVELS + (TITLE - owners % LEVELS)
    del owners
    starts = np.flatnonzero(np.diff(terms, prepend=-1))
    counts = np.diff(starts, append=len(terms))
    terms = terms[starts]
    pairs = terms[: np.searchsorted(terms, _WORDS)]
    spelled = list(vocabulary)
    words = [spelled[number] for number in (terms[len(pairs) :] - _WORDS).tolist()]
    place = np.concatenate((shards_of(pairs, tier), np.array([*map(tier.shard, words)], np.int64)))
    part = place // (tier.shards // parts(tier))
    kind = np.dtype(np.uint32 if codes.max(initial=0) < 1 << 32 else np.uint64)
    made = []
    for number in range(parts(tier)):
        own = np.flatnonzero(part == number)
        split = int(np.searchsorted(own, len(pairs)))
        segment = _Segment(
            pairs=pairs[own[:split]].astype(np.uint32).tobytes(),
            words="\n".join([words[at] for at in (own[split:] - len(pairs)).tolist()]),
            shards=place[own].astype(np.uint16).tobytes(),
            counts=counts[own].astype(np.uint32).tobytes(),
            codes=codes[_ranges(starts[own], counts[own])].astype(kind).tobytes(),
            kind=kind.str,
        )
        made.append(_encode_segment(segment))
    return made


def _tokens(cut: Cut) -> _Numbers:
    """A token for each time that a term is there: the term and its owner."""
    units = np.frombuffer(b"".join(cut.units), np.uint16)
    lengths = [len(each) // 2 for each in cut.units]
    places = np.flatnonzero(_HAN[units])
    owners = np.repeat(np.array(cut.unit_owners, np.int64), lengths)[places]
    characters = units[places].astype(np.int64)
    together = np.flatnonzero(np.diff(places) == 1)
    singles = characters << 16 + _OWNER | owners
    pairs = singles[together] | characters[together + 1] << _OWNER
    words = np.frombuffer(cut.words, np.uint32).astype(np.int64) + _WORDS << _OWNER
    words |= np.repeat(np.array(cut.word_owners, np.int64), cut.word_counts)
    return np.concatenate((singles, pairs, words))


def _distinct(tokens: _Numbers) -> _Numbers:
    """Tokens in order; of a term in an article the first alone, which is where it says most."""
    tokens.sort()
    new = np.flatnonzero(np.diff(tokens // LEVELS, prepend=-1))
    return tokens[new]


def shards_of(pairs: _Numbers, tier: Tier) -> _Numbers:
    """What `Tier.shard` says of characters and pairs: the same reckoning, for all at once."""
    first, second = _utf8(pairs >> 16), _utf8(pairs & 0xFFFF)
    whole = np.where(pairs & 0xFFFF, first << 24 | second, first)
    return whole % 1_000_000_007 * 40_503 % 65_521 % tier.shards


def _utf8(characters: _Numbers) -> _Numbers:
    return 0xE08080 | (characters >> 12) << 16 | (characters >> 6 & 63) << 8 | characters & 63


def _ranges(starts: _Numbers, counts: _Numbers) -> _Numbers:
    """The places from each start on, so many each."""
    ends = np.cumsum(counts)
    return np.repeat(starts - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)


def _varints(numbers: _Numbers) -> tuple[bytes, _Numbers]:
    """Numbers as varints, and where each of these begins; last, where they end."""
    sizes = np.ones(len(numbers), np.int64)
    for bits in range(7, int(numbers.max(initial=0)).bit_length(), 7):
        sizes += numbers >> bits > 0
    ends = np.concatenate(([0], np.cumsum(sizes)))
    raw = np.zeros(int(ends[-1]), np.uint8)
    rest, places = numbers, ends[:-1]
    while len(rest):
        more = np.flatnonzero(rest > 127)
        raw[places] = rest & 127
        raw[places[more]] |= 128
        rest, places = rest[more] >> 7, places[more] + 1
    return raw.tobytes(), ends


def weave(segments: Iterable[bytes], part: int, tier: Tier) -> Iterator[tuple[str, bytes]]:
    """The files of one part, from its segments of every batch, newest first: paths and bytes."""
    found = [_decode_segment(raw) for raw in segments]
    keys, words = _keys(found)
    place = _joined([np.frombuffer(each.shards, np.uint16) for each in found])
    counts = _joined([np.frombuffer(each.counts, np.uint32) for each in found])
    codes = _joined([np.frombuffer(each.codes, each.kind) for each in found])
    order = np.lexsort((keys, place))  # of equal ones, what comes first stays first
    codes = codes[_ranges((np.cumsum(counts) - counts)[order], counts[order])]
    keys, counts = keys[order], counts[order]
    new = np.flatnonzero(np.diff(keys, prepend=-1))  # no term is in two shards
    starts = (np.cumsum(counts) - counts)[new]
    keys, place = keys[new], place[order[new]]
    steps = -np.diff(codes, prepend=0)
    steps[starts] = codes[starts]
    raw, bounds = _varints(steps)
    counts = np.diff(starts, append=len(codes))
    begins = bounds[np.append(starts, len(codes))]
    names = _spelled(keys, words)
    is_long = counts >= tier.long
    for at in np.flatnonzero(is_long).tolist():
        yield files.list_path(names[at]), files.pack(raw[begins[at] : begins[at + 1]])
    sizes, size_bounds = _varints(np.where(is_long, 0, np.diff(begins)))
    first = part * (tier.shards // parts(tier))
    last = first + tier.shards // parts(tier)
    edges = np.searchsorted(place, np.arange(first, last + 1)).tolist()
    for number, start, end in zip(range(first, last), edges, edges[1:], strict=False):
        lists, at = [], start
        for long in (np.flatnonzero(is_long[start:end]) + start).tolist():
            lists.append(raw[begins[at] : begins[long]])
            at = long + 1
        lists.append(raw[begins[at] : begins[end]])
        own = sizes[size_bounds[start] : size_bounds[end]]
        yield tier.path(number), files.pack(shards.joined(names[start:end], own, b"".join(lists)))


def _joined(arrays: Sequence[NDArray[np.generic]]) -> _Numbers:
    return np.concatenate([np.zeros(0, np.int64), *arrays]).astype(np.int64)


def _keys(segments: Sequence[_Segment]) -> tuple[_Numbers, list[str]]:
    """Numbers of all terms that sort as the terms do, and the words among these in order.

    A number is made of the first two characters (21 bits each) and, of a word, its place among all
    words (from 1).
    """
    each = [segment.words.split("\n") if segment.words else [] for segment in segments]
    words = sorted(set().union(*each))
    heads = "".join([word[:2].ljust(2, "\0") for word in words])
    heads32 = np.array([*map(ord, heads)], np.int64).reshape(-1, 2)
    of_word = heads32[:, 0] << 42 | heads32[:, 1] << 21 | np.arange(1, len(words) + 1)
    number = dict(zip(words, range(len(words)), strict=True))
    keys: list[_Numbers] = [np.zeros(0, np.int64)]
    for segment, own in zip(segments, each, strict=True):
        pairs = np.frombuffer(segment.pairs, np.uint32).astype(np.int64)
        keys.append((pairs >> 16) << 42 | (pairs & 0xFFFF) << 21)
        keys.append(of_word[np.array([*map(number.__getitem__, own)], np.int64)])
    return np.concatenate(keys), words


def _spelled(keys: _Numbers, words: Sequence[str]) -> list[str]:
    """The terms of such numbers."""
    place = keys & ((1 << 21) - 1)
    pairs = keys[place == 0]
    units = np.stack((pairs >> 42, pairs >> 21 & 0xFFFF, np.full(len(pairs), 10)), axis=1)
    text = units.astype(np.uint16)[units > 0].tobytes().decode(UTF16)
    names = np.empty(len(keys), object)
    names[place == 0] = text.split("\n")[:-1]
    names[place > 0] = [words[at - 1] for at in place[place > 0].tolist()]
    found: list[str] = names.tolist()
    return found
