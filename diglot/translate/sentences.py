"""A long text in pieces that an engine takes, cut between sentences where there are any.

Invariant: joining the pieces gives back the text but for the space at the cuts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_ENDS = (
    re.compile(r"(?<=[。！？!?…])[”’」』）)]*|(?<=[.;；])[”’)\"']*\s+"),
    re.compile(r"(?<=[，、,：:])\s*"),
    re.compile(r"\s+"),
    re.compile(r""),
)
"""Where to cut, the best first: after sentences, clauses, words, anywhere."""


def sentences(text: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Pieces that each fit, as few as that takes; the whole text where it fits.

    >>> sentences("一二。三四！五六", lambda text: len(text) <= 6)
    ('一二。三四！', '五六')
    """
    return tuple(_cut(text, fits, 0))


def _cut(text: str, fits: Callable[[str], bool], level: int) -> Iterator[str]:
    text = text.strip()
    if not text:
        return
    if fits(text) or len(text) == 1:
        yield text
        return
    ends = sorted({match.end() for match in _ENDS[level].finditer(text)} | {len(text)})
    start = 0
    for index, end in enumerate(ends):
        following = ends[index + 1] if index + 1 < len(ends) else None
        if following is not None and fits(text[start:following].strip()):
            continue
        piece = text[start:end]
        if fits(piece.strip()) or level + 1 == len(_ENDS):
            yield piece.strip()
        else:
            yield from _cut(piece, fits, level + 1)
        start = end
