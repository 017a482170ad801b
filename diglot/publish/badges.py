"""What a reader of one language should know of an article before following its link.

Invariant: pure; depends on what a card's digest covers and on settings alone.
"""

from __future__ import annotations

from diglot.catalogue.cards import Card
from diglot.languages import key_of
from diglot.record import EditionRecord
from diglot.settings import Settings


def of(card: Card, lang: str, settings: Settings) -> tuple[str, ...]:
    """Any of the names that `views.Entry.badges` lists, in its order."""
    record, made = card.record, edition_in(card, lang)
    names = []
    if key_of(record.lang) != lang:
        if made is None or not made.translated:
            names.append("untranslated")
        else:
            if made.translated < made.segments * settings.translate.threshold:
                names.append("partial")
            if made.machine:
                names.append("machine")
    flags = {"truncated": record.truncated, "doubtful": record.doubtful}
    flags["excerpt"] = settings.body == "excerpt"
    return (*names, *(name for name, on in flags.items() if on))


def edition_in(card: Card, lang: str) -> EditionRecord | None:
    """The article's translation into a UI language."""
    for each in card.slip.editions:
        if each.key == lang:
            return each
    return None
