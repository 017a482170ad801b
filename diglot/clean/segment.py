"""The best stretch of a page: the run of blocks with the most prose and the fewest links.

Invariant: statistics alone decide, no wording; where the text's start is known, the stretch starts
there.
"""

from __future__ import annotations

import re
from itertools import accumulate

from msgspec.structs import replace

from diglot.clean.page import Page, dropped

_SENTENCE = re.compile(r"[.!?。！？…]\W{0,3}$")
TOLL = 12
"""What a block must weigh, in bytes, to count for the text: menus are many small blocks."""
APART = 3
"""Blocks that rules have dropped between a text and its last words."""
INTRODUCES = 6.0
"""Bytes that a recurring line which ends in a colon takes off: it stands for what is below it."""
LINK_COST = 1.6
"""What a byte of link text takes off."""


def note(page: Page) -> Page:
    """With the best stretch noted, before any rule has had its say."""
    if page.start >= page.end or page.ruleset.wechat:
        return replace(page, stretch=(page.start, page.end))
    page = replace(page, scores=(page.start, tuple(_scores(page))))
    return replace(page, stretch=_best(page))


def settle(page: Page) -> Page:
    """With what is outside of the best stretch dropped; not on WeChat pages, whose frame is
    known.
    """
    if page.ruleset.wechat:
        return page
    start, end = _best(page)
    if page.ruleset.least:
        start = page.start
    if page.closed and page.anchored:
        end = page.end
    for i in range(end, page.end):
        if _says(page, i):
            end = i + 1
        elif i not in page.decisions or i - end >= APART:
            break
    outside = (*range(page.start, start), *range(end, page.end))
    page = page.decide(dict.fromkeys(outside, dropped("segment")))
    return replace(page, start=start, end=end)


def _best(page: Page) -> tuple[int, int]:
    """First and one past the last block of the best stretch between the page's start and end."""
    if page.start >= page.end:
        return page.start, page.end
    first, undecided = page.scores
    scores = list(undecided[page.start - first : page.end - first])
    for i, decision in page.decisions.items():
        if page.start <= i < page.end:
            scores[i - page.start] = 0.0 if decision.action == "keep" else -float(TOLL)
    totals = list(accumulate(scores, initial=0.0))
    first = last = 0
    if page.anchored:
        last = totals.index(max(totals))
    else:
        lowest, best = 0, 0.0
        for i, total in enumerate(totals):
            if total < totals[lowest]:
                lowest = i
            if total - totals[lowest] > best:
                best, first, last = total - totals[lowest], lowest, i
    if last <= first:
        return page.start, page.end
    return page.start + first, page.start + last


def _says(page: Page, i: int) -> bool:
    """A short block that ends a sentence: the last words of a text weigh little."""
    return (
        page.shape.prose[i] > 0
        and not page.shape.links[i]
        and i not in page.recurring
        and i not in page.decisions
        and bool(_SENTENCE.search(page.shape.seen[i]))
    )


def _scores(page: Page) -> list[float]:
    """What each block that nothing has decided counts for the text. Written for speed."""
    recurring, kinds, shape = page.recurring, page.kinds, page.shape
    weights, linked, pictorial, seen = shape.weight, shape.linked, shape.pictorial, shape.seen
    scores: list[float] = []
    for i in range(page.start, page.end):
        if i in recurring:
            introduces = seen[i].endswith((":", "：", ":**", "：**"))
            scores.append(-INTRODUCES if introduces else -max(20.0, 0.5 * weights[i]))
        elif pictorial[i]:
            scores.append(1.0)
        elif kinds[i] == "code":
            scores.append(float(weights[i]))
        else:
            scores.append(weights[i] - LINK_COST * linked[i] - TOLL)
    return scores
