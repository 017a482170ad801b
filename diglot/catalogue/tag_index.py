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

from diglot.catalogue.tag_phrases import Phrase, normal, occurrences, pairs, phrases_of, words
from diglot.catalogue.tag_types import Pattern, Registry, Tag, once

Span = tuple[int, int]

LEAD = 1200
"""Characters of a body in which a tag's word must stand first: what an article is about it says
early, and twice as much would take 40 µs more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A registry's phrases by their anchors."""

    words: Mapping[bytes, tuple[tuple[frozenset[bytes], Phrase], ...]]
    """Latin phrases by the word that the fewest share, each with all its words."""
    pairs: Mapping[int, tuple[Phrase, ...]]
    """The others by two adjacent characters, as `tag_phrases.pairs` counts them."""
    anchors: tuple[frozenset[bytes], frozenset[int]]
    """What a text is searched for: the keys of both."""
    expressions: tuple[tuple[int, str, re.Pattern[str]], ...]
    """Place of a tag, what a normalised text must hold, and its regular expression."""
    makers: tuple[tuple[Pattern, str, re.Pattern[str]], ...]
    sources: Mapping[str, tuple[str, ...]]
    """Slugs by case-folded source name; `hosts` likewise."""
    hosts: Mapping[str, tuple[str, ...]]
    masks: Mapping[int, tuple[tuple[str, ...], tuple[str, ...]]]
    """By place of a tag, its excluding phrases: those that cover a match, those that end it."""


@once
def index(registry: Registry) -> Index:
    """Sort a registry's phrases by what has to be in a text for them to be there."""
    phrases = [each for place, tag in enumerate(registry.tags) for each in phrases_of(tag, place)]
    shared_words = Counter(word for each in phrases for word in set(words(each.text)))
    shared_pairs = Counter(pair for each in phrases for pair in set(pairs(each.text)))
    by_word: dict[bytes, list[tuple[frozenset[bytes], Phrase]]] = {}
    by_pair: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        found = list(pairs(phrase.text))
        if found:
            rarest = min(found, key=lambda pair: (shared_pairs[pair], pair))
            by_pair.setdefault(rarest, []).append(phrase)
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
        anchors=(frozenset(by_word), frozenset(by_pair)),
        expressions=tuple(
            (place, _head(expression), re.compile(expression, re.IGNORECASE))
            for place, tag in enumerate(registry.tags)
            for expression in tag.regex
        ),
        makers=tuple(
            (pattern, _head(pattern.regex), re.compile(pattern.regex, re.IGNORECASE))
            for pattern in registry.patterns
        ),
        sources=_by_name((tag.slug, tag.sources) for tag in registry.tags),
        hosts=_by_name((tag.slug, tag.hosts) for tag in registry.tags),
        masks={place: _masks(tag) for place, tag in enumerate(registry.tags) if tag.exclude},
    )


def of_host(rules: Index, host: str) -> Iterator[str]:
    """Yield the slugs of a host and of the domains it is part of."""
    labels = host.casefold().split(".")
    for first in range(len(labels)):
        yield from rules.hosts.get(".".join(labels[first:]), ())


def spans(rules: Index, lowered: str, original: str, title: int) -> dict[int, list[Span]]:
    """Find the matches that count of every tag, by the tag's place in the registry.

    Each is start and end in `original`, in their order; `lowered` is its `normal` form and `title`
    the length of its title. What two phrases of a tag match is one match.
    """
    found: dict[int, list[Span]] = {}
    for phrase in _candidates(rules, lowered[: title + LEAD]):
        end = title if phrase.title_only else len(lowered)
        for span in occurrences(phrase, lowered, original, end):
            found.setdefault(phrase.tag, []).append(span)
    for place, head, expression in rules.expressions:
        if head in lowered:
            for match in expression.finditer(original):
                found.setdefault(place, []).append(match.span())
    return {
        place: _disjoint(_unmasked(rules, place, lowered, each)) for place, each in found.items()
    }


def _unmasked(rules: Index, place: int, lowered: str, spans: list[Span]) -> list[Span]:
    """Leave out the matches that stand in one of the tag's excluding phrases."""
    if place not in rules.masks:
        return spans
    covering, ending = rules.masks[place]
    if any(phrase in lowered for phrase in ending):
        return []
    for phrase in covering:
        start = lowered.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            spans = [each for each in spans if each[0] < start or each[1] > end]
            start = lowered.find(phrase, end)
    return spans


def _disjoint(spans: list[Span]) -> list[Span]:
    """Count what two phrases of a tag both match once, as its longest match."""
    counted: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not counted or start >= counted[-1][1]:
            counted.append((start, end))
    return counted


def _candidates(rules: Index, lead: str) -> set[Phrase]:
    """Give the phrases whose anchor stands in a title and lead."""
    anchor_words, anchor_pairs = rules.anchors
    spelt = set(words(lead))
    found = {
        phrase
        for word in anchor_words.intersection(spelt)
        for parts, phrase in rules.words[word]
        if parts <= spelt
    }
    for pair in anchor_pairs.intersection(pairs(lead)):
        found.update(rules.pairs[pair])
    return found


def _head(expression: str) -> str:
    r"""Give the normalised text that any match must start with, as far as that is plain to see.

    >>> _head(r"CVE-\d{4}"), _head("colou?r"), _head("one|two")
    ('cve ', 'colo', '')
    """
    plain = re.match(r"[A-Za-z0-9 -]*", expression)
    head = plain[0] if plain and "|" not in expression else ""
    if expression[len(head) : len(head) + 1] in ("?", "*", "{"):
        head = head[:-1]
    return normal(head)


def _by_name(rules: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    slugs: dict[str, list[str]] = {}
    for slug, names in rules:
        for name in names:
            slugs.setdefault(name.casefold(), []).append(slug)
    return {name: tuple(found) for name, found in slugs.items()}


def _masks(tag: Tag) -> tuple[tuple[str, ...], tuple[str, ...]]:
    phrases = [normal(phrase) for phrase in (*tag.match, *tag.cased)]
    excluded = [normal(phrase) for phrase in tag.exclude]
    covering = [each for each in excluded if any(phrase in each for phrase in phrases)]
    return tuple(covering), tuple(each for each in excluded if each not in covering)
