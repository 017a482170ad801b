"""An engine that sends nothing: it shows what the layout will look like, and serves tests.

Invariant: deterministic, and its output passes every check that a translation must pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diglot.translate.engines.protocol import Context, EngineError, Traits

_TOKEN = re.compile(
    r"(<[^<>]*>|&\w+;|https?://[^\s<>]+|[\w.+-]+@[\w.-]+|\d+(?:[.,]\d+)*)"
    r"|([\u3400-\u9fff]+)|([^\W\d_]+)"
)
_SYLLABLES = tuple(consonant + vowel for consonant in "bdfghjklmnprstvwz" for vowel in "aeiou")
_HAN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃"


class PseudoEngine:
    """Invented words of about the right length, the same for the same text."""

    traits = Traits(
        name="pseudo",
        version="1",
        max_chars=100_000,
        markup="xml",
        batch=50,
        concurrency=2,
        remote=False,
    )

    def code(self, tag: str) -> str:
        """Every language will do."""
        return tag

    def fits(self, text: str) -> bool:
        """Up to `max_chars` characters."""
        return len(text) <= self.traits.max_chars

    def translate(
        self, texts: Sequence[str], source: str, target: str, context: Context
    ) -> Sequence[str | EngineError]:
        """Tags, digits and punctuation stay; words become others."""
        return [_pseudo(text, into_han=target.startswith("zh")) for text in texts]


def _pseudo(text: str, *, into_han: bool) -> str:
    r"""Invented words in place of a text's own.

    >>> _pseudo("<g id=\"1\">警方</g> 2022", into_han=False)
    '<g id="1">Vigoni wo</g> 2022'
    """

    def swap(match: re.Match[str]) -> str:
        same, han, letters = match.groups()
        if same:
            return str(same)
        return _han_words(han or letters) if into_han else _words(han) if han else _word(letters)

    return _TOKEN.sub(swap, text)


def _words(han: str) -> str:
    """About 3.4 letters a character, as English takes for Chinese."""
    syllables = [
        _SYLLABLES[(ord(char) * 7 + part) % len(_SYLLABLES)] for char in han for part in (0, 31)
    ]
    words = ["".join(syllables[i : i + 3]) for i in range(0, len(syllables), 3)]
    return " ".join(words).capitalize()


def _word(letters: str) -> str:
    """A word of the same length, in the same case."""
    word = "".join(_SYLLABLES[ord(char) % len(_SYLLABLES)] for char in letters)[: len(letters)]
    return word.upper() if letters.isupper() else word.title() if letters.istitle() else word


def _han_words(letters: str) -> str:
    """A character for about three letters."""
    return "".join(_HAN[(ord(char) + index) % len(_HAN)] for index, char in enumerate(letters[::3]))
