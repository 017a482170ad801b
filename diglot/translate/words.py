"""Whether there is anything in a text that differs between languages.

Invariant: numbers, hashes, addresses, paths and identifiers are the same in every language and are
neither counted as untranslated nor paid for.
"""

from __future__ import annotations

import re

_WORD = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]"
    r"|(?<![\w./\\@:#-])(?<!\[\.\])[^\W\d_]{2,}(?:['’-][^\W\d_]+)*"
    r"(?![\w/\\@-]|[.:][\w/]|\[\.\])"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]*|[\w.+-]{1,64}@[\w.-]{1,255}")
_MARKUP = re.compile(
    r"(?<!`)(`{1,9})(?!`).{1,50000}?(?<!`)\1(?!`)|<[^<>]{0,999}>|\]\([^()]{0,2000}(?:\([^()]{0,999}\)[^()]{0,999})?\)|&#?\w+;",
    re.DOTALL,
)


def has_words(text: str) -> bool:
    """Whether a text without markup has words to translate.

    >>> [has_words(each) for each in ("甲", "Interpol", "CVE-2026-990017", "evil[.]example", "2 A")]
    [True, True, False, False, False]
    """
    return _WORD.search(_ADDRESS.sub(" ", text)) is not None


def surely_has_words(markdown: str) -> bool:
    """Whether inline Markdown without images has words for certain; if not, its tree can tell."""
    return has_words(_MARKUP.sub(" ", markdown))
