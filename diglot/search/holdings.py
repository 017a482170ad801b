"""What the index is to hold: every published article under its number, and in which tier.

Invariant: a pure function of the press; an article's state changes whenever anything that the
index holds of it does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from diglot import fingerprint
from diglot.catalogue.cards import Card
from diglot.publish.press import Press
from diglot.search import articles, files
from diglot.search.numbering import UNDATED, Arrival, day_of, of_day, stride


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """All articles by day, and those of the days that are asked about under their numbers."""

    press: Press
    stride: int
    """Places of a day."""
    days: Mapping[int, Sequence[Card]]
    """Newest first, undated articles last."""
    border: int
    """The number from which on articles are in the tier of the newest."""
    cards: Mapping[int, Card]
    """Newest first."""

    @property
    def count(self) -> int:
        """How many articles there are."""
        return len(self.press.archive.cards)

    @property
    def tiers(self) -> tuple[files.Tier, files.Tier]:
        """Where the older and the newest articles are."""
        return files.tiers(self.count)

    @property
    def shape(self) -> bytes:
        """What decides in which file of its tier a term or an article is."""
        return fingerprint.of(files.shards(self.count), self.stride)

    def around(self, number: int) -> articles.Around:
        """What an article is found by besides its own text."""
        press = self.press
        return articles.around(self.cards[number], press.archive, press.settings.languages)

    def of_days(self, wanted: Container[int]) -> Holdings:
        """The same with numbers for the articles of these days."""
        cards: dict[int, Card] = {}
        for day, found in self.days.items():
            if day in wanted:
                cards |= _numbered(day, self.stride, found)
        return replace(self, cards=cards)


def outline(press: Press) -> Holdings:
    """What there is on which day; no article has its number yet."""
    dated: dict[int, Sequence[Card]] = {}
    early: dict[int, list[Card]] = defaultdict(list)
    for date, cards in press.archive.days.items():
        if date and day_of("", date) > UNDATED:
            dated[day_of("", date)] = cards
        else:
            for card in cards:
                early[day_of(card.id, date)].append(card)
    days = dated | early
    days = {day: days[day] for day in sorted(days, reverse=True)}
    places = stride(max(map(len, days.values()), default=0))
    border = _border(days, places, files.newest(len(press.archive.cards)))
    return Holdings(press=press, stride=places, days=days, border=border, cards={})


def hold(press: Press) -> Holdings:
    """All articles of the archive under their numbers."""
    found = outline(press)
    return found.of_days(found.days)


def _border(days: Mapping[int, Sequence[Card]], stride: int, newest: int) -> int:
    """The number of the oldest of so many newest articles."""
    for day, cards in days.items():
        if newest <= len(cards):
            return list(_numbered(day, stride, cards))[newest - 1]
        newest -= len(cards)
    return 0


def _numbered(day: int, stride: int, cards: Sequence[Card]) -> dict[int, Card]:
    """A day's articles under their numbers, newest first."""
    found = [Arrival(c.id, c.slip.day, c.slip.fetched) for c in cards]
    placed = of_day(day, stride, found)
    by_number = {placed[card.id]: card for card in cards}
    return {number: by_number[number] for number in sorted(by_number, reverse=True)}


def basis(press: Press) -> bytes:
    """Fingerprint of what every file of the index depends on besides the articles."""
    chosen = press.settings
    told = (chosen.languages, chosen.body, chosen.translate.threshold)
    return fingerprint.of(fingerprint.of_code(), repr(told))


def state(press: Press, card: Card) -> bytes:
    """Fingerprints of an article's text and of all else that the index holds of it."""
    path = card.slip.path.encode("utf-8", "surrogateescape")
    return card.digest + card.slip.body + press.tag_state(card.tags) + path
