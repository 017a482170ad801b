"""Nodes of the source as parts to be put back: single ones as they stand, others as marks.

Invariant: raw tags that open and close around text among siblings become one node, `tags`, so that
they leave as one slot and come back as a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from diglot.translate.inline import Inline
from diglot.translate.writing import Atom, Meant, Wrapped, meant_by, meant_marks

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*?)?(/?)>", re.DOTALL)


def paired(nodes: Sequence[Inline]) -> tuple[Inline, ...]:
    """The nodes with matching raw tags made into one node around what they hold."""
    done: list[Inline] = []
    for node in nodes:
        tag = _TAG.fullmatch(node.text) if node.kind == "html" else None
        if tag and tag[1]:
            opening = next((i for i in reversed(range(len(done))) if _opens(done[i], tag[2])), None)
            if opening is not None:
                pair = replace(
                    node,
                    kind="tags",
                    start=done[opening].start,
                    inside=(done[opening].end, node.start),
                    text=done[opening].text + node.text,
                    children=tuple(done[opening + 1 :]),
                )
                done[opening:] = [pair]
                continue
        done.append(replace(node, children=paired(node.children)) if node.children else node)
    return tuple(done)


def _opens(node: Inline, name: str) -> bool:
    tag = _TAG.fullmatch(node.text) if node.kind == "html" else None
    return tag is not None and not tag[1] and not tag[3] and tag[2].lower() == name.lower()


def atom(node: Inline, source: str) -> Atom:
    """The node as it stands in `source`."""
    return Atom(source=source[node.start : node.end], meant=_meant(node, source))


def _meant(node: Inline, source: str) -> Meant:
    if node.kind != "tags":
        unpaired = replace(node, children=())
        inner: list[object] = []
        for child in node.children:
            inner.extend(_meant(child, source))
        return (
            ((*meant_marks(unpaired), tuple(_merged(inner))),)
            if node.children
            else meant_by([node])
        )
    opening, closing = _tags(node, source)
    inner = [one for child in node.children for one in _meant(child, source)]
    return (opening, *_merged(inner), closing)


def _merged(meant: Sequence[object]) -> Iterator[object]:
    """Texts that stand side by side as one."""
    text = ""
    for one in meant:
        if isinstance(one, str):
            text += one
            continue
        if text:
            yield text
        text = ""
        yield one
    if text:
        yield text


def marks_of(node: Inline, source: str) -> Wrapped:
    """The node's own marks, without what stands between them."""
    first, last = node.inside
    meant = _tags(node, source) if node.kind == "tags" else meant_marks(node)
    return Wrapped(opening=source[node.start : first], closing=source[last : node.end], meant=meant)


def _tags(node: Inline, source: str) -> tuple[Meant, Meant]:
    first, last = node.inside
    opening, closing = source[node.start : first], source[last : node.end]
    return ("html", opening, "", "", ()), ("html", closing, "", "", ())


def part_of(node: Inline, source: str) -> str | Atom:
    """The node as a part: text to be escaped, or what stands by itself."""
    if node.kind == "text":
        return node.text
    return "\n" if node.kind == "softbreak" else atom(node, source)


def lines_of(nodes: Sequence[Inline]) -> list[tuple[list[Inline], Inline | None]]:
    """The nodes of each source line and the break that ends it, None at the end."""
    lines: list[tuple[list[Inline], Inline | None]] = []
    line: list[Inline] = []
    for node in nodes:
        if node.kind in ("softbreak", "break"):
            lines.append((line, node))
            line = []
        else:
            line.append(node)
    return [*lines, (line, None)]


def verbatim(node: Inline, source: str) -> Atom:
    """The node as it stands, text too: nothing in it is to be escaped."""
    part = part_of(node, source)
    written = source[node.start : node.end]
    return Atom(source=written, meant=(part,)) if isinstance(part, str) else part
