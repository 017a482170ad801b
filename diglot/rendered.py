"""HTML that was made to find a body's blocks, kept for those of them that are rendered next.

Finding blocks takes rendering all of a body; most of what cleaning leaves of it then stands on the
page as it was.

Invariant: a block's HTML is given only where rendering it among the others would give the same: it
is the very block that was split off, and none of the others reaches into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from diglot.model import Block

_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:\s|$)")
_ITEM_STARTS = "-+*0123456789"
_ODD = re.compile("<|```|~~~")
"""What a block depends on its neighbours for: raw HTML, and fences that its end may have to close."""
_REACHING = re.compile(r"\]:|\[\^|```|~~~|<[!?]|<(?:script|pre|style|textarea)", re.IGNORECASE)
"""What may change blocks further down: definitions, notes, and what only a mark of its own ends."""


class Rendered(NamedTuple):
    """A body's HTML, its blocks, and where that of each starts; without blocks nothing is kept."""

    html: str = ""
    blocks: tuple[Block, ...] = ()
    starts: Sequence[int] = ()


def rendered(body: str, html: str, blocks: tuple[Block, ...], starts: Sequence[int]) -> Rendered:
    """What can be kept of a body's HTML: nothing where it has definitions, or tildes that are still
    to be looked at.
    """
    struck = "~" in body and "<del " in html  # to look for one character takes a tenth of the time
    return Rendered() if struck or "]:" in body else Rendered(html, blocks, starts)


def reused(kept: Rendered, blocks: Sequence[Block]) -> tuple[list[str], list[int]]:
    """HTML of those blocks that is there already, and the places of the others; these can be
    rendered without them. No place has HTML where blocks may reach into each other.
    """
    none, everywhere = [""] * len(blocks), list(range(len(blocks)))
    if not kept.blocks or not _apart(blocks):
        return none, everywhere
    html, captured, starts = kept
    by_line = {block.line: at for at, block in enumerate(captured)}
    last = len(captured) - 1
    found = [""] * len(blocks)
    missing = []
    for at, block in enumerate(blocks):
        own = by_line.get(block.line, 0)
        if captured[own] is not block:
            missing.append(at)
        elif own < last and (block.kind == "code" or not _ODD.search(block.text)):
            found[at] = html[starts[own] : starts[own + 1]]
        elif own == last and block.kind != "code" and not _ODD.search(block.text):
            found[at] = html[starts[own] :]
        else:
            missing.append(at)
    others = [blocks[at] for at in missing]
    if _REACHING.search("\n\n".join([block.text for block in others])) or not _apart(others):
        return none, everywhere
    return found, missing


def _apart(blocks: Sequence[Block]) -> bool:
    """Whether no block can belong to the one before it: the second of two lists does, and what
    is indented.
    """
    listed = False
    for block in blocks:
        text = block.text.strip("\n")
        if not text or text[0] in " \t":
            return False
        item = text[0] in _ITEM_STARTS and _ITEM.match(text) is not None
        if item and listed:
            return False
        listed = item
    return True
