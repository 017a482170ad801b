"""Blocks that the learned profile knows from other captures of the same host or account.

Invariant: what only recurs is not dropped here; later steps weigh it. Text that recurs between
other text may belong to a series, such as the headings of a bulletin.
"""

from __future__ import annotations

from msgspec.structs import replace

from diglot.clean.page import Page

SHARE = 0.2
"""Part of a group's captures that a block occurs in where it is the group's furniture."""

OUTWEIGHS = 2
"""Times that a block may weigh the longest one that is known: digits, which names fold, apart, it
is another."""


def recall(page: Page) -> Page:
    """With the indices of recurring blocks noted."""
    counts, captures, shared = page.group.counts, page.group.captures, page.shared.counts
    if not counts and not shared:
        return page
    found = []
    for i, key in enumerate(page.shape.key[page.start : page.end], start=page.start):
        if key not in counts and key not in shared:
            continue
        n = counts.get(key, 0)
        if (
            (n >= 3 and n >= SHARE * captures)
            or (n >= 2 and (page.shape.pictorial[i] or n >= 2 * SHARE * captures))
            or key in shared
        ):
            found.append(i)
    return replace(page, recurring=frozenset(found)) if found else page


def evidence(page: Page, i: int) -> str:
    """What the profile says of a block: `host profile 2390/2819`."""
    key = page.shape.key[i]
    n = page.group.counts.get(key, 0)
    if n:
        return f"host profile {n}/{page.group.captures}"
    return f"shared profile {page.shared.counts.get(key, 0)}/{page.shared.captures}"
