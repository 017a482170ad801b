"""A whole index from all texts, in two passes, so that memory does not grow with the archive.

    batches of articles → segments, one for each part of the shards → shards of one part

Invariant: the result depends on the articles and their numbers, not on how they were batched.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from diglot.search import files, shards
from diglot.search.files import Tier
from diglot.search.levels import LEVELS, Texts, by_level
from diglot.search.postings import count, down, varint

BATCH = 2048
"""Articles whose terms are gathered at once, at most; about 80 MB."""
_WIDTH = 128
"""Shards made at once."""


class _Segment(msgspec.Struct, frozen=True, array_like=True):
    """What a batch has for some shards next to each other, as machine numbers of this machine."""

    terms: str
    """Divided by line ends, those of the first shard first."""
    counts: bytes
    """Of each shard: terms (32 bits)."""
    firsts: bytes
    """Of each term: its first posting (64 bits),"""
    lasts: bytes
    """its last one (64 bits),"""
    sizes: bytes
    """and how many bytes all but the first take (32 bits)."""
    rests: bytes


_encode_segment = msgspec.msgpack.Encoder().encode
_decode_segment = msgspec.msgpack.Decoder(_Segment).decode


def parts(tier: Tier) -> int:
    """In how many parts an index is made."""
    return max(1, tier.shards // _WIDTH)


def gather(batch: Iterable[tuple[int, Texts]], tier: Tier) -> list[bytes]:
    """The terms of articles with their numbers, newest first: a segment for each part."""
    lists: dict[str, list[int]] = defaultdict(list)
    for number, texts in batch:
        for level, found in enumerate(by_level(texts)):
            code = number * LEVELS + level
            for term in found:
                lists[term].append(code)
    buckets: list[list[str]] = [[] for _ in range(tier.shards)]
    for term in lists:
        buckets[tier.shard(term)].append(term)
    width = tier.shards // parts(tier)
    return [_segment(buckets[at : at + width], lists) for at in range(0, tier.shards, width)]


def _segment(buckets: Sequence[Sequence[str]], lists: dict[str, list[int]]) -> bytes:
    terms = [term for bucket in buckets for term in bucket]
    found = [lists[term] for term in terms]
    rests = [down(codes) if len(codes) > 1 else b"" for codes in found]
    return _encode_segment(
        _Segment(
            terms="\n".join(terms),
            counts=array("I", map(len, buckets)).tobytes(),
            firsts=array("Q", [codes[0] for codes in found]).tobytes(),
            lasts=array("Q", [codes[-1] for codes in found]).tobytes(),
            sizes=array("I", map(len, rests)).tobytes(),
            rests=b"".join(rests),
        )
    )


def weave(segments: Iterable[bytes], part: int, tier: Tier) -> Iterator[tuple[str, bytes]]:
    """The files of one part, from its segments of every batch, newest first: paths and bytes."""
    width = tier.shards // parts(tier)
    found: list[dict[str, bytes]] = [{} for _ in range(width)]
    ends: list[dict[str, int]] = [{} for _ in range(width)]
    for segment in segments:
        _lay(_decode_segment(segment), found, ends)
    for number, lists in enumerate(found, start=part * width):
        for term, codes in lists.items():
            if len(codes) >= tier.long and count(codes) >= tier.long:
                yield files.list_path(term), files.pack(codes)
                lists[term] = b""
        yield tier.path(number), files.pack(shards.encode(lists))


def _lay(segment: _Segment, found: list[dict[str, bytes]], ends: list[dict[str, int]]) -> None:
    """Put a segment behind what is there: `found` are lists of each shard, `ends` their lasts."""
    terms = iter(segment.terms.split("\n"))
    firsts, lasts = _numbers("Q", segment.firsts), _numbers("Q", segment.lasts)
    rows = zip(terms, firsts, lasts, _numbers("I", segment.sizes), strict=False)
    rests, at = segment.rests, 0
    for many, lists, last in zip(_numbers("I", segment.counts), found, ends, strict=True):
        for term, first, end, size in islice(rows, many):
            rest = rests[at : at + size]
            at += size
            if term in last:
                lists[term] += varint(last[term] - first) + rest
            else:
                lists[term] = varint(first) + rest
            last[term] = end


def _numbers(kind: str, raw: bytes) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(raw)
    return numbers
