"""A block's leaves: the places in its source where inline text stands, and the frame around them.

Invariant: two texts with equal `frame` and as many leaves hold the same blocks in the same
nesting, so that whatever stands in a leaf has stayed inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from diglot import commonmark

if TYPE_CHECKING:
    import comrak

Place: TypeAlias = Literal["heading", "text", "item", "cell"]

_QUOTE_MARKS = re.compile(r"[^>\s]")
_ATX = re.compile(r"#{1,6}[ \t]*")
_DEFINITION = re.compile(
    r"""[ \t]*\[(?:[^\[\]\\]|\\.)+\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>|[^\s<]\S*)"""
    r"""(?:[ \t]*\n?[ \t]+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?[ \t]*(?:\n|$)"""
)
_SPACE = " \t\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Where inline text stands in a block."""

    place: Place
    start: int
    """Offset in characters of its first character in the block's text."""
    end: int
    text: str
    """The inline Markdown, continuation lines without the prefix of the containers around it."""
    prefix: str
    """What a further line must begin with to stay in the same containers."""
    one_line: bool
    """It cannot go over a line end (headings with `#`, table cells)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A block without its inline text."""

    shape: tuple[str, ...]
    leaves: tuple[Leaf, ...]


def frame(text: str) -> Frame:
    r"""The frame and the leaves of a block's source text.

    >>> [(leaf.place, leaf.text) for leaf in frame("> - one\n>   two\n").leaves]
    [('item', 'one\ntwo')]
    """
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    shape: list[str] = []
    leaves: list[Leaf] = []
    for node, depth, quotes, in_item in _blocks(commonmark.parse(text, footnotes=True)):
        name = type(node.node_value).__name__
        shape.append(f"{depth} {name} {_detail(node)}")
        if node.children and name in ("Paragraph", "Heading", "TableCell"):
            leaf = _leaf(node, name, text, starts, quotes, in_item)
            if leaf is not None:
                leaves.append(leaf)
    return Frame(shape=tuple(shape), leaves=tuple(leaves))


def _blocks(root: comrak.AstNode) -> Iterator[tuple[comrak.AstNode, int, int, bool]]:
    """Block nodes in order with their depth, the quotes around them, whether in a list item."""
    stack = [(child, 0, 0, False) for child in reversed(root.children)]
    while stack:
        node, depth, quotes, in_item = stack.pop()
        yield node, depth, quotes, in_item
        name = type(node.node_value).__name__
        if name in ("Paragraph", "Heading", "TableCell", "CodeBlock", "HtmlBlock"):
            continue
        below = (depth + 1, quotes + (name == "BlockQuote"), in_item or name == "Item")
        stack.extend((child, *below) for child in reversed(node.children))


def _detail(node: comrak.AstNode) -> str:
    value = getattr(node.node_value, "value", None)
    if value is None or isinstance(value, bool):
        return str(value or "")
    fields = ("level", "list_type", "start", "delimiter", "tight", "literal", "info", "name")
    found = [str(getattr(value, field)) for field in fields if hasattr(value, field)]
    return " ".join([*found, str(getattr(value, "num_columns", ""))])


def _leaf(
    node: comrak.AstNode, name: str, text: str, starts: list[int], quotes: int, in_item: bool
) -> Leaf | None:
    position = node.sourcepos
    line = position.start.line - 1
    start = starts[line] + position.start.column - 1
    end = starts[position.end.line - 1] + position.end.column
    one_line = name == "TableCell"
    if name == "Heading":
        heading = cast("comrak.Heading", node.node_value).value
        if heading.setext:
            end = starts[position.end.line - 1] - 1
        else:
            one_line = True
            marks = _ATX.match(text, start, end)
            start = marks.end() if marks else start
            inside = text[start:end].rstrip(" \t")
            before = inside.rstrip("#")
            if not before or before[-1] in " \t":
                end = start + len(before)
    while not one_line and text.startswith("[", start):
        definition = _DEFINITION.match(text, start, end)
        if not definition:
            break
        start = definition.end()
    while start < end and text[end - 1] in _SPACE:
        end -= 1
    while start < end and text[start] in _SPACE:
        start += 1
    if start >= end:
        return None
    prefix = "" if one_line else _QUOTE_MARKS.sub(" ", text[text.rfind("\n", 0, start) + 1 : start])
    place: Place = "item" if in_item else "text"
    if name != "Paragraph":
        place = "heading" if name == "Heading" else "cell"
    content = text[start:end]
    if "\n" in content:
        container = re.compile(rf"\n(?:[ \t]*>){{0,{quotes}}}[ \t]*")
        content = container.sub("\n", content)
    return Leaf(place=place, start=start, end=end, text=content, prefix=prefix, one_line=one_line)
