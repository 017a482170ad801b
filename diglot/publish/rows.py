"""An article's blocks as the rows its page shows: each language beside the others, safe HTML.

Invariant: one row a block, numbered alike in every language; what holds nothing to translate
stands once; a block without visible content makes no row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from diglot.commonmark import NOTHING
from diglot.languages import key_of
from diglot.model import Block, Document, Edition, Pair
from diglot.publish import html
from diglot.publish.references import Surroundings
from diglot.publish.visible import text_of, texts_of
from diglot.record import StoredCell, StoredRow

LEAD = 200
"""Characters of a lead: two lines of a list on a desktop screen."""

_LEVELS = frozenset(f"<h{level}" for level in range(2, 7))
_ENDS = re.compile(r"[。！？；]|[.!?;](?=\s)")
_VISIBLE = re.compile(r"<(?:img|hr)\b|>\s*[^<\s]")
_PICTURES = re.compile(r"<p>(?:\s|<br>|<a [^<>]*>|</a>|<img [^<>]*>)+</p>")
_ALT = re.compile(r'alt="([^"]*)"')
_PROSE = frozenset({"paragraph", "quote", "html"})
_LISTS = frozenset({"list", "table"})
_LABEL = re.compile(r"^(?:导语|导读|摘要|编者按)\s*[:：]\s*")


def of(
    lang: str,
    blocks: Sequence[Block],
    editions: Sequence[Edition],
    around: Surroundings,
    document: Document = NOTHING,
) -> tuple[StoredRow, ...]:
    """The rows of an article; raises `html.TooDeepError` for HTML that cannot be sanitised.

    `document` is what its blocks were before cleaning (see `commonmark.render`).
    """
    key = key_of(lang)
    originals = html.of_blocks(blocks, around, document)
    translated = [_translated(edition, around) for edition in editions]
    rows = []
    for at, (block, original) in enumerate(zip(blocks, originals, strict=True)):
        if not _VISIBLE.search(original):
            continue
        level = int(original[2]) if original[:3] in _LEVELS else 0
        pairs = [edition.pairs[at] for edition in editions]
        shared, cells = "", [StoredCell(lang=lang, key=key, html=original, source=True)]
        untranslated = all(pair.state == "same" for pair in pairs)
        if untranslated if pairs else block.kind in ("code", "rule"):
            shared = original
        elif "<img" in original and _PICTURES.fullmatch(original):
            shared = _once(original, [texts[at] for texts in translated if texts[at]])
        for edition, pair, texts in zip(editions, pairs, translated, strict=True):
            cells.append(_cell(edition, pair, texts[at], original))
        rows.append(
            StoredRow(
                kind=block.kind, level=level, shared=shared, cells=() if shared else tuple(cells)
            )
        )
    return tuple(rows)


def _once(original: str, translated: list[str]) -> str:
    """Pictures shown once for all languages, described in each of them."""
    if not translated:
        return original
    spoken = [_ALT.findall(each) for each in (original, *translated)]
    described = (
        " / ".join(dict.fromkeys(alt for alt in alts if alt))
        for alts in zip_longest(*spoken, fillvalue="")
    )
    return html.again(_ALT.sub(lambda _: f'alt="{next(described, "")}"', original))


def _translated(edition: Edition, around: Surroundings) -> list[str]:
    """HTML of each block that has a translation, empty for the others."""
    texts = [pair.text if pair.state in ("human", "machine") else "" for pair in edition.pairs]
    present = [at for at, text in enumerate(texts) if text]
    blocks = [replace(edition.pairs[at].block, text=texts[at]) for at in present]
    rendered = dict(zip(present, html.of_translation(blocks, around), strict=True))
    return [rendered.get(at, "") for at in range(len(texts))]


def _cell(edition: Edition, pair: Pair, translated: str, original: str) -> StoredCell:
    state = pair.state if pair.state == "same" or translated else "missing"
    return StoredCell(
        lang=edition.lang,
        key=key_of(edition.lang),
        html=original if state == "same" else translated,
        state=state,
        partial=pair.partial,
        engine=pair.engine,
        date=pair.date,
    )


def texts(rows: Sequence[StoredRow]) -> list[str]:
    """The original's visible text by row."""
    return texts_of([row.shared or row.cells[0].html for row in rows]) if rows else []


def text(rows: Sequence[StoredRow]) -> str:
    """The original's visible text, for tags and counting."""
    return "\n".join(texts(rows))


def lead(rows: Sequence[StoredRow], key: str, texts: Sequence[str] = ()) -> str:
    """The first sentences of the text in one language, at most `LEAD` characters; may be empty.

    `texts` are those of the rows, if they are known and that language is the original's.
    """
    for kinds in (_PROSE, _LISTS):
        taken: list[str] = []
        length = 0
        for at, row in enumerate(rows):
            if row.kind not in kinds:
                continue
            words = (texts[at] if row.cells else "") if texts else _translated_text(row, key)
            words = _LABEL.sub("", words)
            if words and words not in taken:
                taken.append(words)
                length += len(words)
            if length >= LEAD:
                break
        if taken:
            return shorten(" ".join(taken))
    return ""


def _translated_text(row: StoredRow, key: str) -> str:
    cell = next((c for c in row.cells if c.key == key and c.state != "missing"), None)
    return text_of(cell.html) if cell else ""


def shorten(words: str, limit: int = LEAD) -> str:
    """Cut a text at the end of a sentence, else of a word, else anywhere.

    >>> shorten("One. Two three", 10), shorten("abcdefghijk", 5)
    ('One.', 'abcde…')
    """
    if len(words) <= limit:
        return words
    cut = words[: limit + 1]
    ends = [match.end() for match in _ENDS.finditer(cut)]
    if ends and ends[-1] >= limit // 3:
        return cut[: ends[-1]].rstrip()
    space = cut.rfind(" ", limit // 2)
    return (cut[:space] if space > 0 else cut[:limit]).rstrip(" ,，、;；:：") + "…"
