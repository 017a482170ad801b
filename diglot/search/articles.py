"""From the catalogue's articles to what the index holds of them.

Invariant: only what is published is found: on a site of excerpts their rows, of an article's tags
those that have a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from diglot.catalogue.archive import Archive
from diglot.catalogue.bodies import opened
from diglot.catalogue.cards import Card
from diglot.languages import key_of
from diglot.publish.assemble import EXCERPT_ROWS
from diglot.publish.visible import spaced_text
from diglot.record import Record, Slip, StoredRow, decode_record, decode_rows
from diglot.search.directory import is_bilingual
from diglot.search.documents import Reading, Shown
from diglot.search.levels import Texts, marks

TAGS = 6
"""Tags that lists show of an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What an article is found by besides its own text."""

    tags: str
    """Names of its tags in all languages."""
    marks: tuple[str, ...]
    """Terms that filters ask for."""


encode_around = msgspec.msgpack.Encoder().encode
decode_around = msgspec.msgpack.Decoder(Around).decode


def around(card: Card, archive: Archive, languages: Sequence[str]) -> Around:
    """An article's tags, and the filters that let it pass."""
    slugs = [slug for slug in card.tags if slug in archive.tag_pages]
    names = [name for slug in slugs for name in tag_names(archive, slug, languages)]
    found = marks(langs(read_in(card.slip)), card.source, slugs)
    return Around(tags="\n".join(names), marks=found)


def read_in(slip: Slip) -> tuple[str, ...]:
    """The language of an article, in full, and the site's languages that it is translated into."""
    if not slip.editions:
        return (slip.lang,)
    return (slip.lang, *[each.key for each in slip.editions if each.translated])


def langs(readable: tuple[str, ...]) -> tuple[str, ...]:
    """The site's languages in which an article can be read that is `read_in` these.

    >>> langs(("zh-Hans", "en"))
    ('zh', 'en')
    """
    own, *others = readable
    return tuple(dict.fromkeys((key_of(own), *others)))


def texts(record: Record, rows: Sequence[StoredRow], around: Around) -> Texts:
    """An article's text in all its languages; `rows` are those that its page shows."""
    cells = [
        cell.html
        for row in rows
        for cell in row.cells
        if cell.source or cell.state in ("human", "machine")
    ]
    shared = [row.shared for row in rows if row.shared]
    return Texts(
        title="\n".join([record.title, *(each.title for each in record.editions)]),
        tags=around.tags,
        lead="\n".join([record.lead, *(each.lead for each in record.editions)]),
        body=spaced_text("<br>".join((*cells, *shared))),
        marks=around.marks,
    )


def texts_of(record: bytes, body: bytes, around: Around, *, excerpt: bool) -> Texts:
    """The same from what the store has of a capture: its record and its compressed rows."""
    rows = decode_rows(opened(body)) if body else ()
    return texts(decode_record(record), rows[:EXCERPT_ROWS] if excerpt else rows, around)


def shown(card: Card, archive: Archive, badges: dict[str, tuple[str, ...]]) -> Shown:
    """An article as results show it; `badges` are those of each UI language."""
    record = card.record
    slugs = [slug for slug in card.tags if slug in archive.tag_pages][:TAGS]
    return Shown(
        id=card.id,
        original=Reading(
            lang=record.lang,
            title=record.title,
            title_lang=record.title_lang,
            lead=record.lead,
        ),
        translations={
            each.key: Reading(
                lang=each.lang, title=each.title, title_lang=each.lang, lead=each.lead
            )
            for each in record.editions
        },
        source=card.source,
        tags=tuple(_tag(archive, slug, tuple(badges)) for slug in slugs),
        badges=tuple(" ".join(each) for each in badges.values()),
    )


def tag_names(archive: Archive, slug: str, languages: Sequence[str]) -> tuple[str, ...]:
    """A tag's name in each UI language."""
    tag = archive.tag_names[slug]
    return tuple(str(getattr(tag, lang, tag.en)) for lang in languages)


def _tag(archive: Archive, slug: str, languages: Sequence[str]) -> str:
    names = tag_names(archive, slug, languages)
    return slug if is_bilingual(names) else f"{slug}\t{names[0]}"
