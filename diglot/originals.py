"""The published articles as the translation commands need them, read one at a time.

Invariant: no more than one body is in memory; what is given is what a build would publish, cleaned
by the same rules and edits.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from diglot.capture import article as captures
from diglot.catalogue.cards import Card
from diglot.catalogue.edits import Edit, parse
from diglot.clean import Rules
from diglot.cleaning import cleaned
from diglot.errors import Quarantined, UsageError
from diglot.languages import full
from diglot.model import Finding
from diglot.project import Project
from diglot.settings import Settings
from diglot.translate.desk import Desk, Original
from diglot.translate.glossary import Glossary, read_glossary


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
        path = card.slip.path
        raw = (self.project.articles / path).read_bytes()
        article = captures.read(raw, path, self.settings.zone)
        edit = self._edit(path)
        return Original(
            path=path,
            title=edit.title or article.title,
            cleaned=cleaned(article, edit, self.rules),
            lang=card.slip.lang,
        )

    def _edit(self, path: str) -> Edit:
        file = self.project.content / "edits" / (path.removesuffix(".md") + ".toml")
        return parse(file.read_bytes(), path)[0] if file.is_file() else Edit()


def select(cards: Iterable[Card], *, since: dt.date | None = None, source: str = "") -> list[Card]:
    """Of these cards those from a day on and of one source, by slug or name, each once.

    Raises `UsageError` for a source that none of them has.
    """
    chosen = list(dict.fromkeys(cards))
    if source:
        known = {card.source: card.slip.source for card in chosen if card.source}
        names = {name.casefold(): slug for slug, name in known.items()}
        slug = source if source in known else names.get(source.casefold())
        if slug is None:
            near = difflib.get_close_matches(source, [*known.values(), *known], 3, 0.4)
            help = f"did you mean {', '.join(near)}?" if near else "diglot status --by source"
            raise UsageError(f"no article is of the source {source!r}", help)
        chosen = [card for card in chosen if card.source == slug]
    if since:
        chosen = [card for card in chosen if card.slip.day and card.slip.day >= since]
    return chosen


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
