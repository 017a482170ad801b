"""Bold that a fetcher tore apart or nested, written so that CommonMark reads it as it was meant.

Invariant: only runs of asterisks change; no word is added, lost or moved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from diglot.model import BlockKind

_PREFIX = re.compile(r"(?:\s|[*+-] |\d{1,9}[.)] |>|#{1,6} )*")
_CELL = re.compile(r"(?<!\\)(\|)")
_TORN = re.compile(r"(?<=[^\s*])\*{4}(?=[^\s*])|^\*{4}(?=[^\s*])|(?<=[^\s*])\*{4}$")
_CLOSED_BEFORE_WORD = re.compile(r"\*\*(?<=[^\w\s*]\*\*)[A-Za-z0-9]")
"""Looking behind, since an expression that begins with plain characters is sought fast."""
_RUN = re.compile(r"\*+")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_PUNCTUATION = re.compile(r"[^\w\s]*$")


def joined(texts: Sequence[str], kinds: Sequence[BlockKind]) -> tuple[str, ...]:
    """Texts of these kinds with bold put right that was torn into several runs."""
    return tuple(
        mended(text, table=kind == "table") if "****" in text and kind != "code" else text
        for text, kind in zip(texts, kinds, strict=True)
    )


def mended(text: str, *, table: bool = False) -> str:
    r"""A text, or a `table`, with its bold put right.

    >>> mended("**一、******威胁通告****"), mended("****案例****"), mended("**0****1**")
    ('**一、威胁通告**', '**案例**', '**01**')
    >>> mended("**if** you******come**"), mended("It was said****")
    ('**if** you**come**', 'It was said')
    >>> mended("**Update:**The lamp"), mended("* ****a** b**")
    ('**Update**:The lamp', '* a **b**')
    """
    if "`" in text or r"\*" in text or not may(text):
        return text
    lines = text.split("\n")
    return "\n".join(
        "".join([_line(cell) for cell in _CELL.split(line)]) if table else _line(line)
        for line in lines
    )


def may(text: str) -> bool:
    """Whether bold may be wrong in a text."""
    return "****" in text or ("**" in text and bool(_CLOSED_BEFORE_WORD.search(text)))


def _line(line: str) -> str:
    start = _PREFIX.match(line)
    prefix = start[0] if start and "**" not in start[0] else ""
    words = line[len(prefix) :]
    inner = words.strip()
    if "**" not in inner or not may(inner):
        return line
    runs = [(run.start(), run.end()) for run in _RUN.finditer(inner)]
    sizes = [end - begin for begin, end in runs]
    if _hides(inner, runs):
        return line
    ends = len(runs) > 1 and runs[0][0] == 0 and runs[-1][1] == len(inner)
    if ends and min(sizes) > 1 and max(sizes) > 3 and all(size > 3 for size in sizes[1:-1]):
        made = f"**{_RUN.sub('', inner).strip()}**"
    elif any(size % 2 for size in sizes) or sum(sizes) % 4:
        made = _TORN.sub("", inner)
    else:
        made = _rewritten(inner, runs)
    return prefix + words.replace(inner, made, 1)


def _hides(inner: str, runs: list[tuple[int, int]]) -> bool:
    """Whether asterisks stand for what is not to be read: `138****1234`, `the word is ****`."""
    around = [inner[:begin][-1:] + inner[end:][:1] for begin, end in runs]
    sizes = {end - begin for begin, end in runs}
    return any(not sides.strip() for sides in around) or (
        min(sizes) > 2
        and all(len(sides) > 1 for sides in around)
        and (len(runs) == 1 or all(sides.isascii() and sides.isalnum() for sides in around))
    )


def _rewritten(inner: str, runs: list[tuple[int, int]]) -> str:
    """A line whose runs are pairs: every two asterisks switch bold on or off."""
    pieces = [(False, inner[: runs[0][0]])]
    bold = False
    for (begin, end), (following, _) in pairwise([*runs, (len(inner), 0)]):
        bold ^= (end - begin) % 4 == 2
        if pieces[-1][0] == bold:
            pieces[-1] = (bold, pieces[-1][1] + inner[end:following])
        else:
            pieces.append((bold, inner[end:following]))
    made = ""
    for at, (bold, words) in enumerate(pieces):
        after = pieces[at + 1][1] if at + 1 < len(pieces) else ""
        made += _emphasised(words, after) if bold else words
    return made


def _emphasised(words: str, following: str) -> str:
    """Words between asterisks, which do not close between punctuation and a letter."""
    edges = _EDGES.fullmatch(words)
    left, core, right = edges.groups() if edges else ("", words, "")
    tail = ""
    if not right and following[:1].isalnum() and following[:1].isascii():
        punctuation = _PUNCTUATION.search(core)
        tail = punctuation[0] if punctuation else ""
        core = core.removesuffix(tail)
    if not core:
        return words
    return f"{left}**{core}**{tail}{right}"
