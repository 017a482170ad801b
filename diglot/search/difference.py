"""What an index lacks, found by looking only at the days on which something may have changed.

Invariant: exact: an article that no capture, tag or source of which changed is as the index has it,
as long as what the site is made of besides captures is the same; all are compared where it is not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from diglot.catalogue.cards import Card
from diglot.publish.press import Press
from diglot.search.holdings import Holdings, state
from diglot.search.numbering import day_of
from diglot.search.shelf import Shelf

SHARE = 8
"""An index of which more than one article in so many changed is made anew: that is no slower."""
_LAST = 2**62
"""Above every number."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """How the index was made."""

    basis: bytes
    """Fingerprint of what every file depends on besides the articles."""
    shape: bytes
    """Fingerprint of what decides in which file a term or an article is."""
    made_of: bytes
    """Fingerprint of all that the site is made of besides captures."""
    border: int
    """The number from which on articles were in the tier of the newest."""
    names: dict[str, tuple[str, ...]]
    """Every tag and source, with all that the index holds of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What has to leave the index and what has to come into it."""

    holdings: Holdings
    """With numbers for what comes."""
    gone: Mapping[int, str]
    """Numbers and captures of articles as the index has them."""
    come: Sequence[int]
    """Numbers of articles that are new or changed."""
    moved: Mapping[int, str]
    """Numbers and captures of articles that go from one tier to the other as they are."""


def names(press: Press) -> dict[str, tuple[str, ...]]:
    """Every tag and source, with all that an article's state knows of it besides its slug."""
    archive = press.archive
    tags = {
        f"tag:{slug}": (tag.zh, tag.en, str(slug in archive.tag_pages))
        for slug, tag in archive.tag_names.items()
    }
    sources = {
        f"source:{slug}": (source.name, *[part for pair in source.names for part in pair])
        for slug, source in archive.source_names.items()
    }
    return tags | sources


def find(
    outline: Holdings, shelf: Shelf, known: Known, now: Known, touched: Collection[str]
) -> Difference | None:
    """What changed since the index was made; None where that is too much to be amended.

    `touched` are the ids that captures have or had which changed since.
    """
    same = known.made_of == now.made_of
    days = _days(outline, shelf, known, now, touched) if same else None
    found = _compared(outline, shelf, known.border, days)
    if shelf.count() - len(found.gone) + len(found.come) != outline.count:
        found = _compared(outline, shelf, known.border, None)
    return found if (len(found.gone) + len(found.come)) * SHARE <= outline.count else None


def _days(
    outline: Holdings, shelf: Shelf, known: Known, now: Known, touched: Collection[str]
) -> set[int] | None:
    """The days of all articles that may have changed; None where that may be any."""
    if len(touched) * SHARE > outline.count or known.names.keys() - now.names.keys():
        return None
    archive = outline.press.archive
    cards: list[Card] = []
    days: set[int] = set()
    for id in touched:
        days.update(number // outline.stride for number in shelf.numbers(id))
        cards += [archive.by_id[id]] if id in archive.by_id else []
    for name in (name for name, says in now.names.items() if known.names.get(name) != says):
        kind, _, slug = name.partition(":")
        cards += (archive.tags if kind == "tag" else archive.sources)[slug]
    return days | {day_of(card.id, card.slip.day) for card in cards}


def _compared(
    outline: Holdings, shelf: Shelf, border: int, days: Collection[int] | None
) -> Difference:
    """What differs on these days, or on all of them; `border` is that of the index as it is."""
    holdings = outline.of_days(outline.days if days is None else days)
    press, stride = outline.press, outline.stride
    now = {n: (card.slip.path, state(press, card)) for n, card in holdings.cards.items()}
    before: dict[int, tuple[str, bytes]] = {}
    stretches = [(d * stride, (d + 1) * stride) for d in days] if days is not None else [(0, _LAST)]
    for first, end in stretches:
        before |= shelf.items(first, end)
    gone = {n: path for n, (path, was) in before.items() if now.get(n) != (path, was)}
    come = [n for n, each in now.items() if before.get(n) != each]
    between = shelf.items(*sorted((border, outline.border)))
    moved = {n: path for n, (path, _) in between.items() if n not in gone}
    return Difference(holdings=holdings, gone=gone, come=come, moved=moved)
