"""What can be wrong with one entry of a tag registry, said so that its author can put it right.

Invariant: never raises for what an editor wrote; every finding has a line and an advice.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from diglot.catalogue.tag_names import name_key, usable
from diglot.catalogue.tag_phrases import normal, pairs, words
from diglot.catalogue.tag_types import Pattern, Tag
from diglot.model import Finding

_Rule = TypeVar("_Rule", Tag, Pattern)
_HELP = {
    "slug": "lower-case a-z, 0-9 and single hyphens, at most 60, no name the site needs itself",
    "zh": "a tag has a name in both languages",
    "en": "a tag has a name in both languages",
    "hits": "1 or more",
    "every": "0, or a number of bytes",
    "regex": "see Python's `re`; it must need at least one character",
    "match": "two characters at least, or a Latin letter; a sign alone needs `regex`",
}


def typed(
    kind: type[_Rule], entry: dict[str, Any], line: int, source: str, path: str
) -> tuple[_Rule | None, list[Finding]]:
    """Type one entry and check its values; None where it cannot be used.

    `source` is the entry's text, which starts on `line` of `path`. An unknown key is an error, but
    its entry stays in use.
    """
    import msgspec

    def wrong(key: str, what: str, help: str) -> Finding:
        return error(path, line + line_of(source, key) - 1, f"{_named(entry)}: {what}", help)

    names = [each.name for each in dataclasses.fields(kind)]
    findings: list[Finding] = [
        wrong(key, f"unknown key `{key}`", instead(key, names)) for key in entry if key not in names
    ]
    try:
        rule = msgspec.convert({key: entry[key] for key in entry if key in names}, kind)
    except msgspec.ValidationError as problem:
        key = re.search(r"\$\.(\w+)", str(problem))
        help = "lists are texts in quotes within [ ]; slug, zh and en must be there"
        return None, [*findings, wrong(key[1] if key else "", str(problem), help)]
    problems: list[Finding] = [wrong(key, what, _HELP[key]) for key, what in _problems(rule)]
    return (None if problems else rule), findings + problems


def _problems(rule: Tag | Pattern) -> Iterator[tuple[str, str]]:
    """Yield key and problem for each value that cannot be used."""
    for key in ("zh", "en"):
        if not name_key(getattr(rule, key)):
            yield key, f"`{key}` is empty"
    if rule.hits < 1:
        yield "hits", f"hits = {rule.hits}"
    for expression in rule.regex if isinstance(rule, Tag) else (rule.regex,):
        try:
            if re.compile(expression).match(""):
                yield "regex", f"regex {expression!r} matches nothing at all"
        except (re.error, OverflowError, RecursionError) as problem:
            yield "regex", f"regex {expression!r}: {problem}"
    if not isinstance(rule, Tag):
        return
    if not usable(rule.slug):
        yield "slug", f"slug {rule.slug!r} cannot be a path"
    if rule.every < 0:
        yield "every", f"every = {rule.every}"
    for phrase in (*rule.match, *rule.cased, *rule.exclude):
        text = normal(phrase)
        if not words(text) and not list(pairs(text)):
            yield "match", f"{phrase!r} cannot be looked for"


def unusable(expressions: object) -> str:
    """Say what is wrong with a list of regular expressions; empty where nothing is."""
    if not isinstance(expressions, list) or not all(isinstance(each, str) for each in expressions):
        return f"{expressions!r} is no list of texts"
    for expression in expressions:
        try:
            re.compile(expression)
        except (re.error, OverflowError, RecursionError) as problem:
            return f"{expression!r}: {problem}"
    return ""


def _named(entry: dict[str, Any]) -> str:
    name = entry.get("slug") or entry.get("en") or entry.get("zh") or entry.get("regex")
    return f"tag {name!r}" if name else "a tag without slug"


def instead(key: str, known: Sequence[str]) -> str:
    """Advise what may have been meant by an unknown key."""
    near = difflib.get_close_matches(key, known, 1)
    return f"did you mean `{near[0]}`?" if near else "known are " + ", ".join(known)


def line_of(text: str, key: str) -> int:
    """Give the 1-based line on which a key or table stands; the first where it is not seen."""
    found = re.search(rf"^[ \t]*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=\].]", text, re.M)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def error(path: str, line: int, what: str, help: str) -> Finding:
    """Make the finding of a mistake in a registry."""
    return Finding(
        path=path, line=line, what=what, help=help, severity="error", code="tag-registry"
    )
