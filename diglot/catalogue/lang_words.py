"""Which language a text in an alphabet is in, by the words that every sentence needs.

Invariant: only the languages in `KNOWN` are ever named; the decoys in `_OTHERS` exist so that,
say, Dutch is not called German.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

KNOWN = ("en", "it", "de", "fr", "es", "pt", "ru")
"""BCP 47 languages that a stop-word vote can name."""
# fmt: off
_OTHERS = (
    "nl", "sv", "da", "no", "pl", "cs", "sk", "ro", "hu", "fi", "tr", "et", "lv", "lt", "hr", "sl",
    "id", "vi", "ca", "uk", "bg",
)
_KEYWORDS = frozenset((
    "if", "for", "else", "while", "return", "new", "this", "try", "case", "end", "do", "not", "or",
    "def", "var", "let",
))
# fmt: on
"""Words of programs: in an article with much code they say nothing of its prose."""

_SURE = 0.12
"""Least share of a text's words that are stop words of its language. Prose of the sample has 0.25
and more, lists of names and program code less than 0.1."""
_TIE = 0.97
"""A known language may be this much behind an unknown one: the lists differ in length."""


def vote(words: Iterable[str]) -> Counter[str]:
    """Count for each language how many of the lower-case words are its stop words.

    >>> vote("the state of the art".split()).most_common(1)
    [('en', 4)]
    """
    known, groups = _stop_words()
    ballots = Counter(map(known.get, words))
    del ballots[None]
    votes: Counter[str] = Counter()
    for group, n in ballots.items():
        for lang in groups[group or 0]:
            votes[lang] += n
    return votes


def winner(votes: Mapping[str, int], words: int, *, prose_only: bool = False) -> str:
    """Name the language of a text of so many words; `und` where no known one stands out.

    Code and lists hold few stop words: unless `prose_only`, four of one language will do for them.
    """
    first, second = [*sorted(votes.values(), reverse=True), 0, 0][:2]
    best = max(KNOWN, key=lambda lang: votes.get(lang, 0))
    if votes.get(best, 0) < max(2, first * _TIE):
        return "und"
    prose = first >= words * _SURE
    return best if prose or (not prose_only and first >= max(4, 2 * second)) else "und"


@cache
def _stop_words() -> tuple[Mapping[str, int], tuple[tuple[str, ...], ...]]:
    """Map each stop word to the number of a group of languages, once a process (8 ms).

    A number, since a tuple is hashed anew each time that it is counted.
    """
    languages: dict[str, list[str]] = {}
    lists = _lists()
    for lang in (*KNOWN, *_OTHERS):
        for word in lists.get(lang, ()):
            if len(word) > 1 and word.isalpha() and word not in _KEYWORDS:
                languages.setdefault(word, []).append(lang)
    found = {word: tuple(each) for word, each in languages.items()}
    groups = {group: number for number, group in enumerate(dict.fromkeys(found.values()))}
    return {word: groups[group] for word, group in found.items()}, tuple(groups)


def _lists() -> dict[str, list[str]]:
    """Read stopwordsiso's file: importing the package asks for its version, which costs 40 ms."""
    spec = find_spec("stopwordsiso")
    if spec and spec.origin:
        file = Path(spec.origin).with_name("stopwords-iso.json")
        if file.is_file():
            lists: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
            return lists
    import stopwordsiso

    return {lang: sorted(stopwordsiso.stopwords(lang)) for lang in (*KNOWN, *_OTHERS)}
