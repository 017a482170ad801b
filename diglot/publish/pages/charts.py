"""Counts as bars: what templates draw, with every number in words too.

Invariant: `share` is of the longest bar of its chart, so nothing but zero is drawn as nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from diglot.publish import locale, permalinks
from diglot.publish.press import Press
from diglot.publish.views import Bar, Chart


def by_month(press: Press, lang: str, months: list[tuple[dt.date, int]]) -> Chart:
    """Articles by month, every month from the first to the last."""
    counts = dict(months)
    month, last = months[0][0], months[-1][0]
    every = []
    while month <= last:
        every.append(month)
        month = (month + dt.timedelta(days=32)).replace(day=1)
    most = max(counts.values())
    bars = tuple(
        Bar(
            label=locale.day(each, lang, "month"),
            count=counts.get(each, 0),
            share=counts.get(each, 0) / most,
            href=permalinks.month(lang, each) if each in counts else "",
        )
        for each in every
    )
    title = press.templates.text("Articles by month", lang)
    return Chart(title=title, bars=bars, form="columns")


def ranked(title: str, rows: list[tuple[str, str, int]]) -> Chart:
    """One bar for each (label, href, count), in the given order."""
    most = max((count for _, _, count in rows), default=1) or 1
    return Chart(
        title=title,
        bars=tuple(
            Bar(label=label, href=href, count=count, share=count / most)
            for label, href, count in rows
        ),
    )


def stacked(
    title: str,
    months: dict[dt.date, Counter[str]],
    parts: tuple[tuple[str, str], ...],
    lang: str,
) -> Chart:
    """One column a month, of parts (key, label)."""
    most = max((sum(counts.values()) for counts in months.values()), default=1) or 1
    return Chart(
        title=title,
        form="columns",
        bars=tuple(
            Bar(
                label=locale.day(month, lang, "month"),
                count=sum(months[month].values()),
                share=sum(months[month].values()) / most,
                href=permalinks.month(lang, month),
                parts=tuple(
                    Bar(label=label, count=months[month][key], share=months[month][key] / most)
                    for key, label in parts
                ),
            )
            for month in sorted(months)
        ),
    )
