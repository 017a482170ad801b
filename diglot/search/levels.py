"""How much a term says of an article: most in its title, then in its tags, its lead, its body.

Invariant: of an article's terms each counts once, where it says most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from diglot.search.words import terms

BODY, LEAD, TAGS, TITLE = range(4)
LEVELS = 4
"""A posting is its document's number times this, plus its level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """An article as it is searched: in all its languages at once, parts divided by line ends."""

    title: str
    tags: str
    lead: str
    body: str
    marks: tuple[str, ...] = ()
    """Terms that filters ask for, `tag:apt`; they hold a colon, which no word does."""


def by_level(texts: Texts) -> tuple[Set[str], ...]:
    """An article's terms, those of the body first, those of the title last.

    >>> found = by_level(Texts(title="漏洞", tags="", lead="新漏洞", body="新漏洞。"))
    >>> [sorted(each) for each in found]
    [[], ['新', '新漏'], [], ['洞', '漏', '漏洞']]
    """
    title, lead, body = map(terms, (texts.title, texts.lead, texts.body))
    tags = _of_tags(texts.tags) - title
    lead.difference_update(title, tags)
    body.difference_update(title, tags, lead)
    body.update(texts.marks)
    return body, lead, tags, title


@lru_cache(maxsize=1024)
def _of_tags(names: str) -> frozenset[str]:
    """Most articles have the tags of others."""
    return frozenset(terms(names))


def postings(texts: Texts, number: int) -> Iterator[tuple[str, int]]:
    """Each term of an article with its posting."""
    for level, found in enumerate(by_level(texts)):
        code = number * LEVELS + level
        for term in found:
            yield term, code


def mark(kind: str, name: str) -> str:
    """The term under which a filter's articles are listed."""
    return f"{kind}:{name}"


def marks(langs: Iterable[str], source: str, tags: Iterable[str]) -> tuple[str, ...]:
    """All terms that filters find an article by."""
    found = [mark("lang", lang) for lang in langs] + [mark("tag", slug) for slug in tags]
    return (*found, mark("source", source)) if source else tuple(found)
