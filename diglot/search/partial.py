"""What few changed articles change in an index, worked out from both versions of each.

Invariant: exact or nothing: where an old version is not known any more, the index is made anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from diglot import workers
from diglot.search import amending, articles
from diglot.search.amending import Change
from diglot.search.holdings import Holdings, chunks, fixed
from diglot.search.levels import Texts
from diglot.search.shelf import Shelf, Version, reading

ALONE = 1500
"""Shards below which starting workers takes longer than the work."""


def files_of(
    holdings: Holdings,
    shelf: Shelf,
    cache: Path,
    gone: Mapping[int, str],
    come: Sequence[int],
    *,
    count: int,
) -> list[tuple[str, bytes]] | None:
    """The files that change, empty for those that go; None where that cannot be told.

    `gone` are numbers and captures as the index has them, `come` the numbers of articles that are
    new or changed; `count` is the number of worker processes.
    """
    old = []
    for number, path in gone.items():
        version = shelf.indexed(path)
        if version is None:
            return None
        around = articles.decode_around(shelf.around(number))
        old.append((number, _texts(holdings, version, around)))
    new = []
    for number in come:
        version = shelf.current(holdings.cards[number].record.path)
        if version is None:
            return None
        new.append((number, _texts(holdings, version, holdings.around(number))))
    touched = sorted(amending.changes(old, new, holdings.shards).items())
    many = count if len(touched) > ALONE else 0
    amended = workers.spread(_amend, cache, touched, workers=many)
    return [
        *fixed(holdings),
        *chunks(holdings, {*gone, *come}),
        *(made for found in amended for made in found),
    ]


def _texts(holdings: Holdings, version: Version, around: articles.Around) -> Texts:
    excerpt = holdings.press.settings.body == "excerpt"
    return articles.texts_of(version.record, version.body, around, excerpt=excerpt)


def _amend(
    cache: Path, touched: Sequence[tuple[int, dict[str, Change]]]
) -> list[list[tuple[str, bytes]]]:
    with reading(cache) as shelf:
        return [list(amending.amend(shard, terms, shelf.leaf)) for shard, terms in touched]
