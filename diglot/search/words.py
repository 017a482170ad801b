"""What a text is found by: characters and pairs of characters in Chinese, words elsewhere.

Invariant: `templates/static/search.js` cuts a query as this cuts a text; what differs in one and
not the other (case, width, accents, traditional characters) is the same in both after `fold`.
"""

from __future__ import annotations

import re
import unicodedata
from operator import add

from diglot.catalogue.lang_script import SIMPLIFIED

LONGEST = 32
"""Characters of a word that count: a hash is found by its first half."""

UNSPACED = (("\u3005", "\u3007"), ("\u3041", "\u30ff"), ("\u3400", "\u9fff"))
"""Scripts written without spaces: ideographs, hiragana, katakana, and their repetition marks;"""
_RARE = "\U00020000-\U0003ffff"
"""ideographs beyond U+FFFF are too."""

_RUN = re.compile(f"[{''.join(f'{first}-{last}' for first, last in UNSPACED)}{_RARE}]+")
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
_ANY_RARE = re.compile(f"[{_RARE}]")
_MARKS = re.compile("[\u0300-\u036f]+")
_TRADITIONAL = re.compile(f"[{''.join(SIMPLIFIED)}]")
_TABLE = str.maketrans(dict(SIMPLIFIED))

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
    folded = fold(text)
    return words(folded) | _characters(folded)


def _characters(folded: str) -> set[str]:
    """The characters of scripts written without spaces, and each two that stand together."""
    if folded.isascii():
        return set()
    runs = _RUN.findall(folded)
    found = set("".join(runs))
    for run in runs:
        found.update(map(add, run, run[1:]))
    return found


def rare(folded: str) -> set[str]:
    """Those of them that have a character beyond U+FFFF."""
    return {term for term in _characters(folded) if _ANY_RARE.search(term)}


def words(folded: str) -> set[str]:
    """The words of a text that is folded, CVE numbers among them."""
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
