"""Lines that only ask: to follow, to scan, to join; and the slogans and headings around them.

Invariant: nothing is decided here; promotion and ornaments are, by what is said here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from diglot.clean.expressions import MOST_KNOWN, Engine, engine
from diglot.clean.page import Page
from diglot.clean.shape import REPEATED

SENTENCE = 60
"""Bytes up to which recurring text may be a heading of a series."""
ENOUGH = 5
"""Captures of an account from which its recurring sentences count as promotion at an end."""
ONE_IN = 75
"""Bytes for each promotional wording that a block must have at most to promote."""
HALF, MOST = 1 / 2, 2 / 3
"""Shares of an account's captures in which a line stands that belongs to its end, to its head."""
LONGEST_PROMOTION = 1_500
"""Bytes of a block above which it is text, whatever it promotes."""
_SAYS = re.compile(r"[:：\d]|^\W*[一二三四五六七八九十]+[、.）)]")
"""What a label or a counted heading has and a slogan has not."""


def promotes(page: Page, i: int) -> bool:
    """Whether a block's wording alone makes it a promotion."""
    weight = page.shape.weight[i]
    if weight > LONGEST_PROMOTION:
        return False
    hits = _wordings(engine(page.ruleset), page.shape.seen[i])
    return hits > 0 and ONE_IN * hits >= weight


def _wordings(run: Engine, seen: str) -> int:
    """How many wordings of promotion a text has."""
    if len(seen) > REPEATED:
        return len(run.promo.findall(seen))
    hits = run.promoting.get(seen, -1)
    if hits < 0:
        if len(run.promoting) >= MOST_KNOWN:
            run.promoting.clear()
        hits = run.promoting[seen] = len(run.promo.findall(seen))
    return hits


def slogans(page: Page, head: Collection[int]) -> list[int]:
    """At the head, pictures above what asks to be followed, and short lines of most of the
    account's captures right below it.
    """
    found: list[int] = []
    pictures: list[int] = []
    asked = False
    for i in range(page.start, page.end):
        if i in head or i in page.decisions:
            if promotes(page, i):
                asked = True
                found += pictures
                pictures = []
        elif page.shape.pictorial[i]:
            pictures.append(i)
        elif asked and _usual(page, i, MOST) and not _SAYS.search(page.shape.seen[i]):
            found.append(i)
        else:
            break
    return found


def headings_of_nothing(page: Page, left: Sequence[int], tail: Collection[int]) -> list[int]:
    """A heading right above what goes at the tail, and short lines below all text that stand in
    half of the account's captures.
    """
    found: list[int] = []
    for i in reversed(left):
        seen = page.shape.seen[i]
        if not found and page.kinds[i] == "heading" and _above(page, i, tail):
            found.append(i)
            continue
        if not _usual(page, i, HALF):
            break
        if "://" in page.texts[i] or seen.endswith((":", "：", "。")):
            break
        found.append(i)
    return found if len(found) < len(left) else []


def _above(page: Page, i: int, tail: Collection[int]) -> bool:
    """Whether the first block below that shows something is one of these."""
    if page.shape.weight[i] >= SENTENCE:
        return False
    below = next((k for k in range(i + 1, page.end) if page.shape.weight[k] > 1), -1)
    return below in tail


def _usual(page: Page, i: int, share: float) -> bool:
    """A short line that stands in so many of the account's captures."""
    count = page.group.counts.get(page.shape.key[i], 0) if i in page.recurring else 0
    usual = page.group.captures >= ENOUGH and count >= share * page.group.captures
    return usual and page.shape.weight[i] < SENTENCE and page.kinds[i] == "paragraph"
