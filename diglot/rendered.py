"""HTML that was made to find a body's blocks, used for those of them that are rendered next.

Finding blocks takes rendering all of a body; most of what cleaning leaves of it then stands on the
page as it was, or as a heading of another level.

Invariant: a block's HTML is given only where rendering it among the others would give the same: it
stands where it stood, it says the same, and none of the others reaches into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diglot.model import Block, Document

_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:\s|$)")
_ITEM_STARTS = "-+*0123456789"
RAW_HTML = re.compile(r"<(?:[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|[/!?])")
"""What raw HTML may begin with: an address in angle brackets and `a <= b` do not."""
_ODD = re.compile(rf"{RAW_HTML.pattern}|```|~~~")
"""What a block depends on its neighbours for: raw HTML, and fences that its end may have to close."""
_REACHING = re.compile(r"\]:|\[\^|```|~~~|<[!?]|<(?:script|pre|style|textarea)", re.IGNORECASE)
"""What may change blocks further down: definitions, notes, and what only a mark of its own ends."""


def kept(body: str, html: str, blocks: Sequence[Block], starts: Sequence[int]) -> tuple[str, ...]:
    """A body's HTML cut into that of its blocks, each starting where `starts` says; empty for
    those that may depend on others.

    Nothing of a body with definitions, or with tildes that are still to be looked at.
    """
    struck = "~" in body and "<del " in html  # to look for one character takes a tenth of the time
    if struck or "]:" in body:
        return ()
    made = [html[start:end] for start, end in zip(starts, [*starts[1:], len(html)], strict=True)]
    if blocks[-1].kind == "code":  # it has what blank lines there are if its fence is open
        made[-1] = ""
    if "<" in body or "```" in body or "~~~" in body:
        for at, block in enumerate(blocks):
            if block.kind != "code" and _ODD.search(block.text):
                made[at] = ""
    return tuple(made)


def reused(blocks: Sequence[Block], document: Document) -> tuple[list[str], list[int]]:
    """HTML of those blocks that is there already, and the places of the others; these can be
    rendered without them. No place has HTML where blocks may reach into each other.
    """
    none, everywhere = [""] * len(blocks), list(range(len(blocks)))
    if not document.html or not _apart(blocks):
        return none, everywhere
    found, missing = [], []
    known = zip(document.blocks, document.html, strict=True)
    was, html = next(known)
    for at, block in enumerate(blocks):
        while was.line < block.line:
            was, html = next(known, (block, ""))
        same = html and (html if was is block else _again(block, was, html))
        found.append(same)
        if not same:
            missing.append(at)
    others = [blocks[at] for at in missing]
    if _REACHING.search("\n\n".join([block.text for block in others])) or not _apart(others):
        return none, everywhere
    return found, missing


def _again(block: Block, was: Block, html: str) -> str:
    """HTML of a block whose source was written anew, from that of what it was: a heading of the
    same words, whatever its level. Empty for any other.
    """
    if block.kind != "heading" or was.kind != "heading" or was.line != block.line:
        return ""
    now, before = block.text.strip("\n"), was.text.strip("\n")
    words = now.lstrip("#")
    level, depth = len(now) - len(words), len(before) - len(words)
    one = words.startswith(" ") and "\n" not in words and 1 <= level <= 6 and 1 <= depth <= 6
    if not one or before != "#" * depth + words:
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
