"""What a translation must pass before it is stored.

The limits were measured on 5,032 pairs translated by people; the share of good pairs that each
check flags stands beside it. What blocks is never stored; what warns is stored and shown to the
reviewer.

Invariant: pure; says what is wrong in words an editor understands.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass

from diglot.translate.numbers import different_numbers

MAX_CJK = 0.02
"""Share of Chinese characters left in a text in Latin script (0% of good pairs)."""
MAX_ZIPPED = 2.6
"""Bytes to compressed bytes, from 80 characters on (0%; the most among good ones is 2.21)."""
CHARS_A_CJK, CHARS_ELSE = 3.44, 0.90
"""English characters that a Chinese text gives, by its Chinese and its other characters."""
LENGTHS = ((50, 0.65, 1.5), (20, 0.55, 1.7), (10, 0.42, 1.9))
"""From this many Chinese characters on: least and most of the expected length (0.32%: warns)."""

_CJK = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_ADDRESS = re.compile(
    r"https?://[^\s<>()\"'，。；、）】\]]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{0,64}\w",
    re.ASCII,
)
_ERROR = re.compile(
    r"Error \d{3} \(|That.s an error\. |That.s all we know|MYMEMORY WARNING|"
    r"YOU USED ALL AVAILABLE FREE TRANSLATIONS|QUERY LENGTH LIMIT EXCE|INVALID LANGUAGE PAIR|"
    r"NO QUERY SPECIFIED|PLEASE SELECT TWO DISTINCT LANGUAGES|unusual traffic from your computer|"
    r"\b(?:429 )?Too Many Requests\b|\b50[0-4] (?:Bad Gateway|Service Unavailable|Gateway Time)|"
    r"Please try again (?:later|in \d+ seconds)|translation service is (?:un|not )available|"
    r"(?:As an AI|I'm sorry, but I can|I cannot translate)",
    re.IGNORECASE,
)
_TAG_LEFT = re.compile(r"<\s*/?\s*[gx]\b[^<>]{0,20}>|⟦\d+⟧|@@\w+@@")
_GARBLED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffd]"
)
_TOKEN = re.compile(r"[\u3400-\u9fff]|\w+", re.UNICODE)
_LOOP = re.compile(r"(?=(\S.{0,60}?))\1{3,}", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong with a translation."""

    code: str
    what: str
    blocks: bool
    nonsense: bool = False
    """An engine that answers so is not translating at all just now."""


def check(
    source: str, answer: str, *, into: str, keep: frozenset[str] = frozenset()
) -> list[Fault]:
    """What is wrong with `answer`, both as bare text; `into` is the target's BCP 47 tag.

    `keep` are words that stay as they are in every language.
    """
    if not answer.strip():
        return [Fault(code="empty", what="nothing came back", blocks=True)]
    found = [*_wholes(source, answer, keep), *_scripts(source, answer, into)]
    if looped := _loop(answer):
        if not _loop(source, least=3):
            found.append(Fault(code="loop", what=f"repeats {looped!r}", blocks=True))
    elif _zipped(answer) > MAX_ZIPPED and _zipped(source) <= MAX_ZIPPED:
        found.append(Fault(code="loop", what="says the same over and over", blocks=True))
    if addresses(source) != addresses(answer):
        found.append(
            Fault(code="address", what="a web or mail address is missing or new", blocks=True)
        )
    found.extend(_measures(source, answer, into))
    return found


def addresses(text: str) -> Counter[str]:
    """Web and mail addresses with how often each stands there (0.14% of good pairs differ)."""
    return Counter(match.rstrip(".,:;!?") for match in _ADDRESS.findall(text))


def _wholes(source: str, answer: str, keep: frozenset[str]) -> list[Fault]:
    found = []
    if (error := _ERROR.search(answer)) and not _ERROR.search(source):
        what = f"an error message came back: {error[0]!r}"
        found.append(Fault(code="error-text", what=what, blocks=True, nonsense=True))
    words = set(_TOKEN.findall(source))
    if _bare(source) == _bare(answer) and not words <= keep:
        found.append(
            Fault(code="echo", what="the source came back unchanged", blocks=True, nonsense=True)
        )
    if _TAG_LEFT.search(answer) and not _TAG_LEFT.search(source):
        found.append(Fault(code="slots", what="a tag was left in the text", blocks=True))
    if (mark := _GARBLED.search(answer)) and mark[0] not in source:
        what = f"holds a character that no text should (U+{ord(mark[0]):04X})"
        found.append(Fault(code="garbled", what=what, blocks=True))
    return found


def _scripts(source: str, answer: str, into: str) -> list[Fault]:
    han = len(_CJK.findall(answer))
    if into.partition("-")[0] in ("zh", "ja", "ko"):
        if into.startswith("zh") and not han and len(_LATIN_WORD.findall(source)) >= 4:
            return [Fault(code="untranslated", what="no Chinese came back", blocks=True)]
        return []
    if han > 2 and han / len(answer) > MAX_CJK:
        what = f"{han} Chinese characters were left in it"
        return [Fault(code="untranslated", what=what, blocks=True)]
    return []


def _measures(source: str, answer: str, into: str) -> list[Fault]:
    found = []
    chinese, other = (answer, source) if into.startswith("zh") else (source, answer)
    han = len(_CJK.findall(chinese))
    expected = CHARS_A_CJK * han + CHARS_ELSE * (len(chinese) - han)
    size = len(source) / CHARS_A_CJK if into.startswith("zh") else len(source)
    if han:
        for least, low, high in LENGTHS:
            if size >= least:
                if not low <= len(other) / expected <= high:
                    share = f"{len(answer)} characters for {len(source)}"
                    found.append(Fault(code="length", what=f"odd length: {share}", blocks=False))
                break
    if numbers := different_numbers(source, answer):
        what = f"numbers differ: {', '.join(numbers[:4])}"
        found.append(Fault(code="numbers", what=what, blocks=False))
    return found


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _loop(text: str, least: int = 4) -> str:
    """Words that stand there three times running: so many tokens in all at least."""
    tokens = _TOKEN.findall(text.casefold())
    for size in range(1, 9):
        for start in range(len(tokens) - 3 * size + 1):
            gram = tokens[start : start + size]
            times = 1
            while tokens[start + times * size : start + (times + 1) * size] == gram:
                times += 1
            if times >= 3 and times * size >= least and not all(token.isdigit() for token in gram):
                return " ".join(gram)
    return ""


def _zipped(text: str) -> float:
    if len(text) < 80:
        return 0.0
    packed = text.encode("utf-8", "surrogatepass")
    return len(packed) / len(zlib.compress(packed))
