"""`diglot glossary lint`: where articles and translations do not keep to the glossary.

Invariant: every finding has file, line and column, both from 1, of the text as it is on disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diglot.model import Finding
from diglot.translate.glossary import Glossary, Row
from diglot.translate.terms import form_pattern

_HIDDEN = re.compile(r"\]\([^()\s]*\)|https?://\S+|<[^<>\n]*>|`[^`\n]*`")
_HEADS = ("term", "name")


def lint(texts: Iterable[tuple[str, str, str]], glossary: Glossary) -> Iterator[Finding]:
    """Findings for each article or other text: its path, its language and its whole text.

    A `suspect` wording is always reported; a `variant` too, with the word to use. Longer wordings
    win over shorter ones that they contain; addresses and code are not looked at.
    """
    patterns = {lang: _pattern(glossary, lang) for lang in ("zh", "en")}
    for path, lang, text in texts:
        found = patterns.get(lang.partition("-")[0])
        if found is not None:
            yield from _lint_one(path, text, glossary, lang, *found)


def _pattern(glossary: Glossary, lang: str) -> tuple[re.Pattern[str], dict[str, list[Row]]] | None:
    """One expression for every wording, the longest first, and the rows of each."""
    rows: dict[str, list[Row]] = {}
    for row in glossary.rows:
        word = row.word(lang)
        if word:
            rows.setdefault(word.casefold(), []).append(row)
    if not rows:
        return None
    words = sorted((row.word(lang) for each in rows.values() for row in each), key=len)
    joined = "|".join(form_pattern(word).pattern for word in dict.fromkeys(reversed(words)))
    return re.compile(joined, re.IGNORECASE), rows


def _lint_one(
    path: str,
    text: str,
    glossary: Glossary,
    lang: str,
    pattern: re.Pattern[str],
    rows: dict[str, list[Row]],
) -> Iterator[Finding]:
    shown = _HIDDEN.sub(lambda match: "\x00" * len(match[0]), text)
    for match in pattern.finditer(shown):
        word = match[0]
        known = rows.get(word.casefold()) or rows.get(word.casefold().removesuffix("s"), [])
        if any(row.kind in ("term", "name", "keep") for row in known):
            continue
        for row in known:
            if row.kind in ("variant", "suspect"):
                yield _finding(path, shown, match.start(), word, row, glossary, lang)
                break


def _finding(
    path: str, text: str, at: int, word: str, row: Row, glossary: Glossary, lang: str
) -> Finding:
    heads = [head.word(lang) for head in glossary.concept(row.id) if head.kind in _HEADS]
    head = heads[0] if heads and heads[0] else row.id
    line_start = text.rfind("\n", 0, at) + 1
    suspect = row.kind == "suspect"
    what = f"{word} is probably a mistake for {head}" if suspect else f"{word} is also {head}"
    return Finding(
        path=path,
        line=text.count("\n", 0, at) + 1,
        column=at - line_start + 1,
        what=f"{what} ({row.id})",
        help=row.note or f"write {head}",
        code="glossary-suspect" if suspect else "glossary-variant",
        severity="warning" if suspect else "note",
    )
