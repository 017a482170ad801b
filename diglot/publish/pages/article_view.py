"""What one article's page shows, from its card and its neighbours; its rows are put in later.

Invariant: pure; everything here is covered by the fingerprint that `articles` gives the page.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from diglot.catalogue.cards import Card
from diglot.languages import key_of
from diglot.publish import jsontext, permalinks
from diglot.publish.pages import notes
from diglot.publish.plans import Variables
from diglot.publish.press import Press
from diglot.publish.views import ArticleView, Provenance, Ref, Seen, Text
from diglot.record import Record


def variables(
    press: Press,
    card: Card,
    beside: tuple[Card | None, Card | None],
    more: tuple[Card, ...],
    related: tuple[Ref, ...],
) -> Variables:
    """The template's variables; `beside` is (newer, older) in the day, `body` the capture."""
    record = card.record
    languages = press.settings.languages
    path = permalinks.article(card.id)
    first = languages[0]
    view = ArticleView(
        id=card.id,
        lang=record.lang,
        key=key_of(record.lang),
        titles=_titles(record),
        languages=(
            key_of(record.lang),
            *(each.key for each in record.editions if each.translated),
        ),
        rows=(),
        contents=(),
        url=record.url,
        source=press.source_ref(card.source, first) if card.source else None,
        account=record.account,
        author=record.author,
        reposted_from=record.reposted_from,
        original_url=record.original_url,
        day=record.day,
        day_href={lang: permalinks.day(lang, record.day) for lang in languages},
        published=_moment(press, record.published),
        fetched=_moment(press, record.fetched),
        updated=_moment(press, record.updated),
        minutes=-(-(record.characters * 220 + record.words * 400) // (400 * 220)),
        characters=record.characters,
        words=record.words,
        tags={
            lang: tuple(
                press.tag_ref(slug, lang) for slug in card.tags if slug in press.archive.tag_pages
            )
            for lang in languages
        },
        truncated=record.truncated,
        doubtful=record.doubtful,
        excerpt=press.settings.body == "excerpt",
        cover=record.cover,
        seen=tuple(Seen(source=s.source, day=s.day, path=s.path) for s in card.seen),
        related=related,
        more={lang: tuple(press.entry(each, lang) for each in more) for lang in languages},
        newer=press.entry(beside[0], first) if beside[0] else None,
        older=press.entry(beside[1], first) if beside[1] else None,
        notes=notes.views(notes.of(press, "articles", record.path)),
        provenance=_provenance(press, record),
        capture_href=_in_repository(press, f"content/articles/{record.path}"),
        edit_href=_in_repository(press, f"content/edits/{record.path[:-3]}.toml")
        if record.has_edit
        else "",
        json_ld=_json_ld(press, card, path),
    )
    return {
        "page": press.page(
            path,
            "",
            "article",
            record.title,
            html_lang=record.lang,
            description=record.lead,
            switch=None,
        ),
        "article": view,
        "body": record.path,
    }


def _titles(record: Record) -> tuple[Text, ...]:
    made = (Text(text=each.title, lang=each.lang) for each in record.editions if each.title)
    return (Text(text=record.title, lang=record.title_lang), *made)


def _moment(press: Press, iso: str) -> str:
    """A moment in the site's zone to the minute; a bare day as it stands."""
    if len(iso) <= 10:
        return iso
    moment = dt.datetime.fromisoformat(iso).astimezone(press.settings.zone)
    return moment.isoformat(" ", "minutes")[:16]


def _provenance(press: Press, record: Record) -> tuple[Provenance, ...]:
    return tuple(
        Provenance(
            lang=each.lang,
            key=each.key,
            translated=each.translated,
            segments=each.segments,
            machine=each.machine,
            engines=each.engines,
            edit_href=_in_repository(
                press, f"content/translations/{each.key}/{record.path[:-3]}.po"
            ),
        )
        for each in record.editions
        if each.translated
    )


def _in_repository(press: Press, path: str) -> str:
    base = press.settings.repo_url.rstrip("/")
    return f"{base}/{quote(path)}" if base else ""


def _json_ld(press: Press, card: Card, path: str) -> Markup:
    """schema.org's view of the article, as data that cannot end its script element."""
    record, base = card.record, press.settings.base_url
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": record.title,
        "inLanguage": record.lang,
        "datePublished": record.published or (record.day.isoformat() if record.day else None),
        "dateModified": record.updated or None,
        "author": {"@type": "Person", "name": record.author} if record.author else None,
        "publisher": {"@type": "Organization", "name": record.account or record.source}
        if record.account or record.source
        else None,
        "isBasedOn": record.url or None,
        "url": base + path if base else None,
        "description": record.lead or None,
        "alternativeHeadline": next((e.title for e in record.editions if e.title), None),
    }
    kept = {key: value for key, value in described.items() if value}
    return Markup(jsontext.dumps(kept))  # noqa: S704 - JSON with every < > & written as \u00xx
