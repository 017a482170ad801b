"""Texts of many articles cut at once, into what arrays are made of: a text by itself is too small.

Invariant: the words of a cut, and the characters of its units that are written without spaces, are
the terms of its texts.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from diglot.search.levels import LEVELS, TITLE, Texts
from diglot.search.words import fold, rare, words

TOGETHER = 32
"""Articles of a cut: what arrays are made of them stays in a processor's cache."""

UTF16 = f"utf-16-{'le' if sys.byteorder == 'little' else 'be'}"
_END = "\n".encode(UTF16)
"""Stands between texts, so that no pair of characters reaches over."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Some articles' texts. An owner is the article's place in the batch times `LEVELS`, plus how
    far below the title the text is: of a term's owners in an article the first says most.
    """

    words: array[int] = field(default_factory=lambda: array("I"))
    """Numbers of words in the vocabulary,"""
    word_owners: list[int] = field(default_factory=list)
    """whose they are,"""
    word_counts: list[int] = field(default_factory=list)
    """and how many each of these has."""
    units: list[bytes] = field(default_factory=list)
    """Texts in UTF-16 of this machine, those that are not all ASCII,"""
    unit_owners: list[int] = field(default_factory=list)
    """and whose they are."""


def cuts(
    batch: Iterable[tuple[int, Texts]], numbers: list[int], vocabulary: Mapping[str, int]
) -> Iterator[Cut]:
    """A batch's articles; their numbers are put behind `numbers`.

    The vocabulary is asked for the number of every word, and gives new ones one.
    """
    articles = iter(batch)
    while group := list(islice(articles, TOGETHER)):
        cut = Cut()
        for number, texts in group:
            first = len(numbers) * LEVELS + TITLE
            numbers.append(number)
            marked = [*texts.marks]
            for level, text in enumerate((texts.body, texts.lead, texts.tags, texts.title)):
                _add(cut, first - level, text, marked, vocabulary)
                marked = []
        yield cut


def _add(
    cut: Cut, owner: int, text: str, marks: Iterable[str], vocabulary: Mapping[str, int]
) -> None:
    folded = fold(text)
    found = words(folded)
    found.update(marks)
    if not folded.isascii():
        units = folded.encode(UTF16, "surrogatepass")
        if len(units) > 2 * len(folded):
            found |= rare(folded)
        cut.units.append(units + _END)
        cut.unit_owners.append(owner)
    cut.words.extend(map(vocabulary.__getitem__, found))
    cut.word_owners.append(owner)
    cut.word_counts.append(len(found))
