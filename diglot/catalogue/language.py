"""Which language a text is in, so that it is shown with the right fonts and translated or not.

Invariant: the answer is one of `LANGUAGES`, or the plain language subtag that the front matter
declared; title and body are judged each by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from diglot.catalogue.lang_script import is_traditional
from diglot.catalogue.lang_words import KNOWN, vote, winner

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko", *KNOWN, "und")
"""BCP 47 tags that detection can give."""

_SAMPLE = 2500
"""Characters looked at; 4,000 change no answer on the sample archive and take half as long again."""
_FEW = 8
"""Chinese, Japanese or Korean characters that may stand in a text of another language's code."""
_SHORT = 400
"""Characters below which words are freed from punctuation before the vote."""
_CHARACTERS_PER_STOP_WORD = 3.5
"""A stop word stands for about 2.2 words of prose, a word for about 1.6 Chinese characters
(counted on articles of the sample that exist in both languages)."""

_ROWS = bytes(range(256))
_HAN = bytes([*range(0x34, 0x4E), *range(0x4E, 0xA0)])
_NOT_HAN = _ROWS.translate(None, _HAN)
_NOT_HANGUL = _ROWS.translate(None, bytes(range(0xAC, 0xD8)))
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_COMMON_KANA = "のはをにンーイト"
_WORD = re.compile(r"[^\W\d_]+")
_DECLARED = re.compile(r"([a-z]{2,3})(?:[-_]([a-z0-9_-]+))?", re.IGNORECASE)
_NO_LANGUAGE = frozenset(("und", "mul", "zxx", "mis"))
_TRADITIONAL = frozenset(("hant", "tw", "hk", "mo"))


def detect(text: str, title: str = "", declared: str = "") -> str:
    """Name the language of a cleaned body as BCP 47, `und` where nothing tells.

    The first 2,500 characters are looked at. `declared` is the front matter's `lang`: it decides
    unless the text is in another script. An empty body takes its title's language.

    >>> detect("国际刑警组织发布报告"), detect("國際刑警組織發佈報告"), detect("東京での会議について")
    ('zh-Hans', 'zh-Hant', 'ja')
    >>> detect("The police said that they have found it."), detect("", declared="en-US")
    ('en', 'en')
    """
    sample = text[:_SAMPLE]
    found = _of(sample)
    if found == "und" and title:
        found = _of(title)
    if found == "und" and title and sample:
        found = _of(f"{title}\n{sample}")
    wanted = _normalised(declared, sample)
    if wanted and (found == "und" or _script(wanted) == _script(found)):
        return wanted
    return found


def of_title(title: str, body_lang: str) -> str:
    """Name a title's language; one that does not tell by itself has its body's.

    >>> of_title("Log4Shell", "it"), of_title("How they got in and what it took", "zh-Hans")
    ('it', 'en')
    >>> of_title("漏洞分析", "ja"), of_title("漏洞分析", "en")
    ('ja', 'zh-Hans')
    """
    found = _of(title)
    if found == "und":
        return body_lang
    if found.startswith("zh"):
        told = is_traditional(title)
        if body_lang == "ja" and told is not False:
            return "ja"
        if told is None and body_lang.startswith("zh"):
            return body_lang
        return found
    if found in KNOWN and body_lang in KNOWN:
        words = _WORD.findall(title.lower())
        votes = vote(words)
        return found if votes[found] >= max(3, 2 * votes[body_lang]) else body_lang
    return found


@lru_cache(maxsize=64)
def _of(sample: str) -> str:
    """Name the language of a sample by script first, then by stop words.

    Remembered, since a title is asked for by itself where there is no body.
    """
    if not sample:
        return "und"
    if sample.isascii():
        words = _words(sample)
        return winner(vote(words), len(words))
    rows = sample.encode("utf-16-le", "surrogatepass")[1::2]
    han = len(rows.translate(None, _NOT_HAN))
    hangul = len(rows.translate(None, _NOT_HANGUL))
    kana = 0
    if len(sample) < _SHORT or any(c in sample for c in _COMMON_KANA):
        kana = len(_KANA.findall(sample))
    characters = han + kana + hangul
    # of a long text, words are counted before they are lowered, which few texts need
    words = _words(sample) if len(sample) < _SHORT or not characters else sample.split()
    if not characters:
        return winner(vote(words), len(words))
    if characters <= _CHARACTERS_PER_STOP_WORD * len(words):  # else no vote can tell
        votes = vote(_words(sample))
        if characters <= _CHARACTERS_PER_STOP_WORD * max(votes.values(), default=0):
            alphabetic = winner(votes, len(words), prose_only=characters >= _FEW)
            if alphabetic != "und" or characters < _FEW:
                return alphabetic
    if hangul > han + kana:
        return "ko"
    if kana * 4 > kana + han:
        return "ja"
    return "zh-Hant" if is_traditional(sample[:_SHORT]) else "zh-Hans"


def _words(sample: str) -> list[str]:
    lowered = sample.lower()
    return _WORD.findall(lowered) if len(sample) < _SHORT else lowered.split()


def _normalised(declared: str, sample: str) -> str:
    """Reduce a declared tag to the forms used here; empty where it names no language."""
    parts = _DECLARED.fullmatch(declared.strip())
    if not parts or parts[1].lower() in _NO_LANGUAGE:
        return ""
    if parts[1].lower() != "zh":
        return parts[1].lower()
    if parts[2]:
        marks = set(parts[2].lower().replace("_", "-").split("-"))
        return "zh-Hant" if marks & _TRADITIONAL else "zh-Hans"
    return "zh-Hant" if is_traditional(sample) else "zh-Hans"


def _script(lang: str) -> str:
    """Say which family of scripts a language is written in: only `zh` and `ja` share one."""
    primary = lang.partition("-")[0]
    return {"zh": "Han", "ja": "Han", "ko": "Hangul", "ru": "Cyrillic"}.get(primary, "Latin")
