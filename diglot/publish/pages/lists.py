"""Tags and sources: a page for each, with its chart and its neighbours.

Invariant: a tag or a source has the same address in every UI language.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain

from msgspec.structs import replace

from diglot import fingerprint
from diglot.catalogue.cards import Card
from diglot.publish import permalinks, scope
from diglot.publish.pages import charts, feed_refs, indexes, listing, notes
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press
from diglot.publish.views import Ref

BESIDE = 12
"""Related tags or sources shown beside a list."""


def tags(press: Press) -> Iterator[Plan]:
    """A page for each tag that has one, and their index."""
    shown = sorted(press.archive.tag_pages)
    for lang in press.settings.languages:
        for slug in shown:
            yield from _list(press, lang, "tags", slug, press.archive.tags[slug])
        refs = tuple(press.tag_ref(slug, lang, counted=True) for slug in shown)
        yield indexes.index(press, lang, "tags", refs)


def sources(press: Press) -> Iterator[Plan]:
    """A page for each source, and their index by group."""
    for lang in press.settings.languages:
        for slug, cards in press.archive.sources.items():
            yield from _list(press, lang, "sources", slug, cards)
        refs = tuple(press.source_ref(slug, lang, counted=True) for slug in press.archive.sources)
        yield indexes.index(press, lang, "sources", refs)


def _ref(press: Press, kind: str, slug: str, lang: str) -> Ref:
    make = press.tag_ref if kind == "tags" else press.source_ref
    return make(slug, lang, counted=True)


def _list(press: Press, lang: str, kind: str, slug: str, cards: tuple[Card, ...]) -> Iterator[Plan]:
    place = scope.listed(kind, slug)
    if not press.scope.holds(place):
        return
    template = "tag.html" if kind == "tags" else "source.html"
    noted = notes.of(press, kind, slug, lang)
    ref = _ref(press, kind, slug, lang)
    months = press.once(("months", kind, slug), lambda: _months(cards))
    others = press.once(("beside", kind, slug), lambda: _beside(press, kind, slug, cards))
    for number, total, part in listing.pages(cards, press.settings.page_size):
        path = permalinks.listing(lang, kind, slug, 0 if number == total else number)
        first = number == total
        yield Plan(
            path=path,
            template=template,
            fingerprint=fingerprint.of(
                press.base,
                press.templates.digest(template),
                path,
                f"{number} {total} {_shown(ref, first)} {_has_feed(press, kind, slug)}",
                press.once(("aside", kind, slug), lambda: _aside(months, others)) if first else b"",
                *(notes.parts(noted) if first else ()),
                press.list_digest(part, ("part", kind, slug, str(number))),
            ),
            variables=partial(
                _page, press, (lang, kind, slug), path, (number, total), part, months, others
            ),
            place=place,
        )


def _aside(months: list[tuple[dt.date, int]], others: list[list[Ref]]) -> bytes:
    """Fingerprint of what stands beside a list."""
    return fingerprint.of(repr(months), repr(others))


def _shown(ref: Ref, first: bool) -> Ref:
    """The list as its page names it: how many it holds is said on the newest page alone, so that a
    new article changes no other.
    """
    return ref if first else replace(ref, count=0)


def _months(cards: tuple[Card, ...]) -> list[tuple[dt.date, int]]:
    counts = Counter(card.slip.day.replace(day=1) for card in cards if card.slip.day)
    return sorted(counts.items())


def _beside(press: Press, kind: str, slug: str, cards: tuple[Card, ...]) -> list[list[Ref]]:
    """Related tags and sources, as many as fit, named in every UI language."""
    tags = Counter(chain.from_iterable([card.tags for card in cards]))
    sources = Counter([card.source for card in cards])
    del tags[slug], sources[slug], sources[""]
    shown = [(each, count) for each, count in tags.items() if each in press.archive.tag_pages]
    related = sorted(shown, key=lambda pair: (-pair[1], pair[0]))[:BESIDE]
    found = sorted(sources.items(), key=lambda pair: (-pair[1], pair[0]))[:BESIDE]
    refs = []
    for lang in press.settings.languages:
        refs.append([replace(press.tag_ref(each, lang), count=count) for each, count in related])
        refs.append([replace(press.source_ref(each, lang), count=n) for each, n in found])
    return refs


def _page(
    press: Press,
    what: tuple[str, str, str],
    path: str,
    place: tuple[int, int],
    cards: tuple[Card, ...],
    months: list[tuple[dt.date, int]],
    others: list[list[Ref]],
) -> Variables:
    lang, kind, slug = what
    number, total = place
    first = number == total
    ref = _ref(press, kind, slug, lang)
    title = "Tags" if kind == "tags" else "Sources"
    at = 2 * press.settings.languages.index(lang)
    variables: Variables = {
        "page": press.page(
            path,
            lang,
            "tag" if kind == "tags" else "source",
            ref.name,
            feeds=feed_refs.of(press, lang, kind, slug, ref.name)
            if _has_feed(press, kind, slug)
            else (),
            crumbs=(
                Ref(name=press.templates.text(title, lang), href=permalinks.index(lang, kind)),
                replace(ref, href="", count=0),
            ),
            **press.in_languages(
                lang, lambda each: permalinks.listing(each, kind, slug, 0 if first else number)
            ),
        ),
        "ref": _shown(ref, first),
        "entries": tuple(press.entry(card, lang) for card in cards),
        "pager": listing.pager(number, total, lambda n: permalinks.listing(lang, kind, slug, n)),
        "notes": notes.views(notes.of(press, kind, slug, lang)) if first else (),
        "chart": charts.by_month(press, lang, months) if first and len(months) > 1 else None,
    }
    if kind == "tags":
        variables["related"] = tuple(others[at]) if first else ()
        variables["sources"] = tuple(others[at + 1]) if first else ()
    else:
        variables["tags"] = tuple(others[at]) if first else ()
    return variables


def _has_feed(press: Press, kind: str, slug: str) -> bool:
    return kind == "sources" or slug in press.archive.tag_feeds
