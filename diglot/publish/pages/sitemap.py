"""The sitemap by year, for sites that know their address; articles and lists apart.

Invariant: no file lists more than 50,000 addresses, the protocol's limit.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from diglot import fingerprint
from diglot.catalogue.cards import Card
from diglot.publish import permalinks, scope
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press

LIMIT = 50_000
_LISTS = "years lists"
"""All that is not an article, among the years."""


def sitemap(press: Press) -> Iterator[Plan]:
    """`sitemap.xml`, which names a file for the lists and one for each year's articles."""
    base = press.settings.base_url
    if not base:
        return
    years: dict[str, list[Card]] = defaultdict(list)
    for day, cards in press.archive.days.items():
        years[scope.year(day)] += cards
    lists = _lists(press)
    names = []
    for place in sorted([*years, _LISTS]):
        part = place.removeprefix("years ")
        for start in range(0, len(lists if place == _LISTS else years[place]), LIMIT):
            name = f"sitemap-{part}-{start // LIMIT + 1}.xml" if start else f"sitemap-{part}.xml"
            names.append(base + name)
            if place == _LISTS:
                yield _plan(press, name, (), tuple(lists[start : start + LIMIT]))
            elif press.scope.holds(place):
                addresses = [_address(base, card) for card in years[place][start : start + LIMIT]]
                yield _plan(press, name, (), tuple(addresses), place)
    yield _plan(press, "sitemap.xml", tuple(names), ())


def _address(base: str, card: Card) -> tuple[str, str]:
    return base + permalinks.article(card.id), card.slip.fetched[:10]


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
    press: Press,
    path: str,
    maps: tuple[str, ...],
    addresses: tuple[tuple[str, str], ...],
    place: str = "",
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
        place=place,
    )
