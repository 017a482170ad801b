"""An index brought up to date: only the shards and lists whose terms changed are made again.

Invariant: an amended index is byte for byte the one that would be woven from the same articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from diglot.search import files, shards
from diglot.search.files import Tier
from diglot.search.levels import Texts, postings
from diglot.search.postings import count, exchange


@dataclass(slots=True)
class Change:
    """Postings that leave a list and that come into it."""

    out: set[int] = field(default_factory=set)
    into: set[int] = field(default_factory=set)


def changes(
    old: Iterable[tuple[int, Texts]], new: Iterable[tuple[int, Texts]], tier: Tier
) -> dict[int, dict[str, Change]]:
    """What articles as they were and as they are change: shard → term → postings."""
    found: dict[str, Change] = defaultdict(Change)
    for number, texts in old:
        for term, code in postings(texts, number):
            found[term].out.add(code)
    for number, texts in new:
        for term, code in postings(texts, number):
            found[term].into.add(code)
    touched: dict[int, dict[str, Change]] = defaultdict(dict)
    for term, change in found.items():
        if change.out != change.into:
            touched[tier.shard(term)][term] = change
    return touched


def amend(
    shard: int, touched: Mapping[str, Change], tier: Tier, read: Callable[[str], bytes]
) -> Iterator[tuple[str, bytes]]:
    """The files of a shard that change: paths and bytes, empty for one that goes.

    `read` gives a file of the index as it was, by its path.
    """
    long: list[tuple[str, bytes]] = []

    def changed(term: str, short: bytes | None) -> bytes | None:
        own, change = files.list_path(term), touched[term]
        was_long = short == b""
        codes = exchange(
            files.unpack(read(own)) if was_long else short or b"", change.out, change.into
        )
        is_long = count(codes) >= tier.long
        if is_long or was_long:
            long.append((own, files.pack(codes) if is_long else b""))
        return b"" if is_long else codes or None

    path = tier.path(shard)
    made = shards.amended(files.unpack(read(path)), touched, changed)
    yield from long
    yield path, files.pack(made)
