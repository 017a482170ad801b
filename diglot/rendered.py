"""HTML that was made to find a body's blocks, used for those of them that are rendered next.

Finding blocks takes rendering all of a body; most of what cleaning leaves of it then stands on the
page as it was, or as a heading of another level.

Invariant: a block's HTML is given only where rendering it among the others would give the same: it
stands where it stood, it says the same, and none of the others reaches into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from diglot.model import Block, Document

_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:\s|$)")
_ITEM_STARTS = "-+*0123456789"
RAW_HTML = re.compile(r"<(?:[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|[/!?])")
"""What raw HTML may begin with: an address in angle brackets and `a <= b` do not."""
_ODD = re.compile(rf"{RAW_HTML.pattern}|```|~~~")
"""What a block depends on its neighbours for: raw HTML, and fences that its end may have to close."""
_REACHING = re.compile(r"\]:|\[\^|```|~~~|<[!?]|<(?:script|pre|style|textarea)", re.IGNORECASE)
"""What may change blocks further down: definitions, notes, and what only a mark of its own ends."""
_NOWHERE = (0, 0)


def places(body: str, html: str, blocks: Sequence[Block], starts: Sequence[int]) -> tuple[int, ...]:
    """Where in a body's HTML that of its blocks starts, and where the last one's ends.

    Empty for a body with definitions, or with tildes that are still to be looked at.
    """
    struck = "~" in body and "<del " in html  # to look for one character takes a tenth of the time
    if struck or "]:" in body:
        return ()
    # code at the end has what blank lines there are if its fence is open
    return tuple(starts) if blocks[-1].kind == "code" else (*starts, len(html))


def reused(blocks: Sequence[Block], document: Document) -> tuple[list[str], list[int]]:
    """HTML of those blocks that is there already, and the places of the others; these can be
    rendered without them. No place has HTML where blocks may reach into each other.
    """
    none, everywhere = [""] * len(blocks), list(range(len(blocks)))
    if not blocks or not document.starts or not _apart(blocks):
        return none, everywhere
    found, missing = [], []
    known = zip(document.blocks, pairwise(document.starts), strict=False)
    was, (start, end) = next(known, (blocks[0], _NOWHERE))
    for at, block in enumerate(blocks):
        while was.line < block.line:
            was, (start, end) = next(known, (block, _NOWHERE))
        html = document.html[start:end] if was is block else ""
        if was is not block and block.kind == was.kind == "heading" and was.line == block.line:
            html = _levelled(block, was, document.html[start:end])
        if not html or (block.kind != "code" and _odd(block.text)):
            html = ""
            missing.append(at)
        found.append(html)
    others = [blocks[at] for at in missing]
    if _REACHING.search("\n\n".join([block.text for block in others])) or not _apart(others):
        return none, everywhere
    return found, missing


def _odd(text: str) -> bool:
    return ("<" in text or "```" in text or "~~~" in text) and _ODD.search(text) is not None


def _levelled(block: Block, was: Block, html: str) -> str:
    """HTML of a heading that was written anew, from that of what it was; empty where more of it
    changed than its level.
    """
    now, before = block.text.strip("\n"), was.text.strip("\n")
    words = now.lstrip("#")
    level, depth = len(now) - len(words), len(before) - len(words)
    one = words.startswith(" ") and "\n" not in words and 1 <= level <= 6 and 1 <= depth <= 6
    if not html or not one or before != "#" * depth + words:
        return ""
    return f"<h{level}{html[3:].rstrip()[:-2]}{level}>\n"


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
