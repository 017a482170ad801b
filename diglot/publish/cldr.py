"""What CLDR says of the interface's own two languages: to have Babel read it takes 20 ms, as long as
ten pages, and every build would wait for it.

Invariant: exactly what Babel gives; a test asks it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Spoken(NamedTuple):
    """One language's dates, plural forms and names of languages; numbers have commas in both."""

    dates: Mapping[str, str]
    """By form, with `y`, `m`, `d` as numbers, `month` and `mon` as words, `letter` of the weekday."""
    months: tuple[str, ...]
    letters: str
    """Of weekdays, Monday first."""
    plural: Callable[[int], int]
    """Which form a number takes, in gettext's order."""
    languages: Mapping[str, str]
    """Those that `catalogue.language` finds."""

    def day(self, date: dt.date, form: str) -> str | None:
        """A date; None in a form that is not known here."""
        pattern = self.dates.get(form)
        if pattern is None:
            return None
        month = self.months[date.month - 1] if self.months else ""
        return pattern.format(
            y=date.year,
            m=date.month,
            d=date.day,
            month=month,
            mon=month[:3],
            letter=self.letters[date.weekday()],
        )


SPOKEN = {
    "zh": Spoken(
        dates={
            "long": "{y}年{m}月{d}日",
            "medium": "{y}年{m}月{d}日",
            "short": "{m}月{d}日",
            "month": "{y}年{m}月",
            "year": "{y}年",
            "weekday": "{letter}",
        },
        months=(),
        letters="一二三四五六日",
        plural=lambda number: 0,
        languages={
            "zh-Hans": "中文 (简体)",
            "zh-Hant": "中文 (繁体)",
            "ja": "日语",
            "ko": "韩语",
            "en": "英语",
            "it": "意大利语",
            "de": "德语",
            "fr": "法语",
            "es": "西班牙语",
            "pt": "葡萄牙语",
            "ru": "俄语",
            "und": "未知语言",
        },
    ),
    "en": Spoken(
        dates={
            "long": "{d} {month} {y}",
            "medium": "{d} {mon} {y}",
            "short": "{d} {mon}",
            "month": "{month} {y}",
            "year": "{y}",
            "weekday": "{letter}",
        },
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        letters="MTWTFSS",
        plural=lambda number: int(number != 1),
        languages={
            "zh-Hans": "Chinese (Simplified)",
            "zh-Hant": "Chinese (Traditional)",
            "ja": "Japanese",
            "ko": "Korean",
            "en": "English",
            "it": "Italian",
            "de": "German",
            "fr": "French",
            "es": "Spanish",
            "pt": "Portuguese",
            "ru": "Russian",
            "und": "Unknown language",
        },
    ),
}
