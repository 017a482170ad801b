"""From one `tags.toml` to entries, with every mistake named where it stands.

Invariant: never raises for what an editor wrote; an entry that cannot be used becomes a finding
with file and line and is left out.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from diglot.catalogue.tag_names import name_key, usable
from diglot.catalogue.tag_types import Pattern, Tag
from diglot.model import Finding

_Rule = TypeVar("_Rule", Tag, Pattern)
_TOP = ("tag", "pattern", "registry")


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFile:
    """What one file says: its tags and patterns, and what it does to the default ones."""

    path: str = ""
    tags: tuple[tuple[Tag, int], ...] = ()
    """Each with the line it starts on."""
    patterns: tuple[Pattern, ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    """Slugs of default tags that the site does without, each with its line."""
    defaults: bool = True
    """Whether the package's registry holds too."""


def parse(text: str, path: str) -> tuple[TagFile, tuple[Finding, ...]]:
    """Read a registry file; `path` is how findings call it."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"at line (\d+)", str(error))
        help = "see https://toml.io; regular expressions go in 'single quotes'"
        line = int(place[1]) if place else 1
        return TagFile(path=path), (_error(path, line, f"not TOML: {error}", help),)
    findings: list[Finding] = [
        _error(path, _line(text, key), f"unknown table `{key}`", _instead(key, _TOP))
        for key in table
        if key not in _TOP
    ]
    tags: dict[str, tuple[Tag, int]] = {}
    removed = []
    registry, wrong = _settings(table, text, path)
    findings += wrong
    for entry, line, source in _entries(table, "tag", text):
        entry.setdefault("every", registry["every"])
        if entry.get("remove") is True:
            removed.append((str(entry.get("slug", "")), line))
            continue
        tag, wrong = _read(Tag, entry, line, source, path)
        findings += wrong
        if tag and tag.slug in tags:
            first, at = tags[tag.slug]
            what = (
                f"two tags have the path tags/{tag.slug}.html: {first.zh} / {first.en} (line {at})"
            )
            what += f" and {tag.zh} / {tag.en} (line {line}); the first is used"
            findings.append(_error(path, line, what, "give one of them another slug"))
        elif tag:
            tags[tag.slug] = (tag, line)
    patterns = []
    for entry, line, source in _entries(table, "pattern", text):
        pattern, wrong = _read(Pattern, entry, line, source, path)
        findings += wrong
        patterns += [pattern] if pattern else []
    file = TagFile(
        path=path,
        tags=tuple(tags.values()),
        patterns=tuple(patterns),
        removed=tuple(removed),
        defaults=registry["defaults"],
    )
    return file, tuple(sorted(findings, key=lambda finding: finding.line))


def _settings(table: dict[str, Any], text: str, path: str) -> tuple[dict[str, Any], list[Finding]]:
    """Read `[registry]`: whether the default tags hold, and `every` for the tags that name none."""
    settings: dict[str, Any] = {"defaults": True, "every": 0}
    given = table.get("registry", {})
    findings = []
    for key, value in given.items() if isinstance(given, dict) else ():
        if key in settings and type(value) is type(settings[key]):
            settings[key] = value
            continue
        what = f"`{key}` in [registry] is {value!r}"
        help = "it takes `defaults = true` or `false`, and `every = ` a number of bytes"
        findings.append(_error(path, _line(text, key), what, help))
    return settings, findings


def _entries(table: dict[str, Any], kind: str, text: str) -> list[tuple[dict[str, Any], int, str]]:
    """Pair each `[[kind]]` table with the line of its header and its source text."""
    entries = table.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        entries = [entries] if isinstance(entries, dict) else []
    starts = [match.start() for match in re.finditer(rf"^[ \t]*\[\[?\s*{kind}\s*\]", text, re.M)]
    if len(starts) != len(entries):  # an inline array, or a header inside a string
        starts = [0] * len(entries)
    ends = [*starts[1:], len(text)][: len(starts)]
    return [
        (entry, text.count("\n", 0, start) + 1, text[start:end])
        for entry, start, end in zip(entries, starts, ends, strict=True)
    ]


def _read(
    kind: type[_Rule], entry: dict[str, Any], line: int, source: str, path: str
) -> tuple[_Rule | None, list[Finding]]:
    """Type one entry and check its values; None where it cannot be used."""
    import msgspec

    def wrong(key: str, what: str, help: str) -> Finding:
        return _error(path, line + _line(source, key) - 1, f"{_named(entry)}: {what}", help)

    names = [each.name for each in dataclasses.fields(kind)]
    findings: list[Finding] = [
        wrong(key, f"unknown key `{key}`", _instead(key, names))
        for key in entry
        if key not in names
    ]
    known = {key: value for key, value in entry.items() if key in names}
    try:
        rule = msgspec.convert(known, kind)
    except msgspec.ValidationError as error:
        key = re.search(r"[`.](\w+)(?:\[\d*...\])?`", str(error))
        help = "lists take texts in quotes; slug, zh and en must be there"
        return None, [*findings, wrong(key[1] if key else "", str(error), help)]
    problems: list[Finding] = [wrong(*problem) for problem in _problems(rule)]
    return (None if problems else rule), findings + problems


def _problems(rule: Tag | Pattern) -> Iterator[tuple[str, str, str]]:
    """Yield key, problem and advice for each value that cannot be used."""
    if isinstance(rule, Tag) and not usable(rule.slug):
        help = "lower-case a-z, 0-9 and single hyphens, at most 60, no name the site needs itself"
        yield "slug", f"slug {rule.slug!r} cannot be a path", help
    for key in ("zh", "en"):
        if not name_key(getattr(rule, key)):
            yield key, f"`{key}` is empty", "a tag has a name in both languages"
    if rule.hits < 1:
        yield "hits", f"hits = {rule.hits}", "1 or more"
    for expression in rule.regex if isinstance(rule, Tag) else (rule.regex,):
        try:
            if re.compile(expression).match(""):
                yield (
                    "regex",
                    f"regex {expression!r} matches nothing at all",
                    "make it need a letter",
                )
        except re.error as error:
            yield "regex", f"regex {expression!r}: {error}", "see Python's `re`"
    if isinstance(rule, Tag) and not all(map(str.strip, (*rule.match, *rule.cased, *rule.exclude))):
        yield "match", "an empty phrase", "remove it"


def _named(entry: dict[str, Any]) -> str:
    name = entry.get("slug") or entry.get("en") or entry.get("zh") or entry.get("regex")
    return f"tag {name!r}" if name else "a tag without slug"


def _instead(key: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(key, known, 1)
    return f"did you mean `{near[0]}`?" if near else "known are " + ", ".join(known)


def _line(text: str, key: str) -> int:
    """Give the 1-based line on which a key or table stands; the first where it is not seen."""
    found = re.search(rf"^[ \t]*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=\].]", text, re.M)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _error(path: str, line: int, what: str, help: str) -> Finding:
    return Finding(
        path=path, line=line, what=what, help=help, severity="error", code="tag-registry"
    )
