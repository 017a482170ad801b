"""Whether two texts speak of the same numbers, in Chinese and European ways of writing them.

Invariant: 2000万, 20 million and 20,000,000 are one number; a number that is spelt out on one side
may stand in digits on the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_SCALES = {
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "萬": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "億": 100_000_000,
    "万亿": 10**12,
    "兆": 10**12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 1_000,
    "m": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "mn": 10**6,
    "tn": 10**12,
}
_DIGITS = re.compile(
    r"(?<![\d.])(\d+(?:[,，]\d{3})+|\d+)(\.\d+)?"
    r"(?:\s*(万亿|[十百千]万|[百千万萬亿億兆]|(?:hundred|thousand|million|billion|trillion)\b)"
    r"|(bn|mn|tn|k|m|b)\b)?",
    re.IGNORECASE,
)
_FULL_HOUR = re.compile(r"\b(\d{1,2})[:：]00\b")
_HAN = re.compile("[零〇一二两兩三四五六七八九十百千万萬亿億]+")
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
}
_WORDS = {
    word: value
    for value, words in {
        1: "one first once a an single January Jan",
        2: "two second twice both pair half February Feb",
        3: "three third March Mar",
        4: "four fourth quarter April Apr",
        5: "five fifth May",
        6: "six sixth June Jun",
        7: "seven seventh July Jul",
        8: "eight eighth August Aug",
        9: "nine ninth September Sep Sept",
        10: "ten tenth October Oct decade",
        11: "eleven eleventh November Nov",
        12: "twelve twelfth December Dec dozen",
        13: "thirteen thirteenth",
        14: "fourteen fourteenth",
        15: "fifteen fifteenth",
        16: "sixteen sixteenth",
        17: "seventeen seventeenth",
        18: "eighteen eighteenth",
        19: "nineteen nineteenth",
        20: "twenty twentieth",
        30: "thirty thirtieth",
        40: "forty",
        50: "fifty",
        60: "sixty",
        70: "seventy",
        80: "eighty",
        90: "ninety",
        100: "hundred hundredth century",
        1000: "thousand",
        1_000_000: "million",
        1_000_000_000: "billion",
    }.items()
    for word in words.lower().split()
}
_WORD = re.compile(r"[A-Za-z]+")


def different_numbers(source: str, target: str) -> tuple[str, ...]:
    """Numbers in digits on one side that the other side does not have in any form.

    >>> different_numbers("每天2000万次，12月", "20 million times a day in December")
    ()
    >>> different_numbers("逮捕1000多人", "more than 100 arrests")
    ('1000', '100')
    """
    first, second = _digits(source), _digits(target)
    lacking = [one for one in first if one not in second and one not in _spelt(target)]
    added = [one for one in second if one not in first and one not in _spelt(source)]
    return tuple(_plain(one) for one in (*lacking, *added))


def _digits(text: str) -> list[Decimal]:
    found = []
    for match in _DIGITS.finditer(_FULL_HOUR.sub(r"\1", text)):
        whole, part, scale, letter = match.groups()
        value = Decimal(re.sub("[,，]", "", whole) + (part or ""))
        found.append(
            (value * _SCALES[(scale or letter or "").lower()]) if scale or letter else value
        )
    return [value.normalize() for value in dict.fromkeys(found)]


def _spelt(text: str) -> set[Decimal]:
    words = (_WORDS.get(match[0].lower()) for match in _WORD.finditer(text))
    found = {Decimal(value) for value in words if value is not None}
    for match in _HAN.finditer(text):
        found.update(map(Decimal, _han_values(match[0])))
    return {value.normalize() for value in found}


def _han_values(text: str) -> Iterator[int]:
    """What a run of Chinese numerals may stand for: a number, or its digits in a row."""
    if all(char in _HAN_DIGITS for char in text):
        yield int("".join(str(_HAN_DIGITS[char]) for char in text))
        yield from (_HAN_DIGITS[char] for char in text)
        return
    total, section, digit = 0, 0, 0
    for char in text:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char == "十":
            section, digit = section + (digit or 1) * 10, 0
        elif char in "百千":
            section, digit = section + (digit or 1) * _SCALES[char], 0
        else:
            total, section, digit = (total + section + digit or 1) * _SCALES[char], 0, 0
    yield total + section + digit


def _plain(value: Decimal) -> str:
    return format(value, "f")
