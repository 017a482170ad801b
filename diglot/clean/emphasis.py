"""Lines that may be headings: as captured, bold, or counted by a number that stands alone.

Invariant: what is no line by itself, or might be a caption or a sentence, has no style.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from diglot.model import Block

SHORTEST, LONGEST = 2, 40
"""Characters of a bold line that may be a heading."""
LONGEST_NUMBER = 20
"""Characters of a paragraph that may be a number."""
LOWER = "+"
"""Mark of a style one level below the one it is named after."""
SENTENCE = 100
"""Characters from which a heading is a paragraph that was marked up for its size."""
_ATX = re.compile(r"(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"(?P<text>[^\n]+)\n(?P<line>=+|-+)[ \t]*$")
_BOLD = re.compile(r"(\*{2,3}|_{2,3})(?P<text>[^\s*_\n](?:[^*_\n]*[^\s*_\n])?)\1")
_NUMBER = re.compile(
    r"(?i)(?:\*\*)?((?:PART[\s.]*)?0?\s?\d{1,2}|[一二三四五六七八九十]{1,2}|0x\d\d)[.、]?\u200d?(?:\*\*)?"
)
_COUNTED = re.compile(
    r"(?i)(?P<part>第.{1,3}[章节部]|part\b)|(?P<han>[一二三四五六七八九十]+[、.．:：])"
    r"|(?P<round>[(（][一二三四五六七八九十\d]+[)）])|(?P<deep>\d+\.\d)"
    r"|(?P<digit>\d{1,2}(?:[、.．)）:： ]|(?=[一-鿿])(?![月日年号个条项大种款级])))"
)
"""How a line is counted, if it is."""
_UNSEEN = " \t\n\u00a0\u200b\u200c\u200d\ufeff"
_ENDS = re.compile(r"[。.!！?？;；,，:：、…]$")
_CAPTION = re.compile(
    r"(?i)^(?:图|表|来源|注|图片|资料|figure|fig\b|table|source|photo|image|credit)"
)


class Line(NamedTuple):
    """A block with what it may be as a heading."""

    block: Block
    words: str = ""
    style: str = ""
    """How a line is emphasised: `**`, `***`, `number`; empty where it cannot be a heading."""
    depth: int = 0
    """The level of a heading as captured; 0 for other blocks."""


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The blocks as lines that may be headings; a number that stands alone is one with the line
    below it. None where no block is a heading.
    """
    if not any(block.kind == "heading" or _emphatic(block) for block in blocks):
        return []
    lines = [_read(block) for block in blocks]
    if not any(line.style or line.depth for line in lines):
        return []
    return _nested(_joined(lines))


def _emphatic(block: Block) -> bool:
    return block.text[:12].lstrip().startswith(("**", "__"))


def _read(block: Block) -> Line:
    if block.kind == "paragraph":
        text = block.text.strip() if _emphatic(block) else ""
        return _emphasised(block, text) if 0 < len(text) <= LONGEST + 8 else Line(block)
    if block.kind != "heading":
        return Line(block)
    text = block.text.strip()
    if atx := _ATX.match(text):
        return Line(block, _bare(atx[2] or ""), "", len(atx[1]))
    if setext := _SETEXT.match(text):
        return Line(block, _bare(setext["text"]), "", 1 if "=" in setext["line"] else 2)
    return Line(block)


def _bare(text: str) -> str:
    """A line's words without bold around all of them."""
    bold = _BOLD.fullmatch(text.strip())
    return (bold["text"] if bold else text).strip(_UNSEEN)


def _emphasised(block: Block, text: str) -> Line:
    bold = _BOLD.fullmatch(text)
    words = bold["text"].strip(_UNSEEN) if bold else ""
    if not bold or not _may_head(words):
        return Line(block)
    return Line(block, words, bold[1].replace("_", "*"))


def _may_head(words: str, longest: int = LONGEST) -> bool:
    """Whether words are short, no sentence and no caption.

    >>> _may_head("漏洞概述"), _may_head("图1 架构"), _may_head("A sentence.")
    (True, False, False)
    """
    return (
        SHORTEST <= len(words) <= longest
        and "\n" not in words
        and not _ENDS.search(words)
        and not _CAPTION.match(words)
    )


def sentence(words: str) -> bool:
    """Whether a heading's words are a paragraph that was marked up as a heading for its size."""
    return len(words) >= SENTENCE or (len(words) > LONGEST and words.endswith("。"))


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The lines with numbers that stand alone joined to the short line below each, if there is
    one; as they were where only one is joined.
    """
    made: list[Line] = []
    number = ""
    count = 0
    for line in lines:
        words = _below(line, bold=_emphatic(made[-1].block)) if number else ""
        if words:
            made[-1] = Line(made[-1].block, f"{number} {words}", "number")
            number = ""
            count += 1
            continue
        made.append(line)
        number = _number(line.block)
    if count < 2:
        return list(lines)
    return [
        line._replace(style="number") if line.style and _NUMBER.fullmatch(line.words) else line
        for line in made
    ]


def _number(block: Block) -> str:
    """The number that a paragraph is and nothing else."""
    if block.kind != "paragraph" or len(block.text) > LONGEST_NUMBER:
        return ""
    number = _NUMBER.fullmatch(block.text.strip())
    return number[1].replace(" ", "") if number else ""


def _below(line: Line, *, bold: bool) -> str:
    """The words of a line that may be what a number above it counts, which is bold or is not."""
    text = line.block.text.strip()
    words = _bare(text)
    if line.block.kind != "paragraph" or (bold and not line.style) or words.startswith(("![", "[")):
        return ""
    return (
        words.replace("**", "")
        if _may_head(words, LONGEST if words == text else 2 * LONGEST)
        else ""
    )


def _nested(lines: Sequence[Line]) -> list[Line]:
    """The lines with those one level lower that stand right below lines of their style which are
    counted otherwise, and with all that are counted as they are: `1. …` below `Attacks`.
    """
    counts = [_count(line) for line in lines]
    below = {
        count
        for i, count in enumerate(counts[1:], start=1)
        if lines[i].style and lines[i].style == lines[i - 1].style and count != counts[i - 1]
    }
    above = {
        count
        for i, count in enumerate(counts[:-1])
        if lines[i].style and lines[i].style == lines[i + 1].style and count != counts[i + 1]
    }
    lower = below - above
    return [
        line._replace(style=f"{line.style}{LOWER}") if line.style and count in lower else line
        for line, count in zip(lines, counts, strict=True)
    ]


def _count(line: Line) -> str:
    match = _COUNTED.match(line.words) if line.style else None
    return (match.lastgroup or "") if match else ""


def heading_styles(lines: Sequence[Line]) -> list[str]:
    """The styles that at least two lines with text below them have: numbers, then the first seen
    first, then those one level lower; numbers last where they stand right below others.
    """
    found = [line.style for i, line in enumerate(lines) if line.style and heads(lines, i)]
    pairs = [
        (a.style == "number", b.style == "number")
        for a, b in pairwise(lines)
        if a.style and b.style
    ]
    last = pairs.count((False, True)) > pairs.count((True, False))
    order = sorted(
        set(found),
        key=lambda style: ((style != "number") != last, style.endswith(LOWER), found.index(style)),
    )
    return [style for style in order if found.count(style) > 1]


def heads(lines: Sequence[Line], i: int) -> bool:
    """Whether text follows that is no such line itself."""
    if i + 1 >= len(lines):
        return False
    below = lines[i + 1]
    return below.block.kind != "rule" and below.style != lines[i].style
