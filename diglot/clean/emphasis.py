"""Lines that may be headings: as captured, bold, or counted by a number that stands alone.

Invariant: what is no line by itself, or might be a caption or a sentence, has no style.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from diglot.model import Block

SHORTEST, LONGEST = 2, 40
"""Characters of a bold line that may be a heading."""
LONGEST_CERTAIN = 80
"""The same where the line is counted, or in a script that takes twice the characters."""
LOWER = "+"
"""Mark of a style one level below the one it is named after."""
SENTENCE = 100
"""Characters from which a heading is a paragraph that was marked up for its size."""
_ATX = re.compile(r"(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"(?P<text>[^\n]+)\n(?P<line>=+|-+)[ \t]*$")
_BOLD = re.compile(r"(\*{2,3}|_{2,3})(?P<text>[^\s*_\n](?:[^*_\n]*[^\s*_\n])?)\1")
_UNSEEN = " \t\n\u00a0\u200b\u200c\u200d\ufeff"
_MAY_BEGIN = frozenset("*_ \t\u00a0\u3000\u200b\ufeff")
_ENDS = re.compile(r"[。.!！?？;；,，:：、…]$")
_CAPTION = re.compile(
    r"(?i)^(?:图|表|来源|注|图片|资料|figure|fig\b|table|source|photo|image|credit)"
)
_CHINESE = re.compile(r"[一-鿿]")
COUNTED = re.compile(
    r"(?i)(?P<part>第.{1,3}[章节部]|part\b)|(?P<han>[一二三四五六七八九十]+[、.．:：])"
    r"|(?P<round>[(（][一二三四五六七八九十]+[)）])|(?P<deep>\d+\.\d)"
    r"|(?P<digit>\d{1,2}(?:[、.．)）:： ]|(?=[一-鿿])(?![月日年号个条项大种款级])))"
    r"|(?P<inner>[(（]\d+[)）])"
)
"""How a line is counted, if it is: by the group that matches."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """A block with what it may be as a heading."""

    block: Block
    words: str = ""
    style: str = ""
    """How a line is emphasised: `**`, `***`, `number`; empty where it cannot be a heading."""
    depth: int = 0
    """The level of a heading as captured; 0 for other blocks."""


def emphatic(text: str) -> bool:
    """Whether a text begins bold."""
    return text[:1] in _MAY_BEGIN and text[:12].lstrip().startswith(("**", "__"))


def read(block: Block) -> Line:
    """A block as a line that may be a heading."""
    if block.kind == "paragraph":
        text = block.text.strip() if emphatic(block.text) else ""
        return _emphasised(block, text) if 0 < len(text) <= LONGEST_CERTAIN + 8 else Line(block)
    if block.kind != "heading":
        return Line(block)
    text = block.text.strip()
    words = text.lstrip("#")
    level = len(text) - len(words)
    if 0 < level < 7 and words[:1] in (" ", "\t") and "#" not in words and "\n" not in words:
        return Line(block, bare(words), "", level)
    if atx := _ATX.match(text):
        return Line(block, bare(atx[2] or ""), "", len(atx[1]))
    if setext := _SETEXT.match(text):
        return Line(block, bare(setext["text"]), "", 1 if "=" in setext["line"] else 2)
    return Line(block)


def bare(text: str) -> str:
    """A line's words without bold around all of them."""
    bold = _BOLD.fullmatch(text.strip()) if emphatic(text) else None
    return (bold["text"] if bold else text).strip(_UNSEEN)


def _emphasised(block: Block, text: str) -> Line:
    bold = _BOLD.fullmatch(text)
    words = bold["text"].strip(_UNSEEN) if bold else ""
    if not bold or not may_head(words, LONGEST_CERTAIN if _certain(words) else LONGEST):
        return Line(block)
    return Line(block, words, bold[1].replace("_", "*"))


def _certain(words: str) -> bool:
    return not _CHINESE.search(words) or bool(COUNTED.match(words))


def may_head(words: str, longest: int = LONGEST) -> bool:
    """Whether words are short, no sentence and no caption.

    >>> may_head("漏洞概述"), may_head("图1 架构"), may_head("A sentence.")
    (True, False, False)
    """
    return (
        SHORTEST <= len(words) <= longest
        and "\n" not in words
        and "://" not in words
        and not _ENDS.search(words)
        and not _CAPTION.match(words)
    )


def sentence(words: str) -> bool:
    """Whether a heading's words are a paragraph that was marked up as a heading for its size."""
    return len(words) >= SENTENCE or (len(words) > LONGEST and words.endswith("。"))


def heading_styles(lines: Sequence[Line]) -> list[str]:
    """The styles that at least two lines with text below them have: numbers, then the first seen
    first, then those one level lower; numbers last where they stand right below others.
    """
    found = [line.style for i, line in enumerate(lines) if line.style and heads(lines, i)]
    if len(found) < 2:
        return []
    pairs = [
        (a.style == "number", b.style == "number")
        for a, b in pairwise(lines)
        if a.style and b.style
    ]
    last = pairs.count((False, True)) > pairs.count((True, False))
    order = sorted(
        set(found),
        key=lambda style: ((style != "number") != last, style.count(LOWER), found.index(style)),
    )
    several = Counter(style.rstrip(LOWER) for style in found)
    return [style for style in order if several[style.rstrip(LOWER)] > 1]


def heads(lines: Sequence[Line], i: int) -> bool:
    """Whether text follows that is no such line itself."""
    if i + 1 >= len(lines):
        return False
    below = lines[i + 1]
    return below.block.kind != "rule" and below.style != lines[i].style
