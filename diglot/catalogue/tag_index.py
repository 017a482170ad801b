"""Which phrases of the registry stand in a text, without looking for each of them.

A phrase is looked for only where its anchor occurs: of a Latin one the word, of any other the two
adjacent characters that the fewest phrases share. Of 3,200 phrases that leaves about 20.

Invariant: anchors only save time; `tag_phrases.occurrences` decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from diglot.catalogue.tag_phrases import (
    Passage,
    Phrase,
    normal,
    occurrences,
    pairs,
    phrases_of,
    words,
)
from diglot.catalogue.tag_types import Pattern, Registry, Tag, once

Span = tuple[int, int]
Expression = tuple[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """A tag's excluding phrases, normalised."""

    covering: tuple[str, ...]
    """Those that hold one of its phrases: a match within them does not count."""
    ending: tuple[str, ...]
    """Those that hold none: the tag is not there where they are."""
    title_only: bool
    """Whether they are looked for in the title alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A registry's phrases by their anchors."""

    words: Mapping[bytes, tuple[tuple[frozenset[bytes], Phrase], ...]]
    """Latin phrases by the word that the fewest share, each with all its words."""
    pairs: Mapping[int, tuple[tuple[int, Phrase], ...]]
    """The others by their rarest two adjacent characters, as `tag_phrases.pairs` counts them, each
    with the next rarest."""
    anchors: tuple[frozenset[bytes], frozenset[int]]
    """What a text is searched for: words and pairs."""
    expressions: Mapping[int, tuple[Expression, ...]]
    """By place of a tag, what a normalised text must hold, and a regular expression."""
    makers: tuple[tuple[Pattern, Expression], ...]
    sources: Mapping[str, tuple[str, ...]]
    """Slugs by case-folded source name; `hosts` likewise."""
    hosts: Mapping[str, tuple[str, ...]]
    masks: Mapping[int, Mask]
    names: tuple[re.Pattern[str], ...]
    """What in a title is a name and no subject."""


@once
def index(registry: Registry) -> Index:
    """Sort a registry's phrases by what has to be in a text for them to be there."""
    phrases = [each for place, tag in enumerate(registry.tags) for each in phrases_of(tag, place)]
    shared_words = Counter(word for each in phrases for word in set(words(each.text)))
    shared_pairs = Counter(pair for each in phrases for pair in set(pairs(each.text)))
    by_word: dict[bytes, list[tuple[frozenset[bytes], Phrase]]] = {}
    by_pair: dict[int, list[tuple[int, Phrase]]] = {}
    for phrase in phrases:
        found = list(pairs(phrase.text))
        if found:
            found.sort(key=lambda pair: (shared_pairs[pair], pair))
            by_pair.setdefault(found[0], []).append((found[:2][-1], phrase))
            continue
        parts = words(phrase.text)
        endings = (b"", b"s", b"es") if phrase.plural and phrase.right else (b"",)
        for ending in endings if parts else ():
            spelt = [*parts[:-1], parts[-1] + ending]
            word = min(spelt, key=lambda each: (shared_words[each], -len(each), each))
            by_word.setdefault(word, []).append((frozenset(spelt), phrase))
    return Index(
        words={word: tuple(each) for word, each in by_word.items()},
        pairs={pair: tuple(each) for pair, each in by_pair.items()},
        anchors=(
            frozenset(word for each in by_word.values() for spelt, _ in each for word in spelt),
            frozenset(by_pair).union(pair for each in by_pair.values() for pair, _ in each),
        ),
        expressions={
            place: tuple(map(_expression, tag.regex))
            for place, tag in enumerate(registry.tags)
            if tag.regex
        },
        makers=tuple((pattern, _expression(pattern.regex)) for pattern in registry.patterns),
        sources=_by_name((tag.slug, tag.sources) for tag in registry.tags),
        hosts=_by_name((tag.slug, tag.hosts) for tag in registry.tags),
        masks={place: _mask(tag) for place, tag in enumerate(registry.tags) if tag.exclude},
        names=tuple(re.compile(each) for each in registry.overlook),
    )


def of_host(rules: Index, host: str) -> Iterator[str]:
    """Yield the slugs of a host and of the domains it is part of."""
    labels = host.casefold().split(".")
    for first in range(len(labels)):
        yield from rules.hosts.get(".".join(labels[first:]), ())


def candidates(rules: Index, passage: Passage) -> dict[int, list[Phrase]]:
    """Give the phrases whose anchors a passage holds, by the place of their tag.

    A tag with a regular expression that may match is there too, if need be without a phrase.
    """
    anchor_words, anchor_pairs = rules.anchors
    spelt = anchor_words.intersection(words(passage.lowered))
    wide = anchor_pairs.intersection(pairs(passage.lowered))
    found: dict[int, list[Phrase]] = {}
    for word in spelt:
        for parts, phrase in rules.words.get(word, ()):
            if parts <= spelt and (not phrase.title_only or phrase.text in passage.top):
                found.setdefault(phrase.tag, []).append(phrase)
    for pair in wide:
        for other, phrase in rules.pairs.get(pair, ()):
            if other in wide and (not phrase.title_only or phrase.text in passage.top):
                found.setdefault(phrase.tag, []).append(phrase)
    for place, expressions in rules.expressions.items():
        if any(head in passage.lowered for head, _ in expressions):
            found.setdefault(place, [])
    return found


def spans(rules: Index, place: int, phrases: Iterable[Phrase], passage: Passage) -> list[Span]:
    """Find the matches of one tag that count, as start and end in the passage, in their order.

    `phrases` are its candidates. What two of them match in one place is one match, the longest.
    """
    found = [span for phrase in phrases for span in occurrences(phrase, passage)]
    for head, expression in rules.expressions.get(place, ()):
        if head in passage.lowered:
            found += [match.span() for match in expression.finditer(passage.original)]
    if found and place in rules.masks:
        mask = rules.masks[place]
        found = _unmasked(mask, passage.top if mask.title_only else passage.lowered, found)
    counted: list[Span] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not counted or start >= counted[-1][1]:
            counted.append((start, end))
    return counted


def _unmasked(mask: Mask, lowered: str, found: list[Span]) -> list[Span]:
    """Leave out the matches that stand in one of the tag's excluding phrases."""
    if any(phrase in lowered for phrase in mask.ending):
        return []
    for phrase in mask.covering:
        start = lowered.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            found = [each for each in found if each[0] < start or each[1] > end]
            start = lowered.find(phrase, end)
    return found


def _expression(text: str) -> Expression:
    return _head(text), re.compile(text, re.IGNORECASE)


def _head(expression: str) -> str:
    r"""Give the normalised text that any match must start with, as far as that is plain to see.

    >>> _head(r"CVE-\d{4}"), _head("colou?r"), _head("one|two")
    ('cve ', 'colo', '')
    """
    start = re.match(r"(?:\\b)?(?:\(\?-i:)?", expression)
    rest = expression[start.end() :] if start else expression
    plain = re.match(r"[A-Za-z0-9 -]*", rest)
    head = plain[0] if plain and "|" not in rest else ""
    if rest[len(head) : len(head) + 1] in ("?", "*", "{"):
        head = head[:-1]
    return normal(head)


def _by_name(rules: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    slugs: dict[str, list[str]] = {}
    for slug, names in rules:
        for name in names:
            slugs.setdefault(name.casefold(), []).append(slug)
    return {name: tuple(found) for name, found in slugs.items()}


def _mask(tag: Tag) -> Mask:
    phrases = [normal(phrase) for phrase in (*tag.match, *tag.cased)]
    excluded = [normal(phrase) for phrase in tag.exclude]
    covering = [each for each in excluded if any(phrase in each for phrase in phrases)]
    ending = [each for each in excluded if each not in covering]
    return Mask(covering=tuple(covering), ending=tuple(ending), title_only=tag.title_only)
