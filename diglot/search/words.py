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

_HAN = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
"""Scripts written without spaces: ideographs, hiragana, katakana, and their repetition marks."""

_RUN = re.compile(f"([{_HAN}]+)")
_WORD = re.compile(r"[^\W_]+")
_CVE = re.compile(r"(?<![^\W_])cve-[0-9]{4}(?:-[0-9]+)?")
_UNUSUAL = re.compile(
    "[^\x00-\x7f\u00a1-\u00a7\u00ab\u00b7\u00bb\u00bf-\u012f\u0131\u0400-\u0482\u048a-\u052f\u2010\u2012-\u2027"
    "\u2030-\u205e\u20ac\u2190-\u23ff\u2500-\u2bff\u3000-\u3029\u3041-\u3096\u30a1-\u30fe\u3400-\u9fff"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U0001f300-\U0001faff]"
)
"""What may have another form with other letters. Without this, full-width punctuation would have
every Chinese text normalised, which takes longer than all else here."""
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
    if _UNUSUAL.search(text):
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
    runs = _RUN.split(folded)
    others = " ".join(runs[::2])
    found = set(_WORD.findall(others))
    if not others.isascii():
        found = {word if word.isascii() else _bare(word) for word in found}
    if max(map(len, found), default=0) > LONGEST:
        found = {word[:LONGEST] for word in found}
    if "cve-" in others:
        for number in _CVE.findall(others):
            found.update((number[:8], number[:LONGEST]))
    han = runs[1::2]
    found.update("".join(han))
    for run in han:
        found.update(map(add, run, run[1:]))
    return found
