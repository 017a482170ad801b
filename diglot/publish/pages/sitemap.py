"""The sitemap by year, for sites that know their address; articles and lists apart.

Invariant: no file lists more than 50,000 addresses, the protocol's limit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from diglot import fingerprint
from diglot.publish import permalinks
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press

LIMIT = 50_000


def sitemap(press: Press) -> Iterator[Plan]:
    """`sitemap.xml`, which names a file for the lists and one for each year's articles."""
    base = press.settings.base_url
    if not base:
        return
    years: dict[str, list[tuple[str, str]]] = {"lists": _lists(press)}
    for card in press.archive.cards:
        year = str(card.record.day.year) if card.record.day else "undated"
        address = base + permalinks.article(card.id)
        years.setdefault(year, []).append((address, card.record.fetched[:10]))
    names = []
    for year in sorted(years):
        for part in range(0, len(years[year]), LIMIT):
            name = f"sitemap-{year}-{part // LIMIT + 1}.xml" if part else f"sitemap-{year}.xml"
            names.append(base + name)
            yield _plan(press, name, (), tuple(years[year][part : part + LIMIT]))
    yield _plan(press, "sitemap.xml", tuple(names), ())


def _lists(press: Press) -> list[tuple[str, str]]:
    paths = ["index.html"]
    for lang in press.settings.languages:
        paths += [permalinks.home(lang), permalinks.archive(lang), permalinks.stats(lang)]
        paths += [permalinks.index(lang, "tags"), permalinks.index(lang, "sources")]
        paths += _dates(press, lang)
        paths += [permalinks.listing(lang, "tags", s) for s in sorted(press.archive.tag_pages)]
        paths += [permalinks.listing(lang, "sources", s) for s in press.archive.sources]
        paths += [permalinks.authored(lang, p.name) for p in press.pages if p.lang == lang]
    base = press.settings.base_url
    return [(base + path.removesuffix("index.html"), "") for path in paths]


def _dates(press: Press, lang: str) -> list[str]:
    """Years, months and days that have a page."""
    days = sorted({*press.archive.days, *press.archive.failed}, key=lambda day: day or dt.date.min)
    months = sorted({day.replace(day=1) for day in days if day})
    years = sorted({month.replace(month=1) for month in months})
    paths = [permalinks.year(lang, year) for year in years]
    paths += [permalinks.month(lang, month) for month in months]
    return paths + [permalinks.day(lang, day) for day in days]


def _plan(
    press: Press, path: str, maps: tuple[str, ...], addresses: tuple[tuple[str, str], ...]
) -> Plan:
    def variables() -> Variables:
        page = press.page(path, "", "sitemap", "")
        return {"page": page, "maps": maps, "addresses": addresses}

    return Plan(
        path=path,
        template="sitemap.xml",
        fingerprint=fingerprint.of(
            press.templates.digest("sitemap.xml"), path, repr(maps), repr(addresses)
        ),
        variables=variables,
    )
