"""Which tags an article has: by rule from its text, by name from its front matter and its editor.

Invariant: pure and deterministic; results are in the order of their slugs, names last. A tag that
the editor removed is not there, whatever else asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diglot.catalogue.tag_index import Index, Span, index, of_host, spans
from diglot.catalogue.tag_names import name_key, shown, slug_for
from diglot.catalogue.tag_phrases import normal
from diglot.catalogue.tag_types import Registry, Tag
from diglot.catalogue.tags import known

LONGEST = 30_000
"""Characters of a body that are looked at; 99% of the sample's cleaned articles are shorter."""
_BREAK = "\n\0\n"
"""Between title and body: no phrase holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One tag of an article, and what made it."""

    slug: str = ""
    """Address of a tag that the registry knows; empty for any other name."""
    name: str = ""
    """The name as it was written, where the registry does not know it: `tags.resolve` gives it an
    address once all names of the archive are known."""
    why: str
    """What made it: `title: 勒索软件`, `body: botnet`, `host: blogs.sap.com`, `front matter`."""
    count: int = 1
    """How often it matched."""


def match(
    registry: Registry, *, title: str, text: str, source: str = "", host: str = ""
) -> tuple[Hit, ...]:
    """Find the tags whose rules an article meets, by slug.

    `text` is the cleaned body as plain text, without addresses and markup. A match in the title
    decides; a body alone needs `Tag.hits` of them, in different places.
    """
    original = f"{title}{_BREAK}{text[:LONGEST]}"
    lowered = normal(original)
    rules = index(registry)
    hits = {slug: Hit(slug=slug, why=f"host: {host}") for slug in of_host(rules, host)}
    for slug in rules.sources.get(source.casefold(), ()):
        hits[slug] = Hit(slug=slug, why=f"source: {source}")
    for place, found in spans(rules, lowered, original, len(title)).items():
        hit = _judged(registry.tags[place], found, original, len(title))
        if hit:
            hits[hit.slug] = hit
    hits.update(_made(rules, lowered, original, len(title)))
    return tuple(hits[slug] for slug in sorted(hits))


def merge(
    registry: Registry,
    names: Iterable[str],
    hits: Iterable[Hit],
    *,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
) -> tuple[Hit, ...]:
    """Join an article's front-matter names with what its text gave, then apply its edit.

    `add` and `remove` are `tags_add` and `tags_remove`: names, aliases or slugs. What the registry
    knows becomes its tag, once; what it does not know keeps its name.
    """
    merged: dict[str, Hit] = {}
    for why, given in (("front matter", names), ("edit", add)):
        for name in given:
            hit = _named(registry, name, why)
            if hit:
                merged.setdefault(_key(hit), hit)
    merged.update({hit.slug: hit for hit in hits if hit.slug not in merged})
    for name in remove:
        gone = _named(registry, name, "")
        if gone:
            merged.pop(_key(gone), None)
    return tuple(
        sorted(merged.values(), key=lambda hit: (not hit.slug, hit.slug, name_key(hit.name)))
    )


def _named(registry: Registry, name: str, why: str) -> Hit | None:
    """Give a name its hit; None for one with nothing visible in it."""
    tag = known(registry, name)
    if tag:
        return Hit(slug=tag.slug, why=why)
    return Hit(name=shown(name), why=why) if name_key(name) else None


def _key(hit: Hit) -> str:
    return hit.slug or "name " + name_key(hit.name)


def _judged(tag: Tag, found: list[Span], original: str, title: int) -> Hit | None:
    """Decide by where a tag's matches stand; `title` is the title's length in characters."""
    if not found:
        return None
    start, end = found[0]
    if start < title:
        return Hit(slug=tag.slug, why=f"title: {original[start:end]}", count=len(found))
    if tag.title_only or len(found) < tag.hits:
        return None
    return Hit(slug=tag.slug, why=f"body: {original[start:end]}", count=len(found))


def _made(rules: Index, lowered: str, original: str, title: int) -> dict[str, Hit]:
    """Make tags of what the patterns match; `title` is the title's length in characters."""
    hits: dict[str, Hit] = {}
    for pattern, head, expression in rules.makers:
        if head not in lowered:
            continue
        counts: dict[str, int] = {}
        titled = set()
        for made in expression.finditer(original):
            slug = slug_for(made[0])
            counts[slug] = counts.get(slug, 0) + 1
            if made.start() < title:
                titled.add(slug)
        for slug, count in counts.items():
            if slug in titled or (count >= pattern.hits and len(counts) <= pattern.most):
                where = "title" if slug in titled else "body"
                hits[slug] = Hit(slug=slug, why=f"{where}: {slug.upper()}", count=count)
    return hits
