"""What few changed articles change in an index, worked out from both versions of each.

Invariant: exact or nothing: where an old version is not known any more, the index is made anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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

ALONE = 128
"""Shards below which starting a worker takes longer than the work."""
MANY = 1500
"""Shards from which on one worker is not enough."""

_Touched = tuple[int, int, dict[str, Change]]
"""Of which tier, which shard, and what changes of its terms."""
_Numbered = list[tuple[int, Texts]]


def files_of(
    difference: Difference,
    shelf: Shelf,
    cache: Path,
    border: int,
    *,
    count: int,
    meanwhile: Iterator[object],
) -> list[tuple[str, bytes]] | None:
    """The files that change, empty for those that go; None where that cannot be told.

    `border` is the number from which on the index has its newest articles; `count` is the number of
    worker processes. Steps of `meanwhile` are taken while they work.
    """
    holdings = difference.holdings
    try:
        gone = _as_indexed(difference.gone, holdings, shelf)
        moved = _as_indexed(difference.moved, holdings, shelf)
        come = _as_they_are(difference.come, holdings, shelf)
    except LookupError:
        return None
    made = [*fixed(holdings), *chunks(holdings, {*difference.gone, *difference.come})]
    touched: list[_Touched] = []
    for is_newest, tier in enumerate(holdings.tiers):
        out = [each for each in gone + moved if (each[0] >= border) == is_newest]
        into = [each for each in come + moved if (each[0] >= holdings.border) == is_newest]
        changes = sorted(amending.changes(out, into, tier).items())
        touched += [(is_newest, shard, terms) for shard, terms in changes]
    many = min(count, 0 if len(touched) <= ALONE else 1 if len(touched) <= MANY else count)
    context = (cache, holdings.tiers)
    for amended in workers.spread(_amend, context, touched, workers=many, meanwhile=meanwhile):
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
    context: tuple[Path, tuple[Tier, Tier]], touched: Sequence[_Touched]
) -> list[list[tuple[str, bytes]]]:
    cache, tiers = context
    with reading(cache) as shelf:
        return [
            list(amending.amend(shard, terms, tiers[tier], shelf.leaf))
            for tier, shard, terms in touched
        ]
