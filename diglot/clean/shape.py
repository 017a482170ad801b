"""Measures of blocks, taken once for a document, on which all later steps decide.

Invariant: one entry a block in every column; a URL's length weighs nothing, so what is measured is
what a reader would see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

MARK = "\x01"
"""Stands for a link's target in `Shape.seen`."""
SMALL = 160
"""Bytes above which a block is no heading, label or button: what it says is not compared."""
LONGEST_KEY = 2_000
"""Bytes above which a block is not counted: it is text, whoever repeats it."""
MOST_OF_A_LINK = 4
"""Blocks over which one link may have been spread, beside the first."""
_GLUE = "\x00"
_TARGET = re.compile(
    r"\]\((?:<[^<>\n\x00]*>|[^()\s\x00]*(?:\([^()\s\x00]*\)[^()\s\x00]*)*)(?:\s+\"[^\"\x00]*\")?\s*\)"
)
_EMPTY = re.compile(r"!\[[^\]\n\x00]*\]\(\s*\)")
_ADDRESS = re.compile(r"\]\(([^)\s?#]*)")
_LINKED = re.compile(rf"\[(?!https?:|www\.)[^\[\]{MARK}\x00]*{MARK}")
_ALT = re.compile(rf"!\[[^\]{MARK}\x00]*{MARK}")
_WORD = re.compile(r"\w")
_MARKS = f"*_#>`~|[]!{MARK}\\\ufeff\u200b\u200d"
_UNSAID = dict.fromkeys(map(ord, _MARKS))
_EDGES = _MARKS + " \n\t\u3000\xa0:：.。,，-–—·•…!！?？()（）<>»«→←↑↓"
_INSIDE = re.compile(rf"[{re.escape(_MARKS)}\n]|  ")
_SIZE = re.compile(r"/(?:0|300|640)$")


class Shape(NamedTuple):
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
    said: tuple[str, ...]
    """The wording of a small block alone, in lower case; empty for others."""


def measure(texts: Sequence[str], skip: int = 0) -> Shape:
    """The shape of blocks with these texts; the first `skip` of them are not looked at.

    >>> shape = measure(["A [link](https://example.org/x) here", "![](https://example.org/i.png)"])
    >>> shape.links, shape.images, shape.wordless
    ((1, 0), (0, 1), (False, True))
    """
    if skip:
        rest = measure(texts[skip:])
        blank, zero, no = ("",) * skip, (0,) * skip, (False,) * skip
        return Shape(
            blank + rest.seen, zero + rest.weight, zero + rest.linked, zero + rest.links,
            zero + rest.images, no + rest.wordless, blank + rest.said,
        )  # fmt: skip
    if not texts:
        return Shape((), (), (), (), (), (), ())
    glued = _GLUE.join(texts)
    if MARK in glued or glued.count(_GLUE) >= len(texts):
        texts = [text.replace(_GLUE, " ").replace(MARK, " ") for text in texts]
        glued = _GLUE.join(texts)
    if "](" in glued:
        glued = _TARGET.sub(MARK, _EMPTY.sub("", glued))
    seen = tuple(glued.split(_GLUE))
    bare = unlinked = seen
    if MARK in glued:
        glued = _ALT.sub("", glued)
        bare = tuple(glued.split(_GLUE))
        unlinked = tuple(_LINKED.sub("", glued).split(_GLUE))
    weight: list[int] = []
    linked: list[int] = []
    links: list[int] = []
    images: list[int] = []
    wordless: list[bool] = []
    for text, pictureless, linkless in zip(seen, bare, unlinked, strict=True):
        if MARK not in text:
            size = len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
            weight.append(size)
            linked.append(0)
            links.append(0)
            images.append(0)
            wordless.append(size < 12 and not _WORD.search(text))
            continue
        marks = text.count(MARK)
        pictures = min(text.count("!["), marks)
        overhead = 2 * (marks - pictures)
        size, left = _bytes(pictureless), _bytes(linkless)
        weight.append(max(size - overhead, 0))
        linked.append(max(size - left - overhead, 0))
        links.append(marks - pictures)
        images.append(pictures)
        wordless.append(size < 40 and not _WORD.search(pictureless))
    for i in _torn(seen) if MARK in glued else ():
        linked[i] = weight[i]
        links[i] = max(links[i], 1)
    said = [plain(text) if size <= SMALL else "" for text, size in zip(seen, weight, strict=True)]
    columns = (weight, linked, links, images, wordless, said)
    return Shape(seen, *(tuple(column) for column in columns))  # type: ignore[arg-type]  # mixed


def _torn(seen: Sequence[str]) -> list[int]:
    """Blocks over which one link was spread: `[a title`, `a date`, `a picture](address)`."""
    found: list[int] = []
    opened = -1
    for i, text in enumerate(seen):
        if opened < 0 and not text.startswith("["):
            continue
        open_ = text.count("[") - text.count("]") - text.count(MARK)
        if opened < 0:
            opened = i if open_ == 1 else -1
        elif open_ == -1:
            found += range(opened, i + 1)
            opened = -1
        elif open_ or i - opened > MOST_OF_A_LINK:
            opened = i if open_ == 1 and text.startswith("[") else -1
    return found


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def plain(text: str) -> str:
    """A text's wording alone, in lower case: for comparison with furniture.

    >>> plain("### **Related** Articles:")
    'related articles'
    """
    said = text.strip(_EDGES)
    if _INSIDE.search(said):
        said = " ".join(said.translate(_UNSAID).split()).strip(_EDGES)
    return said.lower()


def fold(seen: Sequence[str]) -> list[str]:
    """The texts with every run of digits as one `0` and outer white space gone: what counts as
    the same block from one capture to the next.

    >>> fold(["read 5,120 times", "page 2 of 17"])
    ['read 0,0 times', 'page 0 of 0']
    """
    glued = _GLUE.join(seen)
    for digit in "123456789":
        glued = glued.replace(digit, "0")
    while "00" in glued:
        glued = glued.replace("00", "0")
    return [text.strip() for text in glued.split(_GLUE)]


def keys(texts: Sequence[str], shape: Shape, start: int = 0, end: int | None = None) -> list[int]:
    """A name for each block from `start` up to `end` that is the same wherever the block recurs;
    0 for an empty block and for one too long to be furniture.

    48 bits: CRC-32 and length. URLs are left out and digits folded; a block of nothing but images is named by
    their addresses, without query and size.
    """
    made: list[int] = []
    seen = shape.seen[start:end]
    for i, name in enumerate(fold(seen) if seen else (), start=start):
        if shape.weight[i] > LONGEST_KEY:
            made.append(0)
            continue
        if shape.images[i] and shape.wordless[i]:
            name = " ".join(_SIZE.sub("", url) for url in _ADDRESS.findall(texts[i]) if url)
        raw = name.encode("utf-8", "replace")
        made.append(crc32(raw) << 16 | len(raw) & 0xFFFF if raw else 0)
    return made
