"""What a change of the tag registry can touch, so that other articles need not be matched again.

An article's tags are made in two steps: what each tag's rules find, each by itself, and what of that
stays beside the rest (`Tag.roundup`, `Tag.fallback`). Where no tag that changed finds anything, by
its rules of before or of now, nothing is another than it was.

Invariant: an article that neither `by_origin` nor `by_text` names has the tags that matching it
anew would give.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import msgspec

from diglot.catalogue.tag_index import index, of_host
from diglot.catalogue.tag_types import Pattern, Registry, Tag
from diglot.catalogue.tagging import match

_Parts = tuple[tuple[Tag, ...], tuple[Pattern, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The tags whose rules are not those of before."""

    before: frozenset[str]
    """Slugs of those that there were."""
    finding: Registry
    """Rules that may now find what was not found: all that are new, and old ones of such tags as
    left nothing behind where they stood back."""
    by_host: bool
    """Whether any of these look at an article's host."""
    in_text: bool
    """Whether any look at what it says."""


def encode(registry: Registry) -> bytes:
    """A registry as the store keeps it."""
    return msgspec.msgpack.encode((registry.tags, registry.patterns, registry.overlook))


def decode(stored: bytes) -> Registry:
    """A stored registry; raises `msgspec.MsgspecError` where it is none."""
    tags, patterns, overlook = msgspec.msgpack.decode(stored, type=_Parts)
    return Registry(tags=tags, patterns=patterns, overlook=overlook)


def between(before: Registry, now: Registry) -> Changes | None:
    """What changed; None where that may be anything: a pattern, or what titles are rid of."""
    if (before.patterns, before.overlook) != (now.patterns, now.overlook):
        return None
    were = {tag.slug: _rules(tag) for tag in before.tags}
    are = {tag.slug: _rules(tag) for tag in now.tags}
    old = [tag for slug, tag in were.items() if are.get(slug) != tag]
    new = [tag for slug, tag in are.items() if were.get(slug) != tag]
    finding = [*new, *(tag for tag in old if tag.fallback)]
    return Changes(
        before=frozenset(tag.slug for tag in old),
        finding=Registry(
            tags=tuple(replace(tag, roundup=False, fallback=False) for tag in finding),
            overlook=now.overlook,
        ),
        by_host=any(tag.hosts for tag in finding),
        in_text=any(tag.match or tag.cased or tag.regex for tag in finding),
    )


def by_origin(changes: Changes, had: Collection[str], *, source: str, host: str) -> bool:
    """Whether an article may have other tags now, for those that it had or for where it is from."""
    if not changes.before.isdisjoint(had):
        return True
    rules = index(changes.finding)
    return source.casefold() in rules.sources or any(of_host(rules, host))


def by_text(changes: Changes, *, title: str, text: str) -> bool:
    """Whether it may, for what it says; `text` as for `tagging.match`."""
    return bool(changes.in_text and match(changes.finding, title=title, text=text))


def _rules(tag: Tag) -> Tag:
    """A tag without its names, which find nothing."""
    return replace(tag, zh="", en="", aliases=())
