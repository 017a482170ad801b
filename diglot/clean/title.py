"""Where a page repeats its article's title: above it is the site's head, below it the text.

Invariant: only blocks that say the title, or nearly so, are taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from msgspec.structs import replace

from diglot.clean.page import Page, dropped
from diglot.model import BlockKind

_TARGET = re.compile(r"\]\([^)]*\)")
_NOT_WORD = re.compile(r"[\W_]+")
_LOWER = bytes(range(256)).lower()
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_LETTER = re.compile(r"[^\W_]")
ABOVE = 4
"""Blocks above the title among which a picture may belong to the article."""
BELOW = 5
"""Blocks below the title among which that picture may stand again."""
NEAR = 0.72
"""Share of letter pairs that a heading has in common with the title where it is its variant."""

SHORTEST = 8
"""Letters that a variant of a title has at least."""


def sayings(
    texts: Sequence[str], kinds: Sequence[BlockKind], title: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Blocks that say the title; where none but the first does, also headings that nearly do.

    The first block counts where it is a heading of the first level: captures begin with theirs.
    """
    wanted = letters(title)
    same: list[int] = [0] if texts and texts[0].startswith("# ") else []
    headings: list[int] = []
    if len(wanted) < 4:
        return tuple(same), ()
    first = wanted[0]
    least, longest = len(title) // 2, 3 * len(title) + 60
    for i, (text, kind) in enumerate(zip(texts, kinds, strict=True)):
        if kind == "paragraph":
            if len(text) > longest or len(text) < least or first not in text[:8].lower():
                continue
            if "![" in text:
                continue
        elif kind != "heading" or (i == 0 and same):
            continue
        if len(text) >= len(wanted) and _begins(text, first) and letters(text) == wanted:
            same.append(i)
        elif kind == "heading" and len(text) >= SHORTEST:
            headings.append(i)
    if (same and same[-1] > 0) or not headings:
        return tuple(same), ()
    return tuple(same), tuple([i for i in headings if similar(letters(texts[i]), wanted)])


def anchor(page: Page) -> Page:
    """With the title's repetitions dropped and the text's start behind the one that heads it."""
    if page.ruleset.wechat:
        return page
    same, near = page.same, page.near
    found = same or near
    page = page.decide(dict.fromkeys(same or near[:1], dropped("title-repeat")))
    if not page.ruleset.title:
        return replace(page, start=1 if 0 in same else 0)
    below = [*accumulate(reversed(page.shape.prose[: page.end]), initial=0)][::-1]
    later = [i for i in found if i > 0] or list(near) or _lone(page, below)
    if not later:
        return replace(page, start=1 if 0 in same else 0)
    whole = below[later[0]]
    head = next(i for i in reversed(later) if 2 * below[i + 1] >= whole or i == later[0])
    below_title = set(page.shape.seen[head : head + BELOW])
    above = {
        i: dropped("above-title")
        for i in range(page.start, head)
        if not _lead(page, i, head) or page.shape.seen[i] in below_title
    }
    above[head] = dropped("title-repeat")
    titled = bool(near or len(same) > 1 or (same and 0 not in same))
    return replace(page.decide(above), head=later[0], start=head + 1, anchored=True, titled=titled)


def _lone(page: Page, below: list[int]) -> list[int]:
    """The page's one other heading of the first level, where most prose stands below it."""
    found = [i for i in range(1, page.end) if page.texts[i].startswith("# ")]
    if len(found) == 1 and not page.shape.linky[found[0]] and 10 * below[found[0]] >= 6 * below[0]:
        return found
    return []


def _lead(page: Page, i: int, head: int) -> bool:
    """A picture right above the title that says what it shows."""
    if head - i > ABOVE or page.shape.images[i] != 1 or page.shape.links[i]:
        return False
    text = page.shape.seen[i]
    return text.startswith("![") and len(text) >= 24 and "logo" not in text.lower()


def letters(text: str) -> str:
    """A text's letters and digits in lower case, for comparison with a title.

    >>> letters("# [CISA’s Warning](x)") == letters("CISA's warning")
    True
    """
    if "](" in text:
        text = _TARGET.sub("", text)
    if text.isascii():  # a third of what the expression takes
        return text.encode().translate(_LOWER, _NO_LETTERS).decode()
    return _NOT_WORD.sub("", text).lower()


def _begins(text: str, first: str) -> bool:
    """Whether this may be the first letter or digit of a text's `letters`."""
    found = _LETTER.search(text)
    return found is not None and (found[0].lower()[:1] == first or "[](" in text)


@lru_cache(maxsize=32)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


def similar(said: str, wanted: str) -> bool:
    """Two titles that differ in a few words, or where one was cut.

    >>> similar("agencyspottedattackswhilecleaningupraid", "agencyspottedattackswhilecleaningupattack")
    True
    """
    if len(said) < SHORTEST or len(wanted) < SHORTEST:
        return False
    if (said.startswith(wanted) or wanted.startswith(said)) and min(len(said), len(wanted)) >= 12:
        return True
    if not 0.5 <= len(said) / len(wanted) <= 2:
        return False
    ours, theirs = _pairs(said), _pairs(wanted)
    return 2 * len(ours & theirs) >= NEAR * (len(ours) + len(theirs))
