"""All that pages show, each under a key, with a state by which a change of it is known.

Invariant: a state changes whenever anything does that a page shows of the thing, but for who stands
beside it and how many there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from diglot import fingerprint
from diglot.catalogue.cards import called_source
from diglot.catalogue.page_table import Mark
from diglot.publish import scope
from diglot.publish.pages import articles
from diglot.publish.press import Press
from diglot.record import Slip


@dataclass(frozen=True, kw_only=True)
class Things:
    """All that pages show: articles, failed captures, tags, sources and notes, each under a key."""

    press: Press

    @cached_property
    def states(self) -> dict[str, bytes]:
        """What a page shows of each, as a fingerprint or the parts of one."""
        archive = self.press.archive
        found = {f"article {card.id}": articles.state(self.press, card) for card in archive.cards}
        for failed in archive.failed.values():
            found |= {f"failed {slip.path}": slip.shown for slip in failed}
        return found | self.named

    @cached_property
    def named(self) -> dict[str, bytes]:
        """The same of tags, sources and notes alone."""
        press, archive = self.press, self.press.archive
        found = {
            f"sources {slug}": called_source(source).digest
            for slug, source in archive.source_names.items()
        }
        for slug, tag in archive.tag_names.items():
            near = len(archive.tags[slug]).bit_length()  # as `articles.rarest` counts
            shown = (slug in archive.tag_pages, slug in archive.tag_feeds, near)
            found[f"tags {slug}"] = fingerprint.of(tag.zh, tag.en, repr(shown))
        for (kind, key), notes in press.notes.items():
            found[f"note {kind} {key}"] = fingerprint.of(*map(repr, notes))
        return found

    def state(self, key: str) -> bytes | None:
        """The same of one; None for one that is not there."""
        kind, _, name = key.partition(" ")
        if kind == "article":
            card = self.press.archive.by_id.get(name)
            return articles.state(self.press, card) if card else None
        if kind == "failed":
            found = self._failed.get(name)
            return found[0].shown if found else None
        return self.named.get(key)

    def count(self) -> int:
        """How many there are."""
        archive = self.press.archive
        return len(archive.cards) + sum(map(len, archive.failed.values())) + len(self.named)

    def near(self, ids: Set[str], paths: Iterable[str], names: Iterable[str]) -> Iterator[str]:
        """Keys of those that may have changed where captures, tags and sources have.

        `ids` and `paths` are those of the captures, `names` the keys of the rest. An article shows
        of its tags and its source what their states hold, and links to those that it knows.
        """
        archive = self.press.archive
        yield from (f"article {id}" for id in ids)
        yield from (f"failed {path}" for path in paths)
        failed = archive.failed.values()
        yield from (f"failed {slip.path}" for day in failed for slip in day if slip.id in ids)
        for card in filter(None, map(archive.by_id.get, ids)):
            yield from (f"failed {slip.path}" for slip in card.seen)
        yield from (f"article {card.id}" for card in archive.cards if card.slip.related)
        for key in names:
            yield key
            kind, _, slug = key.partition(" ")
            of_kind = {"tags": archive.tags, "sources": archive.sources}.get(kind, {})
            yield from (f"article {card.id}" for card in of_kind.get(slug, ()))

    def mark(self, key: str) -> Mark:
        """Where one of them stands."""
        kind, _, name = key.partition(" ")
        if kind == "note":
            about, _, what = name.partition(" ")
            id = self._ids.get(what, "") if about == "articles" else what
            return Mark(rank="", places=frozenset({scope.listed(about, id)}))
        if kind in ("tags", "sources"):
            return Mark(rank="", places=frozenset({key}))
        if kind == "failed":
            return Mark(rank="", places=frozenset({scope.day(self._failed[name][1])}))
        card = self.press.archive.by_id[name]
        record = card.slip
        places = {scope.article(card.id), scope.day(record.day), scope.year(record.day)}
        places |= {scope.listed("tags", slug) for slug in card.tags}
        if card.source:
            places.add(scope.listed("sources", card.source))
        rank = f"{record.day} {record.published} {record.path}"
        return Mark(rank=rank, places=frozenset(places))

    @cached_property
    def _ids(self) -> dict[str, str]:
        return {card.slip.path: card.id for card in self.press.archive.cards}

    @cached_property
    def _failed(self) -> dict[str, tuple[Slip, dt.date | None]]:
        failed = self.press.archive.failed.items()
        return {slip.path: (slip, day) for day, slips in failed for slip in slips}
