"""What a tag is and what makes one, as plain values that travel to worker processes.

Invariant: within a `Registry` no two tags have one slug and every regular expression compiles;
`digest` changes whenever a match could.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar

PAGE_FROM = 3
"""Articles from which on a tag that a pattern made has a page (design, section 4)."""
FEED_FROM = 10
"""Articles from which on any tag has a feed (design, section 4)."""

_REGISTRIES = 4
"""Registries a process keeps at hand: `serve` has two while `tags.toml` changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A subject with one address in both languages, and the rules that find its articles."""

    slug: str
    """ASCII, `[a-z0-9-]`; the file name of its page."""
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    """Other names under which front matter and edits may speak of it."""
    match: tuple[str, ...] = ()
    """Words and phrases of either language, in any case."""
    cased: tuple[str, ...] = ()
    """Words and phrases that count in this case only: `RAT`."""
    regex: tuple[str, ...] = ()
    """Python regular expressions, any case unless they say otherwise."""
    sources: tuple[str, ...] = ()
    """Sources all of whose articles have the tag."""
    hosts: tuple[str, ...] = ()
    """Hosts (and those below them) all of whose articles have the tag."""
    exclude: tuple[str, ...] = ()
    """Phrases in which a match does not count; one that holds no match rules the tag out."""
    title_only: bool = False
    """The body is not looked at."""
    roundup: bool = False
    """An article whose title has it is about many things (a weekly, a conference, vacancies): it
    has such other tags only as that part of its title gives."""
    fallback: bool = False
    """The tag stands only where rules find no other."""
    hits: int = 2
    """Matches that a body alone needs."""
    every: int = 0
    """Bytes of a body for which it needs one match, where that makes more than `hits`: a long
    article names much that it is not about. 0: its length does not matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A rule that makes a tag of each different text it matches."""

    regex: str
    """Matches the whole tag, any case; its slug is the match in lower case, with hyphens."""
    zh: str = "{}"
    en: str = "{}"
    """Names; `{}` is the match in capitals."""
    page_from: int = PAGE_FROM
    feed_from: int = FEED_FROM
    hits: int = 2
    """Matches that a body alone needs."""
    most: int = 8
    """A body that names more of them is a list, and has none of their tags."""

    def tag(self, slug: str) -> Tag:
        """The tag with this slug, which one of the pattern's matches gave."""
        name = slug.upper()
        return Tag(slug=slug, zh=self.zh.replace("{}", name), en=self.en.replace("{}", name))

    def made(self, slug: str) -> bool:
        """Whether the slug is one that this pattern makes."""
        return re.fullmatch(self.regex, slug, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All tags and patterns of a site, in the order of their slugs."""

    tags: tuple[Tag, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    overlook: tuple[str, ...] = ()
    """Expressions for what in a title is a name and no subject: `starred owner/`."""
    digest: str = field(init=False)
    """Hash of everything above; a cached match is good while it stays."""

    def __post_init__(self) -> None:
        rules = repr((self.tags, self.patterns, self.overlook)).encode("utf-8", "backslashreplace")
        object.__setattr__(self, "digest", hashlib.sha256(rules).hexdigest()[:32])


T = TypeVar("T")


def once(build: Callable[[Registry], T]) -> Callable[[Registry], T]:
    """Keep what is built from a registry for as long as a process works with it."""
    kept: dict[str, T] = {}

    @wraps(build)
    def kept_or_built(registry: Registry) -> T:
        if registry.digest not in kept:
            if len(kept) >= _REGISTRIES:
                kept.clear()
            kept[registry.digest] = build(registry)
        return kept[registry.digest]

    return kept_or_built
