"""The guard: no rule guts an article.

Invariant: after it, whatever a rule takes is at most half of the article as statistics see it,
unless the rule is marked `sure` and leaves an article.
"""

from __future__ import annotations

from collections.abc import Iterable

from diglot.clean.page import Page
from diglot.model import Finding

LEAST_LEFT = 80
"""Bytes of prose that even a `sure` rule must leave."""
LINE = 30
"""Bytes up to which a block is no prose of an article but a line of a page."""


def unique(page: Page, indices: Iterable[int]) -> int:
    """Bytes of prose in these blocks, of those in the article's stretch that recur nowhere."""
    first, last = page.stretch
    return sum(
        page.shape.prose[i]
        for i in indices
        if first <= i < last and i not in page.recurring and page.shape.prose[i] > LINE
    )


def _shows(page: Page, indices: Iterable[int]) -> bool:
    """Whether these blocks are the end of the article's stretch, and pictures stand above them."""
    taken = sorted(indices)
    first, last = page.stretch
    return taken[-1] >= last - 1 and any(page.shape.pictorial[i] for i in range(first, taken[0]))


def _leaves(page: Page, indices: Iterable[int]) -> bool:
    """Whether a line of prose, links in it or not, is left on the page without these blocks."""
    taken = set(indices)
    least = page.ruleset.least or LINE
    return any(
        2 * page.shape.prose[i] > least
        and page.shape.weight[i] > least
        and not (i in taken or i in page.recurring or i in page.decisions)
        for i in range(page.start, page.end)
    )


def permitted(
    page: Page, rule: str, indices: Iterable[int], *, each: bool = False
) -> Finding | None:
    """None where the rule's cut may stand, else a finding that says why not.

    `each` says that the rule knows every one of these blocks, not just where they begin.
    """
    taken = unique(page, indices)
    if not taken:
        return None
    whole = unique(page, range(*page.stretch))
    if 2 * taken <= whole:
        return None
    sure = rule in page.ruleset.sure
    if sure and (
        whole - taken >= LEAST_LEFT or _shows(page, indices) or (each and _leaves(page, indices))
    ):
        return None
    return Finding(
        path=page.article.path,
        what=f"rule {rule} would take {100 * taken // whole}% of the text; ignored here",
        help="see `diglot clean --explain`; make the rule narrower",
        severity="note" if sure else "warning",
        code="rule-cuts-too-much",
    )
