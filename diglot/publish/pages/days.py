"""The home pages and the days: the newest articles first, and what failed on its day.

Invariant: every published article is on exactly one page of its day in every UI language.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from diglot import fingerprint
from diglot.catalogue.cards import Card
from diglot.publish import locale, permalinks
from diglot.publish.pages import listing, notes
from diglot.publish.press import Plan, Press, Variables
from diglot.publish.views import FailedEntry, Group, Ref
from diglot.record import Record

LATEST = 30
WEEK = dt.timedelta(days=7)
TOP_TAGS = 12


def home(press: Press) -> Iterator[Plan]:
    """The latest articles grouped by day, in each UI language."""
    cards = press.archive.cards[:LATEST]
    tags = _week(press)
    for lang in press.settings.languages:
        path = permalinks.home(lang)
        yield Plan(
            path=path,
            template="home.html",
            fingerprint=fingerprint.of(
                press.base,
                press.templates.digest("home.html"),
                path,
                repr(tags),
                *(part for slug, _ in tags for part in _name(press, slug)),
                *press.list_parts(cards),
            ),
            variables=partial(_home, press, lang, path, cards, tags),
        )


def _name(press: Press, slug: str) -> tuple[str, str]:
    tag = press.archive.tag_names[slug]
    return tag.zh, tag.en


def _week(press: Press) -> list[tuple[str, int]]:
    """The most frequent tags of the seven days up to the newest article."""
    dated = [card for card in press.archive.cards if card.record.day]
    if not dated or not dated[0].record.day:
        return []
    since = dated[0].record.day - WEEK
    counts: Counter[str] = Counter()
    for card in dated:
        if card.record.day and card.record.day <= since:
            break
        counts.update(slug for slug in card.tags if slug in press.archive.tag_pages)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP_TAGS]


def _home(
    press: Press, lang: str, path: str, cards: tuple[Card, ...], tags: list[tuple[str, int]]
) -> Variables:
    groups = []
    for day, group in groupby(cards, key=lambda card: card.record.day):
        entries = tuple(press.entry(card, lang) for card in group)
        groups.append(Group(heading=_day_ref(press, day, lang, len(entries)), entries=entries))
    settings = press.settings
    return {
        "page": press.page(
            path,
            lang,
            "home",
            settings.title.get(lang, ""),
            description=settings.description.get(lang, ""),
            feeds=(press.feed(lang),),
            **press.in_languages(lang, permalinks.home),
        ),
        "groups": tuple(groups),
        "top_tags": tuple(press.tag_ref(slug, lang) for slug, _ in tags),
    }


def _day_ref(press: Press, day: dt.date | None, lang: str, count: int = 0) -> Ref:
    return Ref(
        name=day_name(press, day, lang),
        href=permalinks.day(lang, day),
        count=count,
        day=day,
    )


def day_name(press: Press, day: dt.date | None, lang: str) -> str:
    """A day as headings name it."""
    return locale.day(day, lang, "long") if day else press.templates.text("Undated", lang)


def days(press: Press) -> Iterator[Plan]:
    """Every day with an article or a failed capture, in each UI language."""
    archive = press.archive
    order = sorted({*archive.days, *archive.failed}, key=lambda day: day or dt.date.min)
    for at, day in enumerate(order):
        older = order[at - 1] if at > 0 else day
        newer = order[at + 1] if at + 1 < len(order) else day
        cards = archive.days.get(day, ())
        failed = archive.failed.get(day, ())
        for lang in press.settings.languages:
            yield from _day(press, lang, day, cards, failed, (older, newer))


def _day(
    press: Press,
    lang: str,
    day: dt.date | None,
    cards: tuple[Card, ...],
    failed: tuple[Record, ...],
    beside: tuple[dt.date | None, dt.date | None],
) -> Iterator[Plan]:
    noted = notes.of(press, "days", day.isoformat(), lang) if day else ()
    for number, total, part in listing.pages(cards, press.settings.page_size):
        path = permalinks.day(lang, day, 0 if number == total else number)
        first = number == total
        yield Plan(
            path=path,
            template="day.html",
            fingerprint=fingerprint.of(
                press.base,
                press.templates.digest("day.html"),
                path,
                f"{number} {total} {len(cards)} {beside}",
                *(notes.parts(noted) if first else ()),
                *press.list_parts(part),
                *(repr((r.title, r.url, r.source, r.failed)) for r in failed if first),
            ),
            variables=partial(
                _day_page,
                press,
                lang,
                day,
                path,
                (number, total),
                part,
                len(cards),
                failed,
                beside,
            ),
        )


def _day_page(
    press: Press,
    lang: str,
    day: dt.date | None,
    path: str,
    place: tuple[int, int],
    cards: tuple[Card, ...],
    count: int,
    failed: tuple[Record, ...],
    beside: tuple[dt.date | None, dt.date | None],
) -> Variables:
    number, total = place
    first = number == total
    title = day_name(press, day, lang)
    crumbs = [Ref(name=press.templates.text("Archive", lang), href=permalinks.archive(lang))]
    if day:
        crumbs += [
            Ref(name=locale.day(day, lang, "year"), href=permalinks.year(lang, day)),
            Ref(name=locale.day(day, lang, "month"), href=permalinks.month(lang, day)),
        ]
    return {
        "page": press.page(
            path,
            lang,
            "day",
            title,
            feeds=(press.feed(lang),),
            crumbs=(*crumbs, Ref(name=title)),
            **press.in_languages(
                lang, lambda each: permalinks.day(each, day, 0 if first else number)
            ),
        ),
        "count": count,
        "date": day,
        "entries": tuple(press.entry(card, lang) for card in cards),
        "failed": tuple(
            FailedEntry(title=r.title, url=r.url, source=r.source, kind=r.failed)
            for r in (failed if first else ())
        ),
        "notes": notes.views(notes.of(press, "days", day.isoformat(), lang))
        if day and first
        else (),
        "pager": listing.pager(number, total, lambda n: permalinks.day(lang, day, n)),
        "older": _day_ref(press, beside[0], lang) if beside[0] != day else None,
        "newer": _day_ref(press, beside[1], lang) if beside[1] != day else None,
    }
