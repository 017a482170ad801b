"""What a text is found by: characters and pairs of characters in Chinese, words elsewhere.

Invariant: `templates/static/search.js` cuts a query as this cuts a text; what differs in one and
not the other (case, width, accents, traditional characters) is the same in both after `fold`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from operator import add
from typing import TypeAlias

from diglot.catalogue.lang_script import SIMPLIFIED
from diglot.search import pairs
from diglot.search.pairs import BETWEEN

LONGEST = 32
"""Characters of a word that count: a hash is found by its first half."""

_HAN = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
"""Scripts written without spaces: ideographs, hiragana, katakana, and their repetition marks."""

_RUN = re.compile(f"[{_HAN}]+")
_WORD = re.compile(r"[^\W_]+")
_CVE = re.compile(r"(?<![^\W_])cve-[0-9]{4}(?:-[0-9]+)?")
_PLAIN = (
    "\x00-\x7f\u00a0-\u00a7\u00a9\u00ab-\u00ae\u00b0\u00b1\u00b6\u00b7\u00bb\u00bf\u00d7\u00f7"
    "\u2000-\u206f\u20ac\u2190-\u23ff\u2500-\u2775\u2794-\u2bff\u3000-\u3020\u3041-\u3096\u30a1-\u30fe"
    "\u3400-\u9fff\ufe0f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U0001f300-\U0001faff"
)
"""Characters that have no other form with other letters: ASCII, ideographs and kana, and signs."""
_LETTERS = "\u00c0-\u012f\u0131\u0400-\u0482\u048a-\u052f\u2776-\u2793\u3021-\u3029"
"""The same of letters and numbers elsewhere."""
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]")
_UNUSUAL = re.compile(f"[^{_PLAIN}{_LETTERS}]")
"""What may have another form with other letters. Without this, full-width punctuation would have
every Chinese text normalised, which takes longer than all else here."""
_BLANKS = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
"""ASCII with a blank for all but letters and digits."""
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_MARKS = re.compile("[\u0300-\u036f]+")
_TRADITIONAL = re.compile(f"[{''.join(SIMPLIFIED)}]")
_TABLE = str.maketrans(dict(SIMPLIFIED))

Key: TypeAlias = str | int
"""A term, or the number of a pair of characters (`pairs`)."""
VARIANTS = "".join(key + form for key, form in SIMPLIFIED.items())
"""Each traditional character and its simplified form, for queries."""


def fold(text: str) -> str:
    """A text in the one form that is compared, but for accents, which its words lose.

    >>> fold("ＡＰＴ 國際")
    'apt 国际'
    """
    text = text.lower()
    if text.isascii():
        return text
    if _NOT_PLAIN.search(text) and _UNUSUAL.search(text):
        text = unicodedata.normalize("NFKC", text).lower()
        if _MARKS.search(text):
            text = _bare(text)
    return text.translate(_TABLE) if _TRADITIONAL.search(text) else text


def _bare(text: str) -> str:
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))


def terms(text: str) -> set[str]:
    """Everything that a text is found by.

    A CVE number is one word too, found by its year as well.

    >>> sorted(terms("APT攻击, CVE-2022-30190"))
    ['2022', '30190', 'apt', 'cve', 'cve-2022', 'cve-2022-30190', '击', '攻', '攻击']
    >>> sorted(terms("Über"))
    ['uber']
    """
    return {term for term in spelled(keys(text)) if BETWEEN not in term}


def keys(text: str) -> set[Key]:
    """The same before it is `spelled`: most pairs of characters as numbers, some not of the text."""
    folded = fold(text)
    found: set[Key] = set(_words(folded))
    runs = "" if folded.isascii() else BETWEEN.join(_RUN.findall(folded))
    if runs:
        found.update(runs)
        found.discard(BETWEEN)
        if _BEYOND.search(runs):
            found.update(pair for pair in map(add, runs, runs[1:]) if _BEYOND.search(pair))
            runs = _BEYOND.sub(BETWEEN, runs)
        found.update(pairs.numbered(runs))
    return found


def spelled(keys: Collection[Key]) -> list[str]:
    """Each key's term, in the same order; what has `BETWEEN` in it is none."""
    numbers = iter(pairs.spelled([key for key in keys if isinstance(key, int)]))
    return [next(numbers) if isinstance(key, int) else key for key in keys]


def _words(folded: str) -> set[str]:
    if _NOT_PLAIN.search(folded):
        others = _RUN.sub(" ", folded)
        found = {word if word.isascii() else _bare(word) for word in _WORD.findall(others)}
    else:
        signs = folded.encode("ascii", "replace")
        others = signs.decode()
        found = set(signs.translate(_BLANKS).decode().split())
    if max(map(len, found), default=0) > LONGEST:
        found = {word[:LONGEST] for word in found}
    if "cve-" in others:
        for number in _CVE.findall(others):
            found.update((number[:8], number[:LONGEST]))
    return found
