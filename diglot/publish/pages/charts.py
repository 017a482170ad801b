"""Counts as bars: what templates draw, with every number in words too.

Invariant: `share` is of the longest bar of its chart, so nothing but zero is drawn as nothing.
"""

from __future__ import annotations

import datetime as dt

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
