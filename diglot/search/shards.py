"""A shard: some of the index's terms in order, each with its list, or a word that it has a file.

    varint(bytes of terms) · terms, divided by line ends · varint(bytes of list) each · lists

Invariant: a shard is a function of its terms and lists; an empty list stands for a long one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate

from diglot.search.postings import read_varint, read_varints, varint, varints


def encode(lists: Mapping[str, bytes]) -> bytes:
    """A shard of these terms."""
    terms = sorted(lists)
    ordered = [lists[term] for term in terms]
    return joined(terms, varints(map(len, ordered)), b"".join(ordered))


def joined(terms: Sequence[str], sizes: bytes, lists: bytes) -> bytes:
    """A shard of these terms, which are in order; sizes of their lists as varints."""
    names = "\n".join(terms).encode()
    return b"".join([varint(len(names)), names, sizes, lists])


def decode(raw: bytes) -> dict[str, bytes]:
    """The terms of a shard with their lists."""
    terms, sizes, at = _head(raw)
    ends = list(accumulate(sizes, initial=at))
    return {term: raw[start:end] for term, start, end in zip(terms, ends, ends[1:], strict=False)}


def amended(
    raw: bytes, terms: Iterable[str], change: Callable[[str, bytes | None], bytes | None]
) -> bytes:
    """A shard in which the lists of these terms are what `change` makes of them.

    It is given None where the shard has no list, and gives None where it is to have none. All other
    lists stay as they are.
    """
    names, sizes, at = _head(raw)
    ends = list(accumulate(sizes, initial=at))
    pieces: list[bytes] = []
    before = len(raw)
    for term in sorted(terms, reverse=True):  # from behind, so that places before it stay
        place = bisect_left(names, term)
        start = end = ends[place]
        old = None
        if place < len(names) and names[place] == term:
            end = ends[place + 1]
            old = raw[start:end]
            del names[place], sizes[place]
        new = change(term, old)
        pieces.append(raw[end:before])
        before = start
        if new is not None:
            names.insert(place, term)
            sizes.insert(place, len(new))
            pieces.append(new)
    pieces.append(raw[at:before])
    return joined(names, varints(sizes), b"".join(reversed(pieces)))


def _head(raw: bytes) -> tuple[list[str], list[int], int]:
    """A shard's terms, how many bytes their lists take, and where these begin."""
    size, at = read_varint(raw, 0)
    terms = raw[at : at + size].decode().split("\n") if size else []
    sizes, at = read_varints(raw, at + size, len(terms))
    return terms, sizes, at
