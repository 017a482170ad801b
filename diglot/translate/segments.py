"""What there is to translate in a block, and the block again with some of it replaced.

Invariants: splicing every segment's own text gives back the block byte for byte; whatever a
replacement holds, the result has the same frame, and each leaf holds its replacement and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from diglot import commonmark
from diglot.model import Block, Segment
from diglot.translate import fitting
from diglot.translate.inline import Inline, inlines
from diglot.translate.leaves import Frame, Leaf, frame
from diglot.translate.words import has_words, surely_has_words

_READ_THROUGH = frozenset(("emph", "strong", "strike", "link"))
_MARKED = re.compile(r"[<`\[&]|://|www\.|@")
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|webp|svg|bmp|avif)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_frame = lru_cache(maxsize=16)(frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A segment and where it stands in its block."""

    segment: Segment
    start: int
    """Offset in characters of its first character in `Block.text`; `end` is exclusive."""
    end: int
    prefix: str = ""
    """What a further line of it must begin with: the containers' `> ` and indentation."""
    one_line: bool = False
    """It cannot hold a line end (ATX headings, table cells, image alts)."""


def segments(block: Block) -> tuple[Span, ...]:
    r"""The block's segments in order, an image's alt after the text that it stands in.

    Code, rules, raw HTML, and whatever has no words to read, have none.

    >>> [span.segment.text for span in segments(Block(kind="list", text="- to\n- `ls`\n", line=1))]
    ['to']
    """
    if block.kind in ("code", "rule", "html", "blank"):
        return ()
    found: list[Span] = []
    for leaf in _leaves(block):
        pictured = "![" in leaf.text
        simple = not pictured and surely_has_words(leaf.text)
        tree = inlines(leaf.text) if _MARKED.search(leaf.text) and not simple else None
        if simple or (has_words(leaf.text) if tree is None else _read(tree)):
            found.append(
                Span(
                    segment=Segment(role=leaf.place, text=_CONTROL.sub("", leaf.text)),
                    start=leaf.start,
                    end=leaf.end,
                    prefix=leaf.prefix,
                    one_line=leaf.one_line,
                )
            )
        if tree and pictured:
            found.extend(_alts(tree, leaf, block.text))
    return tuple(found)


def splice(block: Block, replacements: Sequence[tuple[Span, str]]) -> str:
    """The block's Markdown with these segments replaced; nothing else of it changes.

    `replacements` hold spans of `segments(block)`, each at most once, and inline Markdown. What
    would not stay in its place as it is has its marks escaped; what cannot be made to stay, and
    an empty replacement, leaves the source's text.
    """
    wanted = [(span, text) for span, text in replacements if text.strip(fitting.SPACE)]
    wanted = [(s, text) for s, text in wanted if text != s.segment.text and _bounded(text)]
    if not wanted:
        return block.text
    span, text = wanted[0]
    alone = len(wanted) == 1 and span.segment.role == "text" and _plain(block)
    if alone and fitting.SAFE_LINE.fullmatch(text):
        return block.text[: span.start] + text + block.text[span.end :]
    before = _frame(block.text)
    result = _replaced(block, before, wanted, 0)
    if result is None:
        kept = []
        for span, text in wanted:
            for effort in range(fitting.EFFORTS):
                if _replaced(block, before, [(span, text)], effort) is not None:
                    kept.append((span, fitting.fit(text, span.one_line, effort)))
                    break
        result = _replaced(block, before, kept, 0)
    return block.text if result is None else result


def _replaced(
    block: Block, before: Frame, wanted: Sequence[tuple[Span, str]], effort: int
) -> str | None:
    """The text with the replacements, None where they would not stay in their places."""
    fitted = [(span, fitting.fit(text, span.one_line, effort)) for span, text in wanted]
    alts = [(s, fitting.fit_label(text)) for s, text in fitted if s.segment.role == "alt"]
    expected: list[str] = []
    result, at = [], 0
    for leaf in before.leaves:
        own = next((text for span, text in fitted if span.start == leaf.start), leaf.text)
        for span, text in alts:
            if leaf.start <= span.start < leaf.end:
                own = _with_alt(own, span.segment.text, text)
        if leaf.place == "cell":
            own = fitting.without_pipes(own)
        expected.append(own)
        result.append(block.text[at : leaf.start])
        changed = own != leaf.text
        result.append(
            own.replace("\n", "\n" + leaf.prefix) if changed else block.text[leaf.start : leaf.end]
        )
        at = leaf.end
    text = "".join(result) + block.text[at:]
    if not _bounded(text):
        return None
    after = _frame(text)
    stays = after.shape == before.shape and [leaf.text for leaf in after.leaves] == expected
    return text if stays else None


def _bounded(text: str) -> bool:
    """Whether a parser may be given this text: what a PO file holds may be hostile too."""
    try:
        commonmark.check_bounds(text)
    except commonmark.TooDeepError:
        return False
    return True


def _with_alt(text: str, alt: str, new: str) -> str:
    """The first image with this alt has the new one."""
    return re.sub(rf"(!\[[ \t]*){re.escape(alt)}(?=[ \t]*\])", lambda m: m[1] + new, text, count=1)


def _plain(block: Block) -> bool:
    """Whether the block is one paragraph on one line, so that no tree is needed to cut it."""
    text = block.text.strip(fitting.SPACE)
    return block.kind == "paragraph" and "\n" not in text and text[:1] != "["


def _leaves(block: Block) -> Sequence[Leaf]:
    if not _plain(block):
        return _frame(block.text).leaves
    text = block.text.strip(fitting.SPACE)
    if not text:
        return ()
    start = block.text.index(text)
    end = start + len(text)
    return (Leaf(place="text", start=start, end=end, text=text, prefix="", one_line=False),)


def _read(nodes: Sequence[Inline]) -> bool:
    """Whether a reader would read words in these nodes."""
    return any(
        has_words(node.text) if node.kind == "text" else _read(node.children)
        for node in nodes
        if node.kind == "text" or node.kind in _READ_THROUGH
    )


def _alts(nodes: Sequence[Inline], leaf: Leaf, text: str) -> Iterator[Span]:
    for node in nodes:
        if node.kind != "image":
            yield from _alts(node.children, leaf, text)
            continue
        start, end = node.inside
        alt = leaf.text[start:end].rstrip(fitting.SPACE)
        start += len(alt) - len(alt := alt.lstrip(fitting.SPACE))
        plain = "\n" not in alt and "![" not in alt and not _FILE_NAME.fullmatch(alt)
        if has_words(alt) and plain:
            offset = _offset(leaf, text, start)
            segment = Segment(role="alt", text=_CONTROL.sub("", alt))
            yield Span(segment=segment, start=offset, end=offset + len(alt), one_line=True)


def _offset(leaf: Leaf, text: str, position: int) -> int:
    """Where in the block a position in the leaf's text is."""
    line = leaf.text.count("\n", 0, position)
    if not line:
        return leaf.start + position
    own = leaf.text.split("\n")
    raw = text[leaf.start : leaf.end].split("\n")
    into = position - sum(len(part) + 1 for part in own[:line])
    return leaf.start + sum(len(part) + 1 for part in raw[: line + 1]) - 1 - len(own[line]) + into
