"""Months, years and the whole archive, as calendars with counts.

Invariant: every day that has a page is linked from its month, every month from its year, every
year from the archive.
"""

from __future__ import annotations

import calendar as weeks
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial

from diglot import fingerprint
from diglot.publish import locale, permalinks
from diglot.publish.pages import feed_refs
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press
from diglot.publish.views import Ref, RefGroup

Counts = dict[dt.date, int]


def calendar(press: Press) -> Iterator[Plan]:
    """Month, year and archive pages in each UI language."""
    archive = press.archive
    counts = {day: len(cards) for day, cards in archive.days.items() if day}
    counts |= {day: 0 for day in archive.failed if day and day not in counts}
    in_month: dict[dt.date, Counts] = defaultdict(dict)
    in_year: dict[dt.date, Counts] = defaultdict(dict)
    for day, count in counts.items():
        in_month[day.replace(day=1)][day] = count
        in_year[day.replace(month=1, day=1)][day] = count
    months, years = sorted(in_month), sorted(in_year)
    for lang in press.settings.languages:
        for at, month in enumerate(months):
            path = permalinks.month(lang, month)
            yield _plan(press, lang, "month", path, in_month[month], months, at)
        for at, year in enumerate(years):
            yield _plan(press, lang, "year", permalinks.year(lang, year), in_year[year], years, at)
        undated = len(archive.days.get(None, ())) + len(archive.failed.get(None, ()))
        yield Plan(
            path=permalinks.archive(lang),
            template="archive.html",
            fingerprint=_fingerprint(press, "archive.html", lang, counts, str(undated)),
            variables=partial(_archive, press, lang, counts, undated),
        )


def _plan(
    press: Press, lang: str, kind: str, path: str, shown: Counts, all: list[dt.date], at: int
) -> Plan:
    beside = (all[at - 1] if at else None, all[at + 1] if at + 1 < len(all) else None)
    return Plan(
        path=path,
        template=f"{kind}.html",
        fingerprint=_fingerprint(press, f"{kind}.html", path, shown, repr(beside)),
        variables=lambda: _page(press, lang, kind, all[at], shown, beside),
    )


def _fingerprint(press: Press, template: str, path: str, counts: Counts, more: str) -> bytes:
    days = "".join(f"{day}{counts[day]} " for day in sorted(counts))
    return fingerprint.of(press.base, press.templates.digest(template), path, days, more)


def _page(
    press: Press,
    lang: str,
    kind: str,
    date: dt.date,
    counts: Counts,
    beside: tuple[dt.date | None, dt.date | None],
) -> Variables:
    make = permalinks.month if kind == "month" else permalinks.year
    title = locale.day(date, lang, kind)
    crumbs = [Ref(name=press.templates.text("Archive", lang), href=permalinks.archive(lang))]
    if kind == "month":
        crumbs.append(Ref(name=locale.day(date, lang, "year"), href=permalinks.year(lang, date)))
    older, newer = (
        Ref(name=locale.day(each, lang, kind), href=make(lang, each)) if each else None
        for each in beside
    )
    months = sorted({day.replace(day=1) for day in counts}, reverse=kind == "year")
    return {
        "page": press.page(
            make(lang, date),
            lang,
            kind,
            title,
            crumbs=(*crumbs, Ref(name=title)),
            **press.in_languages(lang, lambda each: make(each, date)),
        ),
        "count": sum(counts.values()),
        "groups": tuple(_month(lang, month, counts, linked=kind == "year") for month in months),
        "older": older,
        "newer": newer,
    }


def _month(lang: str, month: dt.date, counts: Counts, *, linked: bool) -> RefGroup:
    """Every day of a month, linked where it has a page."""
    last = weeks.monthrange(month.year, month.month)[1]
    days = [month.replace(day=number) for number in range(1, last + 1)]
    return RefGroup(
        heading=Ref(
            name=locale.day(month, lang, "month"),
            href=permalinks.month(lang, month) if linked else "",
            count=sum(counts.get(day, 0) for day in days),
        ),
        refs=tuple(
            Ref(
                name=locale.day(day, lang, "long"),
                href=permalinks.day(lang, day) if day in counts else "",
                count=counts.get(day, 0),
                day=day,
            )
            for day in days
        ),
    )


def _archive(press: Press, lang: str, counts: Counts, undated: int) -> Variables:
    months: Counter[dt.date] = Counter()
    for day, count in counts.items():
        months[day.replace(day=1)] += count
    groups = []
    for year in sorted({month.year for month in months}, reverse=True):
        own = [month for month in sorted(months, reverse=True) if month.year == year]
        refs = tuple(
            Ref(
                name=locale.day(month, lang, "month"),
                href=permalinks.month(lang, month),
                count=months[month],
            )
            for month in own
        )
        heading = Ref(
            name=locale.day(own[0], lang, "year"),
            href=permalinks.year(lang, own[0]),
            count=sum(ref.count for ref in refs),
        )
        groups.append(RefGroup(heading=heading, refs=refs))
    if undated:
        name = press.templates.text("Undated", lang)
        ref = Ref(name=name, href=permalinks.day(lang, None), count=undated)
        groups.append(RefGroup(heading=Ref(name=name, count=undated), refs=(ref,)))
    title = press.templates.text("Archive", lang)
    return {
        "page": press.page(
            permalinks.archive(lang),
            lang,
            "archive",
            title,
            feeds=feed_refs.of(press, lang),
            crumbs=(Ref(name=title),),
            **press.in_languages(lang, permalinks.archive),
        ),
        "count": len(press.archive.cards),
        "groups": tuple(groups),
    }
