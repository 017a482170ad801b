"""A whole index from all texts, in two passes, so that memory does not grow with the archive.

    batches of articles → segments, one for each part of the shards → shards of one part

Invariant: the result depends on the articles and their numbers, not on how they were batched.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from diglot.search import files, shards
from diglot.search.levels import LEVELS, Texts, by_level
from diglot.search.postings import LONG, encode

BATCH = 2048
"""Articles whose terms are gathered at once, at most; about 80 MB. Their places in a batch take 16
bits with a level."""
_WIDTH = 128
"""Shards made at once."""


def parts(count: int) -> int:
    """In how many parts an index of so many shards is made."""
    return max(1, count // _WIDTH)


def gather(batch: Iterable[Texts], count: int) -> list[bytes]:
    """The terms of at most `BATCH` articles, newest first: a segment for each part of the index."""
    lists: dict[str, list[int]] = defaultdict(list)
    for at, texts in enumerate(batch):
        for level, found in enumerate(by_level(texts)):
            code = at * LEVELS + level
            for term in found:
                lists[term].append(code)
    buckets: list[list[str]] = [[] for _ in range(parts(count))]
    width = count // len(buckets)
    for term in lists:
        buckets[files.shard(term, count) // width].append(term)
    return [_segment(bucket, lists) for bucket in buckets]


def _segment(terms: list[str], lists: dict[str, list[int]]) -> bytes:
    found = [lists[term] for term in terms]
    sizes = array("I", map(len, found))
    codes = array("H", chain.from_iterable(found))
    return msgspec.msgpack.encode(("\n".join(terms), sizes.tobytes(), codes.tobytes()))


_decode_segment = msgspec.msgpack.Decoder(tuple[str, bytes, bytes]).decode


def weave(
    segments: Iterable[tuple[Sequence[int], bytes]], part: int, count: int
) -> Iterator[tuple[str, bytes]]:
    """The files of one part: paths and bytes.

    `segments` are that part's of every batch, newest first, with the numbers of its articles.
    """
    lists: dict[str, list[int]] = defaultdict(list)
    for numbers, segment in segments:
        codes = [number * LEVELS + level for number in numbers for level in range(LEVELS)]
        terms, raw_sizes, raw_places = _decode_segment(segment)
        places = array("H")
        places.frombytes(raw_places)
        sizes = array("I")
        sizes.frombytes(raw_sizes)
        start = 0
        for term, size in zip(terms.split("\n") if terms else (), sizes, strict=True):
            if size == 1:
                lists[term].append(codes[places[start]])
            else:
                lists[term] += map(codes.__getitem__, places[start : start + size])
            start += size
    width = count // parts(count)
    found: dict[int, dict[str, bytes]] = {at: {} for at in range(part * width, (part + 1) * width)}
    for term, postings in lists.items():
        long = len(postings) >= LONG
        found[files.shard(term, count)][term] = b"" if long else encode(postings)
        if long:
            yield files.list_path(term), files.pack(encode(postings))
    for number, entries in found.items():
        yield files.shard_path(number), files.pack(shards.encode(entries))
