"""A whole index from all texts, in two passes, so that memory does not grow with the archive.

    batches of articles → segments, one for each part of the shards → shards of one part

Invariant: the result depends on the articles and their numbers, not on how they were batched.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from diglot.search import files, shards
from diglot.search.files import Tier
from diglot.search.levels import LEVELS, Texts, by_level
from diglot.search.pairs import BETWEEN
from diglot.search.postings import count, down, size, varint
from diglot.search.words import Key, spelled

BATCH = 2048
"""Articles whose terms are gathered at once, at most; about 80 MB."""
_WIDTH = 128
"""Shards made at once."""


class _Segment(msgspec.Struct, frozen=True, array_like=True):
    """What a batch has for some shards next to each other, as machine numbers of this machine."""

    terms: str
    """Divided by line ends."""
    shards: bytes
    """Of each term: its shard (16 bits),"""
    firsts: bytes
    """its first posting (64 bits),"""
    lasts: bytes
    """its last one (64 bits),"""
    sizes: bytes
    """and how many bytes its list takes (32 bits)."""
    lists: bytes


_encode_segment = msgspec.msgpack.Encoder().encode
_decode_segment = msgspec.msgpack.Decoder(_Segment).decode


def parts(tier: Tier) -> int:
    """In how many parts an index is made."""
    return max(1, tier.shards // _WIDTH)


def gather(batch: Iterable[tuple[int, Texts]], tier: Tier) -> list[bytes]:
    """The terms of articles with their numbers, newest first: a segment for each part."""
    lists: dict[Key, list[int]] = defaultdict(list)
    for number, texts in batch:
        for level, found in enumerate(by_level(texts)):
            code = number * LEVELS + level
            for key in found:
                lists[key].append(code)
    width = tier.shards // parts(tier)
    cut = [(list[str](), array("H"), list[list[int]]()) for _ in range(parts(tier))]
    terms, found_lists = spelled(lists), list(lists.values())
    lists.clear()  # memory is highest here
    for term, codes in zip(terms, found_lists, strict=True):
        if BETWEEN not in term:
            shard = tier.shard(term)
            own_terms, own_shards, own_lists = cut[shard // width]
            own_terms.append(term)
            own_shards.append(shard)
            own_lists.append(codes)
    del terms, found_lists
    return [_segment(*cut.pop(0)) for _ in range(parts(tier))]


def _segment(terms: Sequence[str], shards: array[int], found: Sequence[Sequence[int]]) -> bytes:
    firsts = array("Q", [codes[0] for codes in found])
    heads = {first: varint(first) for first in set(firsts)}
    lists = [
        heads[codes[0]] + down(codes) if len(codes) > 1 else heads[codes[0]] for codes in found
    ]
    return _encode_segment(
        _Segment(
            terms="\n".join(terms),
            shards=shards.tobytes(),
            firsts=firsts.tobytes(),
            lasts=array("Q", [codes[-1] for codes in found]).tobytes(),
            sizes=array("I", map(len, lists)).tobytes(),
            lists=b"".join(lists),
        )
    )


def weave(segments: Iterable[bytes], part: int, tier: Tier) -> Iterator[tuple[str, bytes]]:
    """The files of one part, from its segments of every batch, newest first: paths and bytes."""
    width = tier.shards // parts(tier)
    lists: dict[str, bytes] = {}
    ends: dict[str, int] = {}
    places: dict[str, int] = {}
    for raw in segments:
        segment = _decode_segment(raw)
        if segment.terms:
            _lay(segment, lists, ends, places)
    shelves: list[dict[str, bytes]] = [{} for _ in range(width)]
    for (term, codes), shard in zip(lists.items(), places.values(), strict=True):
        is_long = len(codes) >= tier.long and count(codes) >= tier.long
        if is_long:
            yield files.list_path(term), files.pack(codes)
        shelves[shard - part * width][term] = b"" if is_long else codes
    for number, shelf in enumerate(shelves, start=part * width):
        yield tier.path(number), files.pack(shards.encode(shelf))


def _lay(
    segment: _Segment, lists: dict[str, bytes], ends: dict[str, int], places: dict[str, int]
) -> None:
    """Put a segment behind what is there: lists, their last postings and their shards by term."""
    terms = segment.terms.split("\n")
    stops = list(accumulate(_numbers("I", segment.sizes), initial=0))
    own = map(segment.lists.__getitem__, map(slice, stops, stops[1:]))
    lasts = _numbers("Q", segment.lasts)
    new = dict(zip(terms, own, strict=True))
    if lists:
        firsts = dict(zip(terms, _numbers("Q", segment.firsts), strict=True))
        for term in new.keys() & lists.keys():
            first = firsts[term]
            new[term] = lists[term] + varint(ends[term] - first) + new[term][size(first) :]
    lists.update(new)
    ends.update(zip(terms, lasts, strict=True))
    places.update(zip(terms, _numbers("H", segment.shards), strict=True))


def _numbers(kind: str, raw: bytes) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(raw)
    return numbers
