"""Structure that a fetcher lost, put back: fences, tables, pictures, separators.

Invariant: no word is added or lost; only markup changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from diglot.clean import bold
from diglot.model import Block, BlockKind

_EMPTY_FENCE = re.compile(r"`{3,}\w*\s*`{3,}")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>])")
_CODE = re.compile(
    r"[;{}=()<>$|/\\]|^\s*(?:#|//|import|from|def|sudo|curl|GET|POST)\b", re.MULTILINE
)
_CHINESE = re.compile(r"[一-鿿]")
_EMPTY_IMAGE = re.compile(r"!\[[^\]\n]*\]\(\s*\)")
_UNSHOWN = re.compile(r"\]\((?:\)|data:)")
_PICTURE = re.compile(r"(?i)\.(?:png|jpe?g|gif|webp|svg|avif|bmp)(?:[?#].*)?$|/s\d{2,4}-")
_INLINE = re.compile(
    r"\[\s*!\[(?P<alt>[^\]\n]*)\]\(data:[^)\s]*(?:\s+\"[^\"\n]*\")?\)\s*\]\((?P<url>[^)\s]*)[^)]*\)"
    r"|!\[[^\]\n]*\]\(data:[^)\s]*(?:\s+\"[^\"\n]*\")?\)?"
)
_RULER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL = re.compile(r"(?<!\\)\|")
_EMPTY_HEADINGS = frozenset("#" * level for level in range(1, 7))
_LINE = re.compile(r"(?!!?\[|#|[-*+] )[^\n]{1,39}[^\n。.!！?？;；,，:：]")
_FENCED_HEADING = re.compile(
    r"`{3,}\w*\n+(?:(?P<number>\d{1,2})\n+(?P<marks>#{1,6}) |(?P<deep>#{2,6}) "
    r"|(?P<count>\d{1,2}|[一二三四五六七八九十]{1,3})\n+(?=[^\n]{0,39}[一-鿿][^\n]{0,39}\n))"
    r"(?P<words>[^\n#]{2,80})\n+`{3,}"
)
_COMMENT = re.compile(r"# [\w /]{2,30}: *\S")
FEWEST_COMMENTS = 3
"""Comments of a script in a row that are no headings."""
MOST_OF_A_FENCE = 3
"""Paragraphs that one code block may have been torn into."""


def fenced(
    texts: Sequence[str], kinds: Sequence[BlockKind]
) -> tuple[tuple[str, ...], tuple[BlockKind, ...]]:
    """Texts and kinds with code that stands between two empty fences put into one fence.

    The paragraphs that were joined to the first are left empty.
    """
    fences = [i for i, text in enumerate(texts) if _EMPTY_FENCE.fullmatch(text)]
    made, sorts = list(texts), list(kinds)
    at = 0
    while at + 1 < len(fences):
        first, last = fences[at], fences[at + 1]
        inside = range(first + 1, last)
        if 0 < len(inside) <= MOST_OF_A_FENCE and _is_code([texts[i] for i in inside]):
            code = "\n\n".join(_ESCAPED.sub(r"\1", texts[i]) for i in inside)
            made[first + 1] = f"```\n{code}\n```"
            sorts[first + 1] = "code"
            for i in inside[1:]:
                made[i] = ""
            at += 2
        else:
            at += 1
    return tuple(made), tuple(sorts)


def headed(
    texts: Sequence[str], kinds: Sequence[BlockKind]
) -> tuple[tuple[str, ...], tuple[BlockKind, ...]]:
    """Texts and kinds with a short line between two empty headings as the heading it was."""
    empty = [i for i, text in enumerate(texts) if len(text) < 7 and text in _EMPTY_HEADINGS]
    if len(empty) < 2:
        return tuple(texts), tuple(kinds)
    made, sorts = list(texts), list(kinds)
    for above, below in pairwise(empty):
        i = above + 1
        between = below == above + 2 and kinds[i] == "paragraph"
        if between and _LINE.fullmatch(texts[i]):
            made[i], sorts[i] = f"{texts[above]} {texts[i]}", "heading"
    return tuple(made), tuple(sorts)


def _is_code(texts: Sequence[str]) -> bool:
    text = "\n".join(texts)
    return bool(_CODE.search(text)) and 4 * len(_CHINESE.findall(text)) < len(text)


def tidied(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks that stay, with layout tables as paragraphs, pictures that never came removed,
    and no separator at either end or behind another.
    """
    made: list[Block] = []
    for block in _uncommented(blocks):
        if block.kind == "table":
            made += _table(block)
        elif block.kind == "code":
            made.append(_unfenced(block))
        elif not _odd(block.text):
            made.append(block)
        elif (text := _inline(block.text).strip()) and text != "…":
            made.append(replace(block, text=f"{text}\n\n"))
    if "rule" not in [block.kind for block in made]:
        return tuple(made)
    kept: list[Block] = []
    for block in made:
        if block.kind != "rule" or (kept and kept[-1].kind != "rule"):
            kept.append(block)
    while kept and kept[-1].kind == "rule":
        kept.pop()
    return tuple(kept)


def _unfenced(block: Block) -> Block:
    """A fence that holds a heading, with or without its number, and nothing else as that heading."""
    found = _FENCED_HEADING.fullmatch(block.text.strip())
    number = found["number"] or found["count"] if found else ""
    if not found or not (number or _CHINESE.search(found["words"])):
        return block
    marks = found["marks"] or found["deep"] or "##"
    words = f"{number} {found['words']}" if number else found["words"]
    return replace(block, kind="heading", text=f"{marks} {words}\n\n")


def _uncommented(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a script's comments (`# Date: …`), taken for headings, as one fence."""
    if [block.kind for block in blocks].count("heading") < FEWEST_COMMENTS:
        return list(blocks)
    made: list[Block] = []
    run: list[Block] = []
    for block in (*blocks, None):
        if block and block.kind == "heading" and _COMMENT.match(block.text):
            run.append(block)
            continue
        if len(run) >= FEWEST_COMMENTS:
            comments = "\n".join([_ESCAPED.sub(r"\1", comment.text.strip()) for comment in run])
            made.append(replace(run[0], kind="code", text=f"```\n{comments}\n```\n\n"))
        else:
            made += run
        run = []
        if block:
            made.append(block)
    return made


def _odd(text: str) -> bool:
    return ("]" in text and bool(_UNSHOWN.search(text))) or ("*" in text and bold.may(text))


def _inline(text: str) -> str:
    """A text without empty pictures, and with bold runs joined that were torn apart.

    >>> _inline("**0****1**"), _inline("![]() words"), _inline("[![a](data:x)](https://e.org/a.png)")
    ('**01**', ' words', '![a](https://e.org/a.png)')
    """
    text = _EMPTY_IMAGE.sub("", text)
    text = _INLINE.sub(
        lambda m: f"![{m['alt']}]({m['url']})" if m["url"] and _PICTURE.search(m["url"]) else "",
        text,
    )
    return bold.mended(text)


def _table(block: Block) -> list[Block]:
    """A table as it is; one that only laid the page out as paragraphs; one whose header stands in
    its first row with that row as header.
    """
    lines = block.text.strip().split("\n")
    if len(lines) < 3 or not _RULER.fullmatch(lines[1]) or any(_cells(lines[0])):
        return [block]
    rows = [_cells(line) for line in lines[2:]]
    if all(sum(map(bool, row)) <= 1 for row in rows):
        texts = [cell for row in rows for cell in row if cell]
        return [replace(block, kind="paragraph", text=f"{text}\n\n") for text in texts]
    return [replace(block, text="\n".join((lines[2], lines[1], *lines[3:])) + "\n\n")]


def _cells(line: str) -> list[str]:
    """The cells of a table's row.

    >>> _cells("| a | b |  |")
    ['a', 'b', '']
    """
    return [cell.strip() for cell in _CELL.split(line.strip().removeprefix("|").removesuffix("|"))]
