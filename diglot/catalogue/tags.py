"""The bilingual tag registry: the package's, extended or replaced by the site's `tags.toml`.

Invariant: names and slugs are unique within it, and what it makes of a set of names does not
depend on their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from diglot.catalogue.tag_file import TagFile, parse
from diglot.catalogue.tag_names import hashed, name_key, shown, slug_for
from diglot.catalogue.tag_types import FEED_FROM, Pattern, Registry, Tag, once
from diglot.model import Finding

__all__ = ["Pattern", "Registry", "Tag", "Visible", "known", "load", "resolve", "tag", "visible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    """Slugs of the tags that have a page, and of those that have a feed."""

    pages: frozenset[str]
    feeds: frozenset[str]


def load(path: Path | None, called: str = "tags.toml") -> tuple[Registry, tuple[Finding, ...]]:
    """Read the default registry and the site's file, where there is one.

    `called` is how findings call the site's file. A tag of the site replaces the default one of its
    slug. Never raises for what the file says; one that cannot be read is a finding.
    """
    shipped = (files("diglot.defaults") / "tags.toml").read_text(encoding="utf-8")
    base, findings = parse(shipped, "diglot/defaults/tags.toml")
    site = TagFile()
    if path is not None and path.is_file():
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            what = f"cannot be read: {error}"
            finding = Finding(path=called, what=what, severity="error", code="tag-registry")
            return _composed(base, site), (*findings, finding)
        site, wrong = parse(text, called)
        findings = (*findings, *wrong, *_conflicts(base, site))
    return _composed(base, site), findings


def known(registry: Registry, name: str) -> Tag | None:
    """Find the tag that a name, alias or slug speaks of; patterns make theirs.

    Takes any spelling equal after NFKC, case folding and removal of invisible characters.
    """
    found = _names(registry).get(name_key(name))
    return found or tag(registry, slug_for(name))


def tag(registry: Registry, slug: str) -> Tag | None:
    """Find a tag by its slug, made by a pattern where none is listed."""
    listed = _slugs(registry).get(slug)
    if listed:
        return listed
    maker = _maker(registry, slug)
    return maker.tag(slug) if maker else None


def resolve(names: Iterable[str], registry: Registry) -> dict[str, Tag]:
    """Give each name used anywhere in the archive its tag, keyed by `tag_names.name_key`.

    Of an unknown name's spellings the commonest is shown; of names with one slug the shortest keeps
    it and the others get a hash. Names without a visible character have no tag.
    """
    spellings: dict[str, Counter[str]] = {}
    for name in names:
        spellings.setdefault(name_key(name), Counter())[shown(name)] += 1
    spellings.pop("", None)
    tags: dict[str, Tag] = {}
    taken = set(_slugs(registry))
    for key in sorted(spellings, key=lambda key: (len(key), key)):
        found = _names(registry).get(key)
        slug = slug_for(key)
        if found is None and slug not in taken:
            found = tag(registry, slug)
        if found is None:
            slug = hashed(key) if slug in taken else slug
            name = min(spellings[key], key=lambda name: (-spellings[key][name], name))
            found = Tag(slug=slug, zh=name, en=name)
            taken.add(slug)
        tags[key] = found
    return tags


def visible(registry: Registry, counts: Mapping[str, int]) -> Visible:
    """Which of these tags (articles by slug) have a page and a feed.

    Any tag has a page, one that a pattern made from its `page_from`th article on; feeds start with
    the tenth, or with the pattern's `feed_from`th.
    """
    listed = _slugs(registry)
    pages, feeds = set(), set()
    for slug, count in counts.items():
        made = None if slug in listed else _maker(registry, slug)
        if count >= (made.page_from if made else 1):
            pages.add(slug)
            if count >= (made.feed_from if made else FEED_FROM):
                feeds.add(slug)
    return Visible(pages=frozenset(pages), feeds=frozenset(feeds))


def _maker(registry: Registry, slug: str) -> Pattern | None:
    return next((pattern for pattern in registry.patterns if pattern.made(slug)), None)


@once
def _slugs(registry: Registry) -> Mapping[str, Tag]:
    return {tag.slug: tag for tag in registry.tags}


@once
def _names(registry: Registry) -> Mapping[str, Tag]:
    """Map every name's key to its tag; slugs and names come before aliases."""
    names = {tag.slug: tag for tag in registry.tags}
    for tag in registry.tags:
        names.setdefault(name_key(tag.zh), tag)
        names.setdefault(name_key(tag.en), tag)
    for tag in registry.tags:
        for alias in tag.aliases:
            names.setdefault(name_key(alias), tag)
    names.pop("", None)
    return names


def _composed(base: TagFile, site: TagFile) -> Registry:
    """Lay the site's file over the default one."""
    files = (base, site) if site.defaults else (site,)
    tags = {tag.slug: tag for file in files for tag, _ in file.tags}
    own = {tag.slug for tag, _ in site.tags}
    for slug, _ in site.removed:
        if slug not in own:
            tags.pop(slug, None)
    patterns = {pattern.regex: pattern for file in files for pattern in file.patterns}
    return Registry(
        tags=tuple(tags[slug] for slug in sorted(tags)),
        patterns=tuple(patterns[regex] for regex in sorted(patterns)),
        overlook=tuple(sorted({each for file in files for each in file.overlook})),
    )


def _conflicts(base: TagFile, site: TagFile) -> list[Finding]:
    """Report removals of what is not there, and names that two tags claim."""

    def warning(line: int, what: str, help: str) -> Finding:
        return Finding(path=site.path, line=line, what=what, help=help, code="tag-registry")

    findings = [
        warning(line, f"there is no default tag {slug!r} to remove", "correct the slug")
        for slug, line in site.removed
        if slug not in {tag.slug for tag, _ in base.tags}
    ]
    owners: dict[str, Tag] = {}
    registry = _composed(base, site)
    lines = {tag.slug: line for tag, line in site.tags}
    for tag in sorted(registry.tags, key=lambda tag: (tag.slug in lines, tag.slug)):
        for key in {name_key(name) for name in (tag.slug, tag.zh, tag.en, *tag.aliases)}:
            owner = owners.setdefault(key, tag)
            if owner is not tag and tag.slug in lines:
                what = f"tags {owner.slug!r} and {tag.slug!r} both answer to the name {key!r}"
                findings.append(warning(lines[tag.slug], what, "keep it in one of them"))
    return findings
