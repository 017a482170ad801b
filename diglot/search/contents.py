"""Files of the index that are read as they are: the directory, and titles and leads by chunk.

Invariant: a pure function of the holdings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from diglot.catalogue.cards import Card
from diglot.publish import badges
from diglot.publish.press import Press
from diglot.record import Slip
from diglot.search import articles, directory, documents, files
from diglot.search.directory import Choice, Directory
from diglot.search.holdings import Holdings
from diglot.search.words import VARIANTS


def chunks(holdings: Holdings, wanted: Iterable[int]) -> Iterator[tuple[str, bytes]]:
    """Files of titles and leads, each named by one of the numbers in it; empty for none."""
    size = files.chunk(holdings.count)
    for first in sorted({number - number % size for number in wanted}):
        shown = [
            (number, _shown(holdings.press, holdings.cards[number]))
            for number in range(first, first + size)
            if number in holdings.cards
        ]
        chunk = files.pack(documents.chunk(shown, size)) if shown else b""
        yield files.chunk_path(first, size), chunk


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
    older, newest = holdings.tiers
    langs = _langs([card.slip for card in archive.cards])
    months = Counter[str]()
    for day, cards in archive.days.items():
        if day:
            months[day.isoformat()[:7]] += len(cards)
    return Directory(
        shards=older.shards,
        newest=newest.shards,
        chunk=files.chunk(holdings.count),
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


def _langs(slips: Sequence[Slip]) -> Counter[str]:
    """How many articles can be read in each language."""
    kinds = Counter[tuple[str, ...]]((slip.lang,) for slip in slips if not slip.editions)
    kinds.update(articles.read_in(slip) for slip in slips if slip.editions)
    langs = Counter[str]()
    for readable, many in kinds.items():
        for lang in articles.langs(readable):
            langs[lang] += many
    return langs
