"""The one file that every search reads: how large the index is, and what filters offer.

Invariant: it names every tag whose name differs between languages, and those used most; other
tags are named where they are used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diglot.search.files import FAN, plain

TAGS = 200
"""Tags offered by the filter, the most used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a filter."""

    key: str
    """Slug, language or month."""
    count: int
    names: tuple[str, ...] = ()
    """For each UI language; none where `key` says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Everything a query needs to know before it reads a shard."""

    shards: int
    newest: int
    """Shards of the newest articles."""
    chunk: int
    """Places that share a file of titles and leads."""
    stride: int
    """Places of a day."""
    sources: Sequence[Choice]
    tags: Sequence[Choice]
    langs: Sequence[Choice]
    months: Mapping[str, int]
    """`2024-05` → articles."""


def is_named(choice: Choice, rank: int) -> bool:
    """Whether the directory names a tag, `rank` being its place among the most used."""
    return is_bilingual(choice.names) or rank < TAGS


def is_bilingual(names: Sequence[str]) -> bool:
    """Whether a name differs between languages."""
    return len(set(names)) > 1


def encode(directory: Directory) -> bytes:
    """The directory as JSON."""
    ranked = sorted(directory.tags, key=_most)
    tags = [_row(each) for rank, each in enumerate(ranked) if is_named(each, rank)]
    return plain(
        {
            "shards": directory.shards,
            "newest": directory.newest,
            "stride": directory.stride,
            "fan": FAN,
            "chunk": directory.chunk,
            "offered": TAGS,
            "source": [_row(each) for each in sorted(directory.sources, key=_most)],
            "tag": tags,
            "lang": [_row(each) for each in sorted(directory.langs, key=_most)],
            "period": _periods(directory.months),
        }
    )


def _periods(months: Mapping[str, int]) -> list[list[object]]:
    """Years and their months, newest first."""
    years = Counter[str]()
    for month, count in months.items():
        years[month[:4]] += count
    both = {**months, **{year + "~": count for year, count in years.items()}}
    return [[period.rstrip("~"), count] for period, count in sorted(both.items(), reverse=True)]


def _most(choice: Choice) -> tuple[int, str]:
    return -choice.count, choice.key


def _row(choice: Choice) -> list[object]:
    """`[key, count, name …]`: one name where it is the same everywhere."""
    names = choice.names if is_bilingual(choice.names) else choice.names[:1]
    return [choice.key, choice.count, *names]
