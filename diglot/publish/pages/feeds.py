"""Atom feeds: of each language, tag and source, and of everything.

Invariant: valid by RFC 4287 (every feed and entry has id, title, updated and author); ids depend on
the article alone; a language's feeds hold what can be read in that language.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import partial
from itertools import islice

import msgspec
from msgspec import structs

from diglot import fingerprint
from diglot.catalogue.cards import Card
from diglot.languages import key_of
from diglot.publish import permalinks, scope
from diglot.publish.badges import edition_in
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press
from diglot.publish.urls import relative_root

EVERYTHING = "all.xml"
_NEVER = "1970-01-01T00:00:00+00:00"


class Category(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An entry's tag."""

    term: str
    label: str


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One article in a feed; texts are plain, `body` is safe HTML."""

    id: str
    title: str
    lang: str
    href: str
    via: str
    updated: str
    published: str
    author: str
    summary: str
    tags: tuple[Category, ...]
    path: str
    """The capture, whose rows become `body` where the site's feeds are full."""
    key: str
    body: str = ""


class FeedView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What `feed.xml` is made of, as `feed`."""

    id: str
    title: str
    lang: str
    updated: str
    author: str
    self_href: str
    page_href: str
    entries: tuple[FeedEntry, ...]


def feeds(press: Press) -> tuple[Plan, ...]:
    """Every feed of the places that are planned."""
    places = press.scope.places
    key = ("every",) if places is None else tuple(sorted(places))
    return press.once(("feeds", *key), lambda: tuple(_feeds(press)))


def _feeds(press: Press) -> Iterator[Plan]:
    archive = press.archive
    yield plan(press, "", EVERYTHING, "", "index.html", archive.cards)
    for lang in press.settings.languages:
        yield plan(press, lang, permalinks.feed(lang), "", permalinks.home(lang), archive.cards)
        for slug in sorted(archive.tag_feeds):
            if press.scope.holds(scope.listed("tags", slug)):
                name = press.tag_ref(slug, lang).name
                yield _of(press, lang, "tags", slug, name, archive.tags[slug])
        for slug, cards in archive.sources.items():
            if press.scope.holds(scope.listed("sources", slug)):
                name = press.source_ref(slug, lang).name
                yield _of(press, lang, "sources", slug, name, cards)


def _of(press: Press, lang: str, kind: str, slug: str, name: str, cards: tuple[Card, ...]) -> Plan:
    """The feed of a tag or a source."""
    path = permalinks.feed(lang, kind, slug)
    page = permalinks.listing(lang, kind, slug)
    place = scope.listed(kind, slug)
    return structs.replace(plan(press, lang, path, name, page, cards), place=place)


def plan(press: Press, lang: str, path: str, name: str, page: str, cards: tuple[Card, ...]) -> Plan:
    """One feed of the newest of these articles that can be read in its language."""
    found = (card for card in cards if not lang or _is_readable(press, card, lang))
    latest = tuple(islice(found, press.settings.feed.entries))
    full = press.settings.feed.body == "full" and press.settings.body == "full"
    return Plan(
        path=path,
        template="feed.xml",
        fingerprint=fingerprint.of(
            press.base,
            press.templates.digest("feed.xml"),
            path,
            name,
            press.list_digest(latest),
            *[card.slip.body for card in latest if full],
        ),
        variables=lambda: _variables(press, lang, path, name, page, latest),
        bodies=tuple(card.slip.path for card in latest) if full else (),
    )


def _is_readable(press: Press, card: Card, lang: str) -> bool:
    """Whether an article can be read in a UI language."""
    threshold = press.settings.translate.threshold
    slip = card.slip
    if key_of(slip.lang) == lang:
        return True
    return bool(slip.editions) and any(
        made.key == lang and made.translated >= made.segments * threshold > 0
        for made in slip.editions
    )


def _variables(
    press: Press, lang: str, path: str, name: str, page: str, cards: tuple[Card, ...]
) -> Variables:
    titles = press.settings.title
    title = titles.get(lang, "") if lang else " · ".join(titles.values())
    base = press.settings.base_url or relative_root(path)
    entries = tuple(
        press.once(("feed", card.id, lang, base), partial(_entry, press, card, lang, base))
        for card in cards
    )
    feed = FeedView(
        id=_urn(f"feed {press.settings.base_url} {path}"),
        title=f"{name} · {title}" if name else title,
        lang=lang,
        updated=max((entry.updated for entry in entries), default=_NEVER),
        author=title,
        self_href=base + path,
        page_href=base + page,
        entries=entries,
    )
    return {"page": press.page(path, lang, "feed", title), "feed": feed, "base": base}


def _entry(press: Press, card: Card, lang: str, base: str) -> FeedEntry:
    record = card.record
    made = edition_in(card, lang) if lang and key_of(record.lang) != lang else None
    shown = press.entry(card, lang or press.settings.languages[0]) if lang else None
    key = lang if made else key_of(record.lang)
    return FeedEntry(
        id=_urn(record.address or "path:" + record.path),
        title=shown.title.text if shown else record.title,
        lang=made.lang if made else record.lang,
        href=base + permalinks.article(card.id) + (f"#{lang}" if made else ""),
        via=record.url,
        updated=_updated(card),
        published=_zoned(record.published)
        or (record.day.isoformat() + "T00:00:00+00:00" if record.day else ""),
        author=record.author or record.account or record.source or "—",
        summary=(shown.lead.text if shown and shown.lead else record.lead),
        tags=tuple(
            Category(term=slug, label=press.tag_ref(slug, lang or "en").name) for slug in card.tags
        ),
        path=record.path,
        key=key,
    )


def _updated(card: Card) -> str:
    """The later of fetch, update and translation; the day where neither is known."""
    record = card.record
    known = [_zoned(record.fetched), _zoned(record.updated)]
    known += [_zoned(made.date) for made in record.editions]
    day = record.day.isoformat() + "T00:00:00+00:00" if record.day else _NEVER
    return max((each for each in known if each), default=day)


def _zoned(iso: str) -> str:
    """An RFC 3339 moment; a bare day becomes its midnight."""
    return iso + "T00:00:00+00:00" if len(iso) == 10 else iso


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn
