"""Headings: bold lines that are meant as such, and levels below the page's title without gaps.

Invariant: a heading's words stay as they are, and headings of one style below the same heading have
one level.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diglot.clean.counted import lines_of
from diglot.clean.emphasis import Line, heading_styles, heads, sentence
from diglot.model import Block

TOP = 2
"""Level of the highest heading of a text; the first is the title's."""
DEEPEST = 6


def levelled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with bold lines as headings and all levels closed up below the title."""
    lines = lines_of(blocks)
    if not lines:
        return tuple(blocks)
    styles = heading_styles(lines)
    ranks = _ranks(lines, styles)
    made: list[Block] = []
    above: list[int] = []
    for i, line in enumerate(lines):
        if not line.depth and not line.style:
            made.append(line.block)
        elif line.depth and sentence(line.words):
            made.append(replace(line.block, kind="paragraph", text=f"{line.words}\n\n"))
        elif line.style and not (line.style in styles and heads(lines, i)):
            made.append(line.block)
        elif line.words:
            rank = ranks[line.style or line.depth]
            above = [*(other for other in above if other < rank), rank]
            level = min(TOP - 1 + len(above), DEEPEST)
            text = f"{'#' * level} {line.words}\n\n"
            made.append(replace(line.block, kind="heading", text=text))
    return tuple(made)


def _ranks(lines: Sequence[Line], styles: Sequence[str]) -> dict[str | int, int]:
    """The order of levels: headings as captured, the highest first, then styles of lines; styles
    first where such a line is the first of all.
    """
    depths = sorted({line.depth for line in lines if line.depth and line.words})
    first = next(
        (line for line in lines if (line.depth and line.words) or line.style in styles), None
    )
    captured: list[str | int] = [*depths]
    order = [*styles, *captured] if first and first.style else [*captured, *styles]
    return {kind: rank for rank, kind in enumerate(order)}
