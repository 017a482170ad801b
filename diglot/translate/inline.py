"""Inline Markdown as a small tree with offsets, so that its parts can be cut out and put back.

Invariant: the source slices of siblings tile their parent's inside, without gap or overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

from diglot import commonmark

if TYPE_CHECKING:
    import comrak

Kind: TypeAlias = Literal[
    "text",
    "softbreak",
    "break",
    "code",
    "html",
    "tags",
    "note",
    "auto",
    "image",
    "link",
    "emph",
    "strong",
    "strike",
]
_KINDS: dict[str, Kind] = {
    "Text": "text",
    "SoftBreak": "softbreak",
    "LineBreak": "break",
    "Code": "code",
    "HtmlInline": "html",
    "FootnoteReference": "note",
    "Image": "image",
    "Link": "link",
    "Emph": "emph",
    "Strong": "strong",
    "Strikethrough": "strike",
}
_GUARD = "x "
"""Stands before a text so that nothing in its first line can open a block; a word and a space leave
what follows as free to open emphasis as the start of a line does."""
_FLOWING = frozenset(("text", "softbreak", "break"))
_LINE_END = re.compile(r"(?:(?<![ \t])[ \t]*|\\)\n[ \t]*")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S.*$", re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """One node of inline Markdown; `auto` is an address that is its own link, `tags` a pair of raw
    tags with what they hold (which no parser makes, but `diglot.translate.shaping`).
    """

    kind: Kind
    start: int
    """Offset of its first character in the parsed text."""
    end: int
    text: str = ""
    """What is read: of text and code, without escapes; of raw HTML, the tag."""
    url: str = ""
    title: str = ""
    inside: tuple[int, int] = (0, 0)
    """Where its children stand: the source before and after is its own marks."""
    children: tuple[Inline, ...] = ()


def definitions(texts: Iterable[str]) -> str:
    r"""The link definitions in these blocks' texts, as `inlines` takes them.

    >>> definitions(["[a]: /x\n", "text [^1]: y"])
    '[a]: /x\n'
    """
    found = (match[0] for text in texts if "]:" in text for match in _DEFINITION.finditer(text))
    return "".join(f"{line.strip()}\n" for line in found)


def inlines(text: str, definitions: str = "") -> tuple[Inline, ...] | None:
    r"""The inline nodes of `text`; None where they cannot be told from its source positions.

    `definitions` are the document's link definitions; footnotes need none.

    >>> [(node.kind, node.start, node.end) for node in inlines("**中** \\* `x`")]
    [('strong', 0, 5), ('text', 5, 9), ('code', 9, 12)]
    """
    if not text:
        return ()
    try:
        commonmark.check_bounds(text)
    except commonmark.TooDeepError:
        return None
    notes = "".join(f"\n\n[^{name}]: x" for name in dict.fromkeys(_NOTE.findall(text)))
    # comrak resolves references only while their addresses together are no longer than the text
    room = "x" * (len(definitions) * text.count("[")) if definitions else ""
    tree = commonmark.parse(f"{_GUARD}{text}\n\n{definitions}{notes}\n\n{room[:100_000]}\n")
    first = tree.children[0]
    whole = first.sourcepos.end.line == text.count("\n") + 1
    if type(first.node_value).__name__ != "Paragraph" or not whole:
        return None
    starts = [-len(_GUARD)]
    length = 0
    for line in text.split("\n"):
        length += len(line) + 1
        starts.append(length)
    found = _nodes(first.children, starts)
    if not found or found[0].kind != "text" or not found[0].text.startswith(_GUARD):
        return None
    lead = replace(found[0], start=0, text=found[0].text[len(_GUARD) :])
    try:
        return _tiled([lead, *found[1:]] if lead.text else found[1:], text, 0, len(text))
    except (ValueError, IndexError):
        return None


def _nodes(children: Sequence[comrak.AstNode], starts: Sequence[int]) -> list[Inline]:
    nodes = []
    for child in children:
        value, position = child.node_value, child.sourcepos
        inner = getattr(value, "value", None)
        link = None if isinstance(inner, str) else inner
        nodes.append(
            Inline(
                kind=_KINDS.get(type(value).__name__, "html"),
                start=starts[position.start.line - 1] + position.start.column - 1,
                end=starts[position.end.line - 1] + position.end.column,
                text=inner if isinstance(inner, str) else getattr(link, "literal", ""),
                url=getattr(link, "url", ""),
                title=getattr(link, "title", ""),
                children=tuple(_nodes(child.children, starts)),
            )
        )
    return nodes


def _tiled(nodes: Sequence[Inline], text: str, start: int, end: int) -> tuple[Inline, ...]:
    """The nodes with exact slices: comrak's positions of text miss escapes and trailing spaces.

    Those of every other node are right; raises ValueError where they turn out not to be.
    """
    tiled: list[Inline] = []
    at, rest = start, list(nodes)
    for flowing, group in groupby(nodes, key=lambda node: node.kind in _FLOWING):
        run = list(group)
        del rest[: len(run)]
        if flowing:
            stop = rest[0].start if rest else end
            tiled.extend(_flow(run, text, at, stop))
            at = stop
            continue
        for node in run:
            if node.start != at or node.end > end:
                raise ValueError(f"{node.kind} is not at {at}")
            tiled.append(_inside(node, text))
            at = node.end
    if at != end:
        raise ValueError(f"{text[at:end]!r} belongs to no node")
    return tuple(tiled)


def _flow(run: Sequence[Inline], text: str, start: int, end: int) -> Iterator[Inline]:
    """Text and line ends between two other nodes: each line end of the source is one break."""
    breaks = [match.span() for match in _LINE_END.finditer(text, start, end)]
    if len(breaks) != sum(node.kind != "text" for node in run):
        raise ValueError("line ends")
    at, upcoming = start, iter([*breaks, (end, end)])
    first, last = next(upcoming)
    for node in run:
        if node.kind == "text":
            yield replace(node, start=at, end=first)
            at = first
        else:
            yield replace(node, start=at, end=last)
            at = last
            first, last = next(upcoming)
    if at != end:
        raise ValueError("line ends")


def _inside(node: Inline, text: str) -> Inline:
    """The node with the offsets of its inside, and its children tiled."""
    marks = {"emph": 1, "strong": 2, "strike": 2, "link": 1, "image": 2}.get(node.kind)
    if marks is None:
        return node
    if node.kind == "link" and text[node.start] != "[":
        return replace(node, kind="auto", children=())
    if node.kind == "strike" and not text.startswith("~~", node.start):
        marks = 1
    start, end = node.start + marks, node.end - marks
    if node.kind in ("link", "image"):
        end = node.children[-1].end if node.children else start
        if text[end] != "]":
            raise ValueError("no bracket where the label ends")
    return replace(node, inside=(start, end), children=_tiled(node.children, text, start, end))
