"""The published articles as the translation commands need them, read one at a time.

Invariant: no more than one body is in memory; what is given is what a build would publish, cleaned
by the same rules and edits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from diglot.capture import article as captures
from diglot.catalogue.archive import Archive
from diglot.catalogue.cards import Card
from diglot.catalogue.edits import Edit, parse
from diglot.catalogue.identity import normalise
from diglot.clean import Rules
from diglot.cleaning import cleaned
from diglot.errors import Quarantined, UsageError
from diglot.languages import full
from diglot.model import Finding
from diglot.project import Project
from diglot.settings import Settings
from diglot.translate.desk import Desk, Original
from diglot.translate.glossary import Glossary, read_glossary


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which articles, as the command line says; empty fields select all."""

    names: tuple[str, ...] = ()
    """Paths, folders, ids or addresses."""
    since: dt.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Originals:
    """The selected articles, newest first; iterated as often as asked, each time read anew."""

    cards: Sequence[Card]
    project: Project
    settings: Settings
    rules: Rules

    def __iter__(self) -> Iterator[Original]:
        """Each article that can still be read."""
        for card in self.cards:
            try:
                yield self.read(card)
            except (Quarantined, FileNotFoundError):
                continue

    def read(self, card: Card) -> Original:
        """One article, cleaned."""
        path = card.record.path
        raw = (self.project.articles / path).read_bytes()
        article = captures.read(raw, path, self.settings.zone)
        edit = self._edit(path)
        return Original(
            path=path,
            title=edit.title or article.title,
            cleaned=cleaned(article, edit, self.rules),
            lang=card.record.lang,
        )

    def _edit(self, path: str) -> Edit:
        file = self.project.content / "edits" / (path.removesuffix(".md") + ".toml")
        return parse(file.read_bytes(), path)[0] if file.is_file() else Edit()


def select(held: Archive, selection: Selection) -> list[Card]:
    """The cards of a selection, newest first; raises `UsageError` for a name that is nothing's."""
    cards = list(held.cards)
    if selection.names:
        cards = list(dict.fromkeys(c for name in selection.names for c in _named(held, name)))
    if selection.since:
        since = selection.since
        cards = [card for card in cards if card.record.day and card.record.day >= since]
    if selection.source:
        wanted = selection.source.casefold()
        cards = [card for card in cards if wanted in (card.source, card.record.source.casefold())]
    return cards


def _named(held: Archive, name: str) -> list[Card]:
    if name in held.by_id:
        return [held.by_id[name]]
    if (address := normalise(name)) and address in held.addresses:
        return [held.by_id[held.addresses[address]]]
    path = name.replace("\\", "/").removeprefix("content/articles/").rstrip("/")
    found = [
        card
        for card in held.cards
        if path in (card.record.path, card.record.path.removesuffix(".md"))
        or card.record.path.startswith(path + "/")
    ]
    if not found:
        raise UsageError(
            f"no published article is called {name!r}", "give its path, its id or its address"
        )
    return found


def desk(project: Project, settings: Settings) -> tuple[Desk, tuple[Finding, ...]]:
    """Where translations are kept, the glossary, and what is wrong with that."""
    file = project.content / "glossary.csv"
    glossary, findings = Glossary(), tuple[Finding, ...]()
    if file.is_file():
        text = file.read_text(encoding="utf-8-sig", errors="replace")
        glossary, findings = read_glossary(text, "glossary.csv")
    return Desk(
        translations=_translations(project),
        cache=project.cache.parent,
        targets=tuple(map(full, settings.languages)),
        glossary=glossary,
    ), findings


def _translations(project: Project) -> Path:
    if project.bare:
        raise UsageError(
            f"{project.content} holds captures only; translations would have no place",
            "put the captures into its folder `articles`",
        )
    return project.content / "translations"
