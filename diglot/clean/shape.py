"""Measures of blocks, taken once for a document, on which all later steps decide.

Invariant: one entry a block in every column; a URL's length weighs nothing, so what is measured is
what a reader would see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from diglot.clean.naming import of_pictures, of_seen

MARK = "\x01"
"""Stands for a link's target in `Shape.seen`."""
SMALL = 80
"""Bytes above which a block is no heading, label or button: what it says is not compared."""
LONGEST_KEY = 2_000
"""Bytes above which a block is not counted: it is text, whoever repeats it."""
MOST_OF_A_LINK = 4
"""Blocks over which one link may have been spread, beside the first."""
REPEATED = 200
"""Characters up to which a text is remembered: six in ten of those below 80 come again, and a third
of the others."""
_TARGET = re.compile(
    r"\]\((?:<[^<>\n]*>|[^() \t\n]*(?:\([^() \t\n]*\)[^() \t\n]*)*)(?:[ \t\n]+\"[^\"]*\")?[ \t\n]*\)"
)
_PLAIN_TARGET = re.compile(r"\]\([^() \t\n<]*\)")
_PICTURE = re.compile(rf"(!\[[^\]{MARK}]*+)\]\([^() \t\n<]++\)")
"""A block that is one picture; possessive, which takes half the time."""
_EMPTY = re.compile(r"!\[[^\]\n]*\]\(\s*\)")
_LINKED = re.compile(rf"\[(?!https?:|www\.)[^\[\]{MARK}]*{MARK}")
_ALT = re.compile(rf"!\[[^\]{MARK}]*{MARK}")
_WORD = re.compile(r"\w")
_MARKS = f"*_#>`~|[]!{MARK}\\\ufeff\u200b\u200d"
_UNSAID = dict.fromkeys(map(ord, _MARKS))
_EDGES = _MARKS + " \n\t\u3000\xa0:：.。,，-–—·•…!！?？()（）<>»«→←↑↓"
_INSIDE = re.compile(rf"[{re.escape(_MARKS)}\n]")


_Row: TypeAlias = tuple[str, int, int, int, int, bool, int, bool, bool, str, int]
"""The columns of `Shape` for one block."""
_NONE: _Row = ("", 0, 0, 0, 0, False, 0, False, False, "", 0)


class Shape(msgspec.Struct, frozen=True, gc=False):
    """Columns over the blocks of one document."""

    seen: tuple[str, ...]
    """Text with each link's target replaced by `MARK`."""
    weight: tuple[int, ...]
    """Bytes of UTF-8 that a reader sees: a Chinese character weighs about half an English word."""
    linked: tuple[int, ...]
    """Of these, bytes that are link texts (addresses that stand for themselves do not count)."""
    links: tuple[int, ...]
    """Links there are, images not counted."""
    images: tuple[int, ...]
    """Images with a target there are."""
    wordless: tuple[bool, ...]
    """No letter and no digit can be seen."""
    prose: tuple[int, ...]
    """Bytes that a reader sees and that are no links."""
    linky: tuple[bool, ...]
    """Links and little else."""
    pictorial: tuple[bool, ...]
    """Images and little else."""
    said: tuple[str, ...]
    """The wording of a small block alone, in lower case; empty for others."""
    key: tuple[int, ...]
    """A name that is the same wherever the block recurs; 0 for an empty block and for one heavier
    than what was to be named. 48 bits: CRC-32 and length of what is seen, runs of digits folded; a
    block of nothing but images is named by their addresses, without query and size."""


def measure(texts: Sequence[str], skip: int = 0, named: int = LONGEST_KEY) -> Shape:
    """The shape of blocks with these texts; the first `skip` of them are not looked at, and of the
    long ones only those of up to `named` bytes are sure to have a key.

    >>> shape = measure(["A [link](https://example.org/x) here", "![](https://example.org/i.png)"])
    >>> shape.links, shape.images, shape.wordless
    ((1, 0), (0, 1), (False, True))
    """
    if not texts:
        return Shape((), (), (), (), (), (), (), (), (), (), ())
    rows = [_small(text) if len(text) <= REPEATED else _row(text, named) for text in texts[skip:]]
    shape = Shape(*zip(*[_NONE] * skip, *rows, strict=True))
    torn = _torn(shape)
    if not torn:
        return shape
    every = range(len(texts))
    return replace(
        shape,
        linked=tuple([shape.weight[i] if i in torn else shape.linked[i] for i in every]),
        links=tuple([max(shape.links[i], i in torn) for i in every]),
        prose=tuple([0 if i in torn else shape.prose[i] for i in every]),
        linky=tuple([i in torn or shape.linky[i] for i in every]),
    )


def _row(text: str, named: int = LONGEST_KEY) -> _Row:
    if MARK in text:
        text = text.replace(MARK, " ")
    if "](" not in text:
        raw = text.encode("utf-8", "replace")
        size = len(raw)
        return (
            text, size, 0, 0, 0, size < 12 and not _WORD.search(text), size, False, False,
            plain(text) if size <= SMALL else "", of_seen(raw.strip()) if size <= named else 0,
        )  # fmt: skip
    captured, shows = text, "![" in text
    if shows and (alone := _PICTURE.fullmatch(text)):
        seen = f"{alone[1]}{MARK}"
        return (
            seen,
            0,
            0,
            0,
            1,
            True,
            0,
            False,
            True,
            plain(seen),
            of_pictures(text) if named else 0,
        )
    if shows and ("]()" in text or "]( " in text):
        text = _EMPTY.sub("", text)
    text = _PLAIN_TARGET.sub(MARK, text)
    if "](" in text:
        text = _TARGET.sub(MARK, text)
    marks = text.count(MARK)
    pictures = min(text.count("!["), marks) if shows else 0
    pictureless = _ALT.sub("", text) if pictures else text
    links = marks - pictures
    overhead = 2 * links
    size = _bytes(pictureless)
    weight = max(size - overhead, 0)
    linked = max(_bytes("".join(_LINKED.findall(pictureless))) - overhead, 0)
    wordless = size < 40 and not _WORD.search(pictureless)
    if weight > named or not named:
        key = 0
    elif pictures and wordless:
        key = of_pictures(captured)
    else:
        key = of_seen(text.strip().encode("utf-8", "replace"))
    return (
        text, weight, linked, links, pictures, wordless, weight - linked,
        links > 0 and 10 * linked >= 6 * weight, pictures > 0 and wordless,
        plain(text) if weight <= SMALL else "", key,
    )  # fmt: skip


_small = lru_cache(maxsize=8_192)(_row)
"""The row of a small text, which may well stand in the next capture too."""


def _torn(shape: Shape) -> frozenset[int]:
    """Blocks over which one link was spread: `[a title`, `a date`, `a picture](address)`."""
    found: list[int] = []
    first = -1
    for i, text in enumerate(shape.seen):
        if first < 0 and not text.startswith("["):
            continue
        opened = text.count("[") - text.count("]") - shape.links[i] - shape.images[i]
        if first < 0:
            first = i if opened == 1 else -1
        elif opened == -1:
            found += range(first, i + 1)
            first = -1
        elif opened or i - first > MOST_OF_A_LINK:
            first = i if opened == 1 and text.startswith("[") else -1
    return frozenset(found)


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def plain(text: str) -> str:
    """A text's wording alone, in lower case: for comparison with furniture.

    >>> plain("### **Related** Articles:")
    'related articles'
    """
    said = text.strip(_EDGES)
    if _INSIDE.search(said) or "  " in said:
        said = " ".join(said.translate(_UNSAID).split()).strip(_EDGES)
    return said.lower()
