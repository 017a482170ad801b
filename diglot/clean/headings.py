"""Headings: bold lines that are meant as such, and levels below the page's title without gaps.

Invariant: a heading's words stay as they are; what is no line by itself, or might be a caption or a
sentence, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from diglot.model import Block

TOP = 2
"""Level of the highest heading of a text; the first is the title's."""
DEEPEST = 6
SHORTEST, LONGEST = 2, 40
"""Characters of a bold line that may be a heading."""
SENTENCE = 100
"""Characters from which a heading is a paragraph that was marked up for its size."""
_ATX = re.compile(r"(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"(?P<text>[^\n]+)\n(?P<line>=+|-+)[ \t]*$")
_BOLD = re.compile(r"(\*{2,3}|_{2,3})(?P<text>[^\s*_\n](?:[^*_\n]*[^\s*_\n])?)\1")
_NUMBER = re.compile(
    r"(?i)(?:\*\*)?((?:PART\s*)?0?\s?\d{1,2}|[一二三四五六七八九十]{1,2}|0x\d\d)[.、]?(?:\*\*)?"
)
_ENDS = re.compile(r"[。.!！?？;；,，:：、…]$")
_CAPTION = re.compile(
    r"(?i)^(?:图|表|来源|注|图片|资料|figure|fig\b|table|source|photo|image|credit)"
)


class _Line(NamedTuple):
    """A block with what it may be as a heading."""

    block: Block
    words: str = ""
    style: str = ""
    """How a line is emphasised: `**`, `***`, `number`; empty where it cannot be a heading."""
    depth: int = 0
    """The level of a heading as captured; 0 for other blocks."""


def levelled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with bold lines as headings and all levels closed up below the title."""
    lines = [_read(block) for block in blocks]
    if not any(line.style or line.depth for line in lines):
        return tuple(blocks)
    lines = _joined(lines)
    styles = _styles(lines)
    depths = sorted({line.depth for line in lines if line.depth})
    made: list[Block] = []
    last = TOP - 1
    for i, line in enumerate(lines):
        if line.depth and _sentence(line.words):
            made.append(replace(line.block, kind="paragraph", text=f"{line.words}\n\n"))
            continue
        if line.depth:
            level = TOP + depths.index(line.depth)
        elif line.style in styles and _heads(lines, i):
            level = TOP + len(depths) + styles.index(line.style)
        else:
            made.append(line.block)
            continue
        if line.words:
            last = min(level, last + 1, DEEPEST)
            text = f"{'#' * last} {line.words}\n\n"
            made.append(replace(line.block, kind="heading", text=text))
    return tuple(made)


def _read(block: Block) -> _Line:
    if block.kind == "paragraph":
        text = block.text.strip()
        if text.startswith(("**", "__")) and len(text) <= LONGEST + 8:
            return _emphasised(block, text)
        return _Line(block)
    if block.kind != "heading":
        return _Line(block)
    text = block.text.strip()
    if atx := _ATX.match(text):
        return _Line(block, _bare(atx[2] or ""), "", len(atx[1]))
    if setext := _SETEXT.match(text):
        return _Line(block, _bare(setext["text"]), "", 1 if "=" in setext["line"] else 2)
    return _Line(block)


def _bare(text: str) -> str:
    """A line's words without bold around all of them."""
    bold = _BOLD.fullmatch(text.strip())
    return (bold["text"] if bold else text).strip()


def _emphasised(block: Block, text: str) -> _Line:
    bold = _BOLD.fullmatch(text)
    if not bold or not _may_head(bold["text"]):
        return _Line(block)
    return _Line(block, bold["text"], bold[1].replace("_", "*"))


def _may_head(words: str) -> bool:
    """Whether words are short, no sentence and no caption.

    >>> _may_head("漏洞概述"), _may_head("图1 架构"), _may_head("A sentence.")
    (True, False, False)
    """
    return (
        SHORTEST <= len(words) <= LONGEST
        and "\n" not in words
        and not _ENDS.search(words)
        and not _CAPTION.match(words)
    )


def _sentence(words: str) -> bool:
    return len(words) >= SENTENCE or (len(words) > LONGEST and words.endswith("。"))


def _joined(lines: Sequence[_Line]) -> list[_Line]:
    """The lines with numbers that stand alone joined to the short line below each; as they were
    where there is only one.
    """
    made: list[_Line] = []
    joined = False
    count = 0
    for line in lines:
        number = _NUMBER.fullmatch(made[-1].block.text.strip()) if made and not joined else None
        words = _bare(line.block.text)
        joined = bool(
            number
            and made[-1].block.kind == line.block.kind == "paragraph"
            and _may_head(words)
            and not words.startswith(("![", "["))
        )
        if number and joined:
            above = made.pop().block
            made.append(_Line(above, f"{number[1].replace(' ', '')} {words}", "number"))
            count += 1
        else:
            made.append(line)
    return made if count > 1 else list(lines)


def _styles(lines: Sequence[_Line]) -> list[str]:
    """The styles that at least two lines with text below them have: numbers, then the first seen
    first.
    """
    found = [line.style for i, line in enumerate(lines) if line.style and _heads(lines, i)]
    order = sorted(set(found), key=lambda style: (style != "number", found.index(style)))
    return [style for style in order if found.count(style) > 1]


def _heads(lines: Sequence[_Line], i: int) -> bool:
    """Whether text follows that is no such line itself."""
    if i + 1 >= len(lines):
        return False
    below = lines[i + 1]
    return below.block.kind != "rule" and below.style != lines[i].style
