"""Which tags an article has: by rule from its text, by name from its front matter and its editor.

Invariant: pure and deterministic; results are in the order of their slugs, names last. A tag that
the editor removed is not there, whatever else asks for it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence

import msgspec

from diglot.catalogue.tag_index import Index, Span, candidates, index, of_host, spans
from diglot.catalogue.tag_names import name_key, shown, slug_for
from diglot.catalogue.tag_phrases import Passage, Phrase, normal, passage
from diglot.catalogue.tag_types import Registry, Tag
from diglot.catalogue.tags import known

LONGEST = 3_000
"""Characters of a body that are looked at: what an article is about it says early."""

_BAR = re.compile(r"[|｜;；:：丨】]| [-–—] ")
"""What stands between the headlines of a title that has several."""


class Hit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
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
    titled: bool = False
    """Whether it matched in the title."""


def match(
    registry: Registry, *, title: str, text: str, source: str = "", host: str = ""
) -> tuple[Hit, ...]:
    """Find the tags whose rules an article meets, by slug.

    `text` is the cleaned body as plain text, without addresses and markup; its first 3,000
    characters count. A match in the title decides; a body alone needs `Tag.hits` of them in
    different places, a long one more where `Tag.every` says.
    """
    rules = index(registry)
    for name in rules.names:
        title = name.sub(_blank, title)
    seen = passage(title, text[:LONGEST])
    hits = {slug: Hit(slug=slug, why=f"host: {host}") for slug in of_host(rules, host)}
    for slug in rules.sources.get(source.casefold(), ()):
        hits[slug] = Hit(slug=slug, why=f"source: {source}")
    found = {}
    stood = {}
    for place, phrases in candidates(rules, seen).items():
        tag = registry.tags[place]
        if _possible(tag, phrases, seen):
            stood[place] = spans(rules, place, phrases, seen)
            hit = _judged(tag, stood[place], seen)
            if hit:
                found[place] = hit
    made = _made(rules, seen)
    about = {
        clause
        for place, hit in found.items()
        if hit.titled and registry.tags[place].roundup
        for clause in _clauses(stood[place], seen)
    }
    if about:  # a list of many things: what else its title names, stands beside the list's own name
        found = {place: hit for place, hit in found.items() if about & _clauses(stood[place], seen)}
        made = {slug: hit for slug, hit in made.items() if hit.titled}
    hits.update((hit.slug, hit) for hit in found.values())
    hits.update(made)
    if len(hits) > 1:
        for place in found:
            if registry.tags[place].fallback:
                hits.pop(registry.tags[place].slug, None)
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


def _possible(tag: Tag, phrases: Sequence[Phrase], seen: Passage) -> bool:
    """Tell cheaply whether a tag can have enough matches; what is out here never was in."""
    if tag.regex or tag.title_only:
        return True
    most = 0
    for phrase in phrases:
        if phrase.text in seen.top:
            return True
        most += seen.lowered.count(phrase.text)
    return most >= _needed(tag, seen)


def _needed(tag: Tag, seen: Passage) -> int:
    """Count the matches that this body alone needs."""
    return max(tag.hits, seen.size // tag.every if tag.every else 0)


def _judged(tag: Tag, found: Sequence[Span], seen: Passage) -> Hit | None:
    """Decide by where a tag's matches stand and how many they are."""
    if not found:
        return None
    start, end = found[0]
    titled = start < seen.title
    if not titled and (tag.title_only or len(found) < _needed(tag, seen)):
        return None
    why = f"{'title' if titled else 'body'}: {seen.original[start:end]}"
    return Hit(slug=tag.slug, why=why, count=len(found), titled=titled)


def _clauses(found: Sequence[Span], seen: Passage) -> set[int]:
    """Number the parts of the title in which matches stand, between its bars and semicolons."""
    ends = [mark.start() for mark in _BAR.finditer(seen.original, 0, seen.title)]
    return {bisect(ends, start) for start, _ in found if start < seen.title}


def _blank(name: re.Match[str]) -> str:
    """Give spaces for a name, so that what stands after it keeps its place."""
    return " " * len(name[0])


def _made(rules: Index, seen: Passage) -> dict[str, Hit]:
    """Make tags of what the patterns match."""
    hits: dict[str, Hit] = {}
    for pattern, (head, expression) in rules.makers:
        if head not in seen.lowered:
            continue
        counts: dict[str, int] = {}
        titled = set()
        for made in expression.finditer(seen.original):
            slug = slug_for(normal(made[0]))
            counts[slug] = counts.get(slug, 0) + 1
            if made.start() < seen.title:
                titled.add(slug)
        for slug, count in counts.items():
            named = not titled and count >= pattern.hits and len(counts) <= pattern.most
            if slug in titled or named:
                why = f"{'title' if slug in titled else 'body'}: {slug.upper()}"
                hits[slug] = Hit(slug=slug, why=why, count=count, titled=slug in titled)
    return hits
