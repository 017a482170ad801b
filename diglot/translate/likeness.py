"""Texts that are nearly the same: what a person translated before may serve again.

Invariant: only texts at least `NEAR` percent alike are found, the text itself never.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

NEAR = 80.0
"""Least likeness, in percent: rapidfuzz's ratio, twice the common characters by both lengths."""
MOST = 5


def alike(source: str, known: Sequence[tuple[int, str]]) -> Iterator[tuple[str, float]]:
    """The texts most like `source`, with their likeness; `known` are lengths and texts, sorted.

    A text 80% alike is at least two thirds and at most one and a half times as long.
    """
    from rapidfuzz import fuzz, process

    length = len(source)
    start = bisect_left(known, (int(length * 0.66),))
    end = bisect_left(known, (int(length * 1.5) + 1,))
    texts = [text for _, text in known[start:end]]
    found = process.extract(source, texts, scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST)
    yield from ((text, likeness) for text, likeness, _ in found if text != source)
