"""What few changed articles change in an index, worked out from both versions of each.

Invariant: exact or nothing: where an old version is not known any more, the index is made anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from diglot import workers
from diglot.search import amending, articles
from diglot.search.amending import Change
from diglot.search.contents import chunks, fixed
from diglot.search.difference import Difference
from diglot.search.files import Tier
from diglot.search.holdings import Holdings
from diglot.search.levels import Texts
from diglot.search.shelf import Shelf, Version, reading

ALONE = 1500
"""Shards below which starting workers takes longer than the work."""

_Numbered = list[tuple[int, Texts]]


def files_of(
    difference: Difference, shelf: Shelf, cache: Path, border: int, *, count: int
) -> list[tuple[str, bytes]] | None:
    """The files that change, empty for those that go; None where that cannot be told.

    `border` is the number from which on the index has its newest articles; `count` is the number of
    worker processes.
    """
    holdings = difference.holdings
    try:
        gone = _as_indexed(difference.gone, holdings, shelf)
        moved = _as_indexed(difference.moved, holdings, shelf)
        come = _as_they_are(difference.come, holdings, shelf)
    except LookupError:
        return None
    made = [*fixed(holdings), *chunks(holdings, {*difference.gone, *difference.come})]
    for is_newest, tier in enumerate(holdings.tiers):
        out = [each for each in gone + moved if (each[0] >= border) == is_newest]
        into = [each for each in come + moved if (each[0] >= holdings.border) == is_newest]
        touched = sorted(amending.changes(out, into, tier).items())
        many = count if len(touched) > ALONE else 0
        for amended in workers.spread(_amend, (cache, tier), touched, workers=many):
            made += amended
    return made


def _as_indexed(paths: Mapping[int, str], holdings: Holdings, shelf: Shelf) -> _Numbered:
    """Articles as the index has them, given their captures by number."""
    found = []
    for number, path in paths.items():
        around = articles.decode_around(shelf.around(number))
        found.append((number, _texts(holdings, shelf.indexed(path), around)))
    return found


def _as_they_are(numbers: Sequence[int], holdings: Holdings, shelf: Shelf) -> _Numbered:
    found = []
    for number in numbers:
        version = shelf.current(holdings.cards[number].slip.path)
        found.append((number, _texts(holdings, version, holdings.around(number))))
    return found


def _texts(holdings: Holdings, version: Version | None, around: articles.Around) -> Texts:
    if version is None:
        raise LookupError
    excerpt = holdings.press.settings.body == "excerpt"
    return articles.texts_of(version.record, version.body, around, excerpt=excerpt)


def _amend(
    context: tuple[Path, Tier], touched: Sequence[tuple[int, dict[str, Change]]]
) -> list[list[tuple[str, bytes]]]:
    cache, tier = context
    with reading(cache) as shelf:
        return [list(amending.amend(shard, terms, tier, shelf.leaf)) for shard, terms in touched]
