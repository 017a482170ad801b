"""The days: their articles, newest first, and what failed on them.

Invariant: every published article is on exactly one page of its day in every UI language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from operator import attrgetter

from diglot import fingerprint
from diglot.catalogue.archive import Archive
from diglot.catalogue.cards import Card
from diglot.publish import locale, permalinks, scope
from diglot.publish.pages import feed_refs, listing, notes
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press
from diglot.publish.views import FailedEntry, Ref
from diglot.record import Record


def day_ref(press: Press, day: dt.date | None, lang: str, count: int = 0) -> Ref:
    """A day, linked to its page."""
    return Ref(
        name=day_name(press, day, lang),
        href=permalinks.day(lang, day),
        count=count,
        day=day,
    )


def day_name(press: Press, day: dt.date | None, lang: str) -> str:
    """A day as headings name it."""
    return locale.day(day, lang, "long") if day else press.templates.text("Undated", lang)


def failures(archive: Archive, day: dt.date | None) -> tuple[Record, ...]:
    """A day's failed captures by source and title."""
    found = [archive.whole(slip) for slip in archive.failed.get(day, ())]
    return tuple(sorted(found, key=attrgetter("source", "title")))


def days(press: Press) -> Iterator[Plan]:
    """Every day with an article or a failed capture, in each UI language."""
    archive = press.archive
    order = sorted({*archive.days, *archive.failed}, key=lambda day: day or dt.date.min)
    for at, day in enumerate(order):
        if not press.scope.holds(scope.day(day)):
            continue
        older = order[at - 1] if at > 0 else day
        newer = order[at + 1] if at + 1 < len(order) else day
        cards = archive.days.get(day, ())
        failed = failures(archive, day)
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
                press.list_digest(part, ("part", "days", str(day), str(number))),
                press.once(("failed", str(day)), lambda: _failures(failed)) if first else b"",
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
            place=scope.day(day),
        )


def _failures(failed: tuple[Record, ...]) -> bytes:
    """Fingerprint of what a day shows of its failed captures."""
    return fingerprint.of(*[record.shown for record in failed])


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
            feeds=feed_refs.of(press, lang),
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
        "older": day_ref(press, beside[0], lang) if beside[0] != day else None,
        "newer": day_ref(press, beside[1], lang) if beside[1] != day else None,
    }
