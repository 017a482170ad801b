"""Inline Markdown written from pieces of the source and from text that came from outside.

Invariant: what is returned parses to exactly the nodes that were meant, so that text from an
engine is read as text whatever it holds; None where no way of escaping it achieves that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from diglot.translate.inline import Inline, inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """A piece of the source that is put back as it was: code, an address, an image, a tag."""

    source: str
    meant: Meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapped:
    """Emphasis, a link, or a pair of tags around other parts."""

    opening: str
    closing: str
    meant: Meant
    """What the marks are, without what they hold: a node's `meant_by` up to its children; of a
    pair of tags, the two tags."""
    parts: tuple[Part, ...] = ()


Part: TypeAlias = str | Atom | Wrapped
"""A string is text as it is read; its line feeds are soft line ends."""
Meant: TypeAlias = tuple[object, ...]

_SOFT = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_LIGHT = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)|[`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)|~(?=.*~)|(?<=~)~|~$",
    re.MULTILINE,
)
_ALL = re.compile(r"[!-/:-@\[-`{-~]")
_BARE_ADDRESS = re.compile(r"https?://[^\s<>]+")
_LATIN = re.compile(r"[A-Za-z0-9]")
_EDGE = re.compile(r"\A[ \t]+|(?<![ \t])[ \t]+\Z")


def write(parts: Sequence[Part], definitions: str = "") -> str | None:
    r"""The Markdown of these parts, escaped as lightly as gives back the same parts.

    Where only a space keeps marks apart from the words beside them, it is put there.

    >>> write(["2 * 3", Wrapped(opening="**", closing="**", meant=("strong", "", "", ""), parts=("x",))])
    '2 \\* 3**x**'
    """
    for apart in (False, True):
        meant_parts = _apart(parts) if apart else parts
        meant = meant_by_parts(meant_parts)
        for pattern, bracketed in ((_LIGHT, False), (_ALL, False), (_LIGHT, True), (_ALL, True)):
            text = _written(meant_parts, pattern, bracketed=bracketed)
            text = _EDGE.sub(lambda edge: "&#32;" * len(edge[0]), text)
            nodes = inlines(text, definitions)
            if nodes is not None and meant_by(nodes) == meant:
                return text
    return None


def _apart(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts with a space between marks and a Latin letter or digit right beside them.

    In Chinese `**·**字` is emphasis; in Latin script `**·**word` is not.
    """
    spaced: list[Part] = []
    for part in parts:
        if isinstance(part, Wrapped):
            part = replace(part, parts=_apart(part.parts))
        before = spaced[-1] if spaced else None
        if isinstance(part, str) and isinstance(before, Atom | Wrapped) and _LATIN.match(part):
            part = " " + part
        elif isinstance(before, str) and not isinstance(part, str) and _LATIN.match(before[-1:]):
            spaced[-1] = before + " "
        spaced.append(part)
    return tuple(spaced)


def _written(parts: Iterable[Part], pattern: re.Pattern[str], *, bracketed: bool) -> str:
    """`bracketed` puts bare addresses in angle brackets, so that what follows stays outside."""
    written = []
    for part in parts:
        if isinstance(part, str):
            escaped = pattern.sub(lambda mark: "\\" + mark[0], _SOFT.sub("\n", part))
            written.append(escaped)
        elif isinstance(part, Atom):
            bare = bracketed and _BARE_ADDRESS.fullmatch(part.source)
            written.append(f"<{part.source}>" if bare else part.source)
        else:
            inside = _written(part.parts, pattern, bracketed=bracketed)
            written.append(part.opening + inside + part.closing)
    return "".join(written)


def meant_by(nodes: Iterable[Inline]) -> Meant:
    """What parsed nodes say, without how they were written."""
    found: list[object] = []
    for node in nodes:
        if node.kind == "text":
            _add_text(found, node.text)
        elif node.kind == "softbreak":
            _add_text(found, "\n")
        else:
            found.append((*meant_marks(node), meant_by(node.children)))
    return tuple(found)


def meant_marks(node: Inline) -> Meant:
    """What a node is, apart from its children."""
    label = node.text if node.kind in ("code", "html", "note") else ""
    return (node.kind, label, node.url, node.title)


def meant_by_parts(parts: Iterable[Part]) -> Meant:
    """What the parts are to say, in the form of `meant_by`."""
    found: list[object] = []
    for part in parts:
        if isinstance(part, str):
            _add_text(found, _SOFT.sub("\n", part))
        elif isinstance(part, Atom):
            _add(found, part.meant)
        elif isinstance(part.meant[0], str):
            found.append((*part.meant, meant_by_parts(part.parts)))
        else:
            _add(found, (part.meant[0], *meant_by_parts(part.parts), part.meant[1]))
    return tuple(found)


def _add(found: list[object], meant: Meant) -> None:
    for one in meant:
        if isinstance(one, str):
            _add_text(found, one)
        else:
            found.append(one)


def _add_text(found: list[object], text: str) -> None:
    if not text:
        return
    if found and isinstance(found[-1], str):
        found[-1] += text
    else:
        found.append(text)
