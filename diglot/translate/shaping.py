"""An inline tree taken apart into texts for an engine and the parts that wait for the answers.

Invariant: the parts hold every node of the tree, either as it stood or as a slot or hole; without
tags, what cannot stay in its place is listed at the end instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from diglot.translate.inline import Inline
from diglot.translate.pairing import atom, lines_of, marks_of, paired, part_of, verbatim
from diglot.translate.tidying import CJK, GAP, kept, listed, tidy
from diglot.translate.words import has_words
from diglot.translate.writing import Atom, Part, Wrapped

_AROUND = frozenset(("emph", "strong", "strike", "link", "tags"))
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*(?:(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Where the answer to text number `index` goes."""

    index: int


Shape = tuple["Part | Hole | Around", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Marks around parts that are still waiting for their text."""

    marks: Wrapped
    shape: Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """A segment taken apart."""

    shape: Shape
    texts: tuple[str, ...]
    slots: tuple[Part, ...] = ()
    """What `<g id="1">` or `<x id="1"/>` stands for, and so on; a `Wrapped` has no parts here."""


def with_tags(nodes: Sequence[Inline], source: str, keep: re.Pattern[str] | None) -> Shaped:
    """One text with tags for all that stands between the first and the last word."""
    slots: list[Part] = []
    texts: list[str] = []

    def tagged(node: Inline) -> str:
        if node.kind == "softbreak":
            return "\n"
        if node.kind == "text":
            return "".join(kept(node.text, keep, slots))
        around = _is_around(node)
        slots.append(marks_of(node, source) if around else atom(node, source))
        number = len(slots)
        if not around:
            return f'<x id="{number}"/>'
        inside = "".join(tagged(child) for child in node.children)
        return f'<g id="{number}">{inside}</g>'

    def core(middle: Sequence[Inline]) -> Shape:
        return tuple(_holes(["".join(tagged(node) for node in middle)], texts))

    return Shaped(
        shape=_peeled(paired(nodes), source, core), texts=tuple(texts), slots=tuple(slots)
    )


def without_tags(nodes: Sequence[Inline], source: str, *, one_line: bool) -> Shaped:
    """Bare texts, and what had to be dropped listed behind them.

    A line of the source that holds only pictures, code or numbers stays where it is.
    """
    texts: list[str] = []
    notes: list[Part] = []
    dropped: list[Part] = []

    def flat(node: Inline) -> Iterator[str | Atom]:
        is_break = node.kind == "break" or _BREAK_TAG.fullmatch(node.text)
        if node.kind == "text":
            yield node.text
        elif node.kind == "softbreak":
            yield "\n"
        elif is_break:
            yield atom(node, source)
        elif _is_around(node):
            if node.kind == "link":
                dropped.append(atom(node, source))
            for child in node.children:
                yield from flat(child)
        else:
            if node.kind != "html":
                (notes if node.kind == "note" else dropped).append(atom(node, source))
            yield GAP

    def pieces(middle: Sequence[Inline]) -> Iterator[str | Atom]:
        lines = lines_of(middle)
        stays = [bool(line) and all(map(_silent, line)) for line, _ in lines]
        for index, (line, end) in enumerate(lines):
            for node in line:
                yield from (verbatim(node, source),) if stays[index] else flat(node)
            if end is not None:
                apart = stays[index] or stays[index + 1]
                yield from (verbatim(end, source),) if apart else flat(end)

    def core(middle: Sequence[Inline]) -> Shape:
        runs: list[str | Atom] = [""]
        for piece in pieces(middle):
            if isinstance(piece, str) and isinstance(runs[-1], str):
                runs[-1] += piece
            else:
                runs.append(piece)
        return tuple(_holes([tidy(run) if isinstance(run, str) else run for run in runs], texts))

    shape = _peeled(paired(nodes), source, core, marks=False)
    return Shaped(shape=(*shape, *notes, *listed(dropped, one_line)), texts=tuple(texts))


def _peeled(
    nodes: Sequence[Inline],
    source: str,
    core: Callable[[Sequence[Inline]], Shape],
    *,
    marks: bool = True,
) -> Shape:
    """What stands before the first word and after the last stays; marks round all else too.

    Without `marks` emphasis there does not: beside bare text it might not parse as such.
    """
    speaking = [
        index
        for index, node in enumerate(nodes)
        if not _silent(node) or (not marks and _is_around(node))
    ]
    if not speaking:
        return tuple(part_of(node, source) for node in nodes)
    first, last = speaking[0], speaking[-1] + 1
    middle = nodes[first:last]
    if len(middle) == 1 and _is_around(middle[0]):
        inner = _peeled(middle[0].children, source, core, marks=marks)
        inside: Shape = (Around(marks=marks_of(middle[0], source), shape=inner),)
    else:
        inside = core(middle)
    before = (part_of(node, source) for node in nodes[:first])
    return (*before, *inside, *(part_of(node, source) for node in nodes[last:]))


def _silent(node: Inline) -> bool:
    """Whether it can stay as it is in any language: no letters, no Chinese punctuation."""
    if node.kind == "text":
        return not any(char.isalpha() for char in node.text) and not CJK.search(node.text)
    return not _is_around(node) or all(map(_silent, node.children))


def _is_around(node: Inline) -> bool:
    """Whether it goes around text; a link whose label is an address stands by itself."""
    if node.kind != "link":
        return node.kind in _AROUND
    label = "".join(child.text for child in node.children)
    return not _ADDRESS.fullmatch(label)


def _holes(runs: Sequence[str | Atom], texts: list[str]) -> Iterator[Part | Hole]:
    """Each run's words as a hole, the space around them as it was."""
    for run in runs:
        if not isinstance(run, str):
            yield run
            continue
        words = run.strip()
        if not has_words(words):
            if run:
                yield run
            continue
        start = run.index(words)
        if run[:start]:
            yield run[:start]
        yield Hole(index=len(texts))
        texts.append(words)
        if run[start + len(words) :]:
            yield run[start + len(words) :]
