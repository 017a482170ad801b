"""Lines that are counted: numbers that stand alone, and numbered lines below others.

Invariant: a line's words stay; only a number that stands alone moves before the words it counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from diglot.clean.emphasis import (
    COUNTED,
    LONGEST,
    LOWER,
    Line,
    bare,
    emphatic,
    may_head,
    read,
)
from diglot.model import Block

LONGEST_NUMBER = 20
"""Characters of a paragraph that may be a number."""
_NUMBER = re.compile(
    r"(?i)(?:\*\*)?((?:PART[\s.]*)?0?\s?\d{1,2}|[一二三四五六七八九十]{1,2}|0x\d\d)[.、]?\u200d?(?:\*\*)?"
)
ORDER = ("part", "han", "round", "digit", "deep", "inner")
"""Ways of counting as Chinese texts nest them, the highest first: 一、 above （一） above 1."""


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The blocks as lines that may be headings; a number that stands alone is one with the line
    below it. None where no block is a heading.
    """
    may = [block.kind == "heading" or emphatic(block.text) for block in blocks]
    if True not in may:
        return []
    lines = [read(block) if it else Line(block) for block, it in zip(blocks, may, strict=True)]
    if not any(line.style or line.depth for line in lines):
        return []
    lines = _joined(lines)
    return _nested(lines) if any(line.style for line in lines) else lines


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The lines with numbers that stand alone joined to the short line below each, if there is
    one; as they were where only one is joined.
    """
    numbers = [
        _number(line.block) if len(line.block.text) <= LONGEST_NUMBER else "" for line in lines
    ]
    if len(numbers) - numbers.count("") < 2:
        return list(lines)
    made: list[Line] = []
    above = ""
    count = 0
    for line, number in zip(lines, numbers, strict=True):
        words = _below(line, bold=emphatic(made[-1].block.text)) if above else ""
        if words:
            made[-1] = Line(made[-1].block, f"{above} {words}", "number")
            above = ""
            count += 1
            continue
        made.append(line)
        above = number
    if count < 2:
        return list(lines)
    return [
        replace(line, style="number") if line.style and _NUMBER.fullmatch(line.words) else line
        for line in made
    ]


def _number(block: Block) -> str:
    """The number that a paragraph is and nothing else."""
    number = _NUMBER.fullmatch(block.text.strip()) if block.kind == "paragraph" else None
    return number[1].replace(" ", "") if number else ""


def _below(line: Line, *, bold: bool) -> str:
    """The words of a line that may be what a number above it counts, which is bold or is not."""
    text = line.block.text.strip()
    words = bare(text)
    if line.block.kind != "paragraph" or (bold and not line.style) or words.startswith(("![", "[")):
        return ""
    return (
        words.replace("**", "")
        if may_head(words, LONGEST if words == text else 2 * LONGEST)
        else ""
    )


def _nested(lines: Sequence[Line]) -> list[Line]:
    """The lines with counted ones below those of their style that are counted higher, or that are
    not counted and stand right above such lines: `1. …` below `Attacks`.
    """
    counts = [_count(line) if line.style else "" for line in lines]
    below: set[tuple[str, bool]] = set()
    above: set[tuple[str, bool]] = set()
    kinds: dict[str, set[str]] = {}
    for i, line in enumerate(lines):
        if not line.style:
            continue
        if counts[i]:
            kinds.setdefault(line.style, set()).add(counts[i])
        if i and lines[i - 1].style == line.style and bool(counts[i]) != bool(counts[i - 1]):
            below.add((line.style, bool(counts[i])))
            above.add((line.style, bool(counts[i - 1])))
    lower = below - above
    made = []
    for line, count in zip(lines, counts, strict=True):
        if not line.style:
            made.append(line)
            continue
        used = [kind for kind in ORDER if kind in kinds.get(line.style, ())]
        down = used.index(count) if count else 0
        if (line.style, bool(count)) in lower:
            down += 1 if count else len(used)
        made.append(replace(line, style=line.style + down * LOWER) if down else line)
    return made


def _count(line: Line) -> str:
    match = COUNTED.match(line.words)
    return (match.lastgroup or "") if match else ""
