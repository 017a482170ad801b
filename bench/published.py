"""What diglot published of a corpus, so that other generators build the same pages and no more.

Invariant: the captures' own text, with front matter that any YAML reader takes; tags, days and
sources are those that diglot found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diglot import fingerprint, pipeline, settings
from diglot.capture.article import read
from diglot.catalogue.archive import Archive
from diglot.options import cores
from diglot.project import Project

PAGE = 100
"""Articles on a page of a list; diglot's default."""
FEED = 50
"""Entries of a feed; diglot's default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A tag or a source: what its list is called, and whether it has a feed."""

    slug: str
    zh: str
    en: str
    feed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One article that diglot published."""

    id: str
    title: str
    url: str
    lang: str
    day: str
    """ISO; empty for the undated."""
    source: str
    """Slug; empty without one."""
    tags: tuple[str, ...]
    """Slugs of those that have a page."""
    body: str
    """The capture's text after its front matter, furniture and all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A published archive as other generators are given it."""

    articles: Path
    archive: Archive
    tags: tuple[Term, ...]
    sources: tuple[Term, ...]

    def __len__(self) -> int:
        return len(self.archive.cards)

    @property
    def digest(self) -> str:
        """A fingerprint of what is published and under which tags."""
        return fingerprint.of(
            repr(
                [(card.id, card.record.path, card.source, card.tags) for card in self.archive.cards]
            ),
            repr((self.tags, self.sources)),
        ).hex()

    def __iter__(self) -> Iterator[Published]:
        """Every article, newest first, read from its capture as it is asked for."""
        zone = settings.Settings().zone
        with_page = self.archive.tag_pages
        for card in self.archive.cards:
            path = card.record.path
            article = read((self.articles / path).read_bytes(), path, zone)
            yield Published(
                id=card.id,
                title=card.record.title,
                url=card.record.url,
                lang=card.record.lang,
                day=card.record.day.isoformat() if card.record.day else "",
                source=card.source,
                tags=tuple(slug for slug in card.tags if slug in with_page),
                body=article.body,
            )


def selection(project: Project) -> Selection:
    """What the last build of this project published; builds its store where there is none."""
    chosen, _ = settings.load(project.root)
    held = pipeline.stock(project, chosen, pipeline.Options(workers=cores())).archive
    return Selection(
        articles=project.articles,
        archive=held,
        tags=tuple(
            Term(
                slug=slug,
                zh=held.tag_names[slug].zh,
                en=held.tag_names[slug].en,
                feed=slug in held.tag_feeds,
            )
            for slug in sorted(held.tag_pages)
        ),
        sources=tuple(
            Term(slug=slug, zh=name.display("zh"), en=name.display("en"), feed=True)
            for slug, name in sorted(held.source_names.items())
        ),
    )
