"""What results show of an article: titles, leads, source, tags, in small files of a few articles.

Invariant: a file is a function of the articles whose numbers fall into it; all text in it is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diglot.search.files import plain

WIDTH = 200
"""Width of a lead, a Chinese character counting two: the two lines that a result shows."""

_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60"
_RUN = re.compile(f"([{_WIDE}]+)|[^{_WIDE}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article in one language."""

    lang: str
    """BCP 47."""
    title: str
    title_lang: str
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An article as results show it."""

    id: str
    original: Reading
    translations: Mapping[str, Reading]
    """UI language → what is translated of it."""
    source: str
    """Slug, or empty."""
    tags: tuple[str, ...]
    """Slugs of tags that the directory names; `slug\\tname` of others."""
    badges: tuple[str, ...]
    """For each UI language, its badges divided by blanks."""


def chunk(shown: Iterable[tuple[int, Shown]], size: int) -> bytes:
    """The file of some articles with their numbers, of `size` places: JSON, a list for each.

    `[place, id, lang, title, title's lang, lead, source, tags, badges, {UI language: [lang, title,
    lead]}]`, without its last values where they are empty.
    """
    return plain([_row(number % size, each) for number, each in sorted(shown)])


def _row(place: int, each: Shown) -> list[object]:
    reading = each.original
    row: list[object] = [place, each.id, reading.lang, reading.title, reading.title_lang]
    row += [cut(reading.lead), each.source, each.tags, each.badges]
    row.append({key: [r.lang, r.title, cut(r.lead)] for key, r in each.translations.items()})
    while not row[-1]:
        row.pop()
    return row


def cut(lead: str) -> str:
    """As much of a lead as two lines show.

    >>> len(cut("漏" * 200)), len(cut("a" * 190)), len(cut("a" * 300))
    (101, 190, 201)
    """
    if len(lead) * 2 <= WIDTH:
        return lead
    room = WIDTH
    for run in _RUN.finditer(lead):
        each = 2 if run[1] else 1
        if len(run[0]) * each > room:
            return lead[: run.start() + room // each].rstrip() + "…"
        room -= len(run[0]) * each
    return lead
