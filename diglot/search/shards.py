"""A shard: some of the index's terms in order, each with its list, or a word that it has a file.

    varint(bytes of terms) · terms, divided by line ends · varint(bytes of list) each · lists

Invariant: a shard is a function of its terms and lists; an empty list stands for a long one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from diglot.search.postings import read_varint, varint


def encode(lists: Mapping[str, bytes]) -> bytes:
    """A shard of these terms."""
    terms = sorted(lists)
    names = "\n".join(terms).encode()
    sizes = b"".join([varint(len(lists[term])) for term in terms])
    return b"".join([varint(len(names)), names, sizes, *[lists[term] for term in terms]])


def decode(raw: bytes) -> dict[str, bytes]:
    """The terms of a shard with their lists."""
    size, at = read_varint(raw, 0)
    terms = raw[at : at + size].decode().split("\n") if size else []
    at += size
    sizes: Sequence[int] = raw[at : at + len(terms)]
    if max(sizes, default=0) < 128:  # each is one byte
        at += len(terms)
    else:
        sizes = []
        for _ in terms:
            size, at = read_varint(raw, at)
            sizes.append(size)
    ends = list(accumulate(sizes, initial=at))
    return {term: raw[start:end] for term, start, end in zip(terms, ends, ends[1:], strict=False)}
