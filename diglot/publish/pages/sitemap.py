"""The sitemap by year, for sites that know their address; articles and lists apart.

Invariant: no file lists more than 50,000 addresses, the protocol's limit.
"""

from __future__ import annotations

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
    paths = []
    for lang in press.settings.languages:
        paths += [permalinks.home(lang), permalinks.archive(lang)]
        paths += [permalinks.index(lang, "tags"), permalinks.index(lang, "sources")]
        paths += [permalinks.day(lang, day) for day in press.archive.days]
        paths += [permalinks.listing(lang, "tags", s) for s in sorted(press.archive.tag_pages)]
        paths += [permalinks.listing(lang, "sources", s) for s in press.archive.sources]
        paths += [permalinks.authored(lang, p.name) for p in press.pages if p.lang == lang]
    base = press.settings.base_url
    return [(base + path.removesuffix("index.html"), "") for path in paths]


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
