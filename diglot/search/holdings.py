"""What the index is to hold: every published article under its number.

Invariant: a pure function of the press; an article's state changes whenever anything that the
index holds of it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from diglot import fingerprint
from diglot.catalogue.cards import Card
from diglot.publish import badges
from diglot.publish.press import Press
from diglot.search import articles, directory, documents, files
from diglot.search.directory import Choice, Directory
from diglot.search.numbering import Arrival, numbers
from diglot.search.words import VARIANTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """All articles, numbered, newest first."""

    press: Press
    stride: int
    cards: Mapping[int, Card]

    @property
    def shards(self) -> int:
        """How many shards they take."""
        return files.shards(len(self.cards))

    @property
    def shape(self) -> bytes:
        """What decides in which file a term or an article is."""
        return fingerprint.of(self.shards, self.stride)

    def around(self, number: int) -> articles.Around:
        """What an article is found by besides its own text."""
        press = self.press
        return articles.around(self.cards[number], press.archive, press.settings.languages)


def hold(press: Press) -> Holdings:
    """The articles of the archive under their numbers."""
    cards = press.archive.cards
    stride, placed = numbers(
        [Arrival(record.id, record.day, record.fetched) for record in (c.record for c in cards)]
    )
    by_number = {placed[card.record.id]: card for card in cards}
    numbered = {number: by_number[number] for number in sorted(by_number, reverse=True)}
    return Holdings(press=press, stride=stride, cards=numbered)


def basis(press: Press) -> bytes:
    """Fingerprint of what every file of the index depends on besides the articles."""
    chosen = press.settings
    told = (chosen.languages, chosen.body, chosen.translate.threshold)
    return fingerprint.of(fingerprint.of_code(), repr(told))


def state(press: Press, card: Card) -> bytes:
    """Fingerprints of an article's text and of all else that the index holds of it."""
    path = card.record.path.encode("utf-8", "surrogateescape")
    return card.digest + card.record.body + press.tag_state(card.tags) + path


def chunks(holdings: Holdings, wanted: Iterable[int]) -> Iterator[tuple[str, bytes]]:
    """Files of titles and leads, each named by one of the numbers in it; empty for none."""
    for first in sorted({number - number % files.CHUNK for number in wanted}):
        shown = [
            (number, _shown(holdings.press, holdings.cards[number]))
            for number in range(first, first + files.CHUNK)
            if number in holdings.cards
        ]
        yield files.chunk_path(first), files.pack(documents.chunk(shown)) if shown else b""


def _shown(press: Press, card: Card) -> documents.Shown:
    shown = {lang: badges.of(card, lang, press.settings) for lang in press.settings.languages}
    return articles.shown(card, press.archive, shown)


def fixed(holdings: Holdings) -> Iterator[tuple[str, bytes]]:
    """The directory, and which traditional character stands for which simplified one."""
    yield files.DIRECTORY, files.pack(directory.encode(_directory(holdings)))
    yield files.VARIANTS, files.pack(VARIANTS.encode())


def _directory(holdings: Holdings) -> Directory:
    archive = holdings.press.archive
    languages = holdings.press.settings.languages
    langs = Counter(lang for card in archive.cards for lang in articles.langs(card.record))
    months = Counter[str]()
    for day, cards in archive.days.items():
        if day:
            months[day.isoformat()[:7]] += len(cards)
    return Directory(
        shards=holdings.shards,
        stride=holdings.stride,
        sources=[
            Choice(
                key=slug,
                count=len(cards),
                names=tuple(archive.source_names[slug].display(lang) for lang in languages),
            )
            for slug, cards in archive.sources.items()
        ],
        tags=[
            Choice(
                key=slug,
                count=len(archive.tags[slug]),
                names=articles.tag_names(archive, slug, languages),
            )
            for slug in sorted(archive.tag_pages)
        ],
        langs=[Choice(key=lang, count=count) for lang, count in sorted(langs.items())],
        months=months,
    )
