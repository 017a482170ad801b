"""HTML that was made to find a body's blocks, kept for those of them that are rendered next.

Finding blocks takes rendering all of a body; most of what cleaning leaves of it then stands on the
page as it was.

Invariant: a block's HTML is given only where rendering it among the others would give the same: it
is the very block that was split off, and none of the others reaches into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat

from diglot.model import Block

MOST = 3_000
"""Blocks kept at least: twice what a worker has in hand at a time."""

_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:\s|$)")
_ITEM_STARTS = "-+*0123456789"
_ODD = re.compile("<|```|~~~")
"""What a block depends on its neighbours for: raw HTML, and fences that its end may have to close."""
_REACHING = re.compile(r"\]:|\[\^|```|~~~|<[!?]|<(?:script|pre|style|textarea)", re.IGNORECASE)
"""What may change blocks further down: definitions, notes, and what only a mark of its own ends."""


_Places = dict[int, tuple[Block, str, int, int]]
"""By a block's identity, which is its own as long as it is kept here: the block, its body's HTML,
where its own starts and ends in that.
"""
_kept: list[_Places] = [{}, {}]
"""The latest, and those before them."""


def keep(body: str, html: str, blocks: Sequence[Block], starts: Sequence[int]) -> None:
    """Remember a body's HTML, that of each block starting where `starts` says.

    Nothing of one with definitions, or with tildes that are still to be looked at.
    """
    struck = "~" in body and "<del " in html  # to look for one character takes a tenth of the time
    if struck or "]:" in body:
        return
    if len(_kept[0]) > MOST:
        _kept[:] = {}, _kept[0]
    # code at the end has what blank lines there are if its fence is open
    own = blocks[:-1] if blocks[-1].kind == "code" else blocks
    places = zip(own, repeat(html), starts, [*starts[1:], len(html)], strict=False)
    _kept[0].update(zip(map(id, own), places, strict=True))


def reused(blocks: Sequence[Block]) -> tuple[list[str], list[int]]:
    """HTML of those blocks that is there already, and the places of the others; these can be
    rendered without them. No place has HTML where blocks may reach into each other.
    """
    none, everywhere = [""] * len(blocks), list(range(len(blocks)))
    if not _apart(blocks):
        return none, everywhere
    found = [""] * len(blocks)
    missing = []
    latest, before = _kept
    for at, block in enumerate(blocks):
        name = id(block)
        known, html, start, end = latest.get(name) or before.get(name) or (None, "", 0, 0)
        if known is block and (block.kind == "code" or not _ODD.search(block.text)):
            found[at] = html[start:end]
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
