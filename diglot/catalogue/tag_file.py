"""From one `tags.toml` to entries, with every mistake named where it stands.

Invariant: never raises for what an editor wrote; an entry that cannot be used becomes a finding
with file and line and is left out.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from diglot.catalogue.tag_checks import error, instead, line_of, typed, unusable
from diglot.catalogue.tag_types import Pattern, Tag
from diglot.model import Finding

_TOP = ("tag", "pattern", "registry")
_OVERLOOK = "a list of Python's regular expressions in 'single quotes'"


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFile:
    """What one file says: its tags and patterns, and what it does to the default ones."""

    path: str = ""
    tags: tuple[tuple[Tag, int], ...] = ()
    """Each with the line it starts on."""
    patterns: tuple[Pattern, ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    """Slugs of default tags that the site does without, each with its line."""
    overlook: tuple[str, ...] = ()
    """Expressions for what in a title is no subject."""
    defaults: bool = True
    """Whether the package's registry holds too."""


def parse(text: str, path: str) -> tuple[TagFile, tuple[Finding, ...]]:
    """Read a registry file; `path` is how findings call it."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        place = re.search(r"at line (\d+)", str(problem))
        help = "see https://toml.io; regular expressions go in 'single quotes'"
        line = int(place[1]) if place else 1
        return TagFile(path=path), (error(path, line, f"not TOML: {problem}", help),)
    findings: list[Finding] = [
        error(path, line_of(text, key), f"unknown table `{key}`", instead(key, _TOP))
        for key in table
        if key not in _TOP
    ]
    findings += [
        error(path, line_of(text, kind), f"`{kind}` is no table", f"write [[{kind}]] above each")
        for kind in ("tag", "pattern")
        if not all(isinstance(each, dict) for each in _listed(table, kind))
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
        tag, wrong = typed(Tag, entry, line, source, path)
        findings += wrong
        if tag and tag.slug in tags:
            first, at = tags[tag.slug]
            what = (
                f"two tags have the path tags/{tag.slug}.html: {first.zh} / {first.en} (line {at})"
            )
            what += f" and {tag.zh} / {tag.en} (line {line}); the first is used"
            findings.append(error(path, line, what, "give one of them another slug"))
        elif tag:
            tags[tag.slug] = (tag, line)
    patterns = []
    for entry, line, source in _entries(table, "pattern", text):
        pattern, wrong = typed(Pattern, entry, line, source, path)
        findings += wrong
        patterns += [pattern] if pattern else []
    file = TagFile(
        path=path,
        tags=tuple(tags.values()),
        patterns=tuple(patterns),
        removed=tuple(removed),
        overlook=tuple(registry["overlook"]),
        defaults=registry["defaults"],
    )
    return file, tuple(sorted(findings, key=lambda finding: finding.line))


def _settings(table: dict[str, Any], text: str, path: str) -> tuple[dict[str, Any], list[Finding]]:
    """Read `[registry]`: `defaults`, `every` for the tags that name none, and `overlook`."""
    settings: dict[str, Any] = {"defaults": True, "every": 0, "overlook": []}
    given = table.get("registry", {})
    findings = []
    for key, value in given.items() if isinstance(given, dict) else ():
        if key == "overlook" and (problem := unusable(value)):
            findings.append(error(path, line_of(text, key), f"`overlook`: {problem}", _OVERLOOK))
            continue
        if key in settings and type(value) is type(settings[key]):
            settings[key] = value
            continue
        what = f"`{key}` in [registry] is {value!r}"
        help = "it takes `defaults = true` or `false`, `every = ` a number of bytes, and `overlook`"
        findings.append(error(path, line_of(text, key), what, help))
    return settings, findings


def _listed(table: dict[str, Any], kind: str) -> list[Any]:
    listed = table.get(kind, [])
    return listed if isinstance(listed, list) else [listed]


def _entries(table: dict[str, Any], kind: str, text: str) -> list[tuple[dict[str, Any], int, str]]:
    """Pair each `[[kind]]` table with the line of its header and its source text."""
    entries = [each for each in _listed(table, kind) if isinstance(each, dict)]
    starts = [match.start() for match in re.finditer(rf"^[ \t]*\[\[?\s*{kind}\s*\]", text, re.M)]
    if len(starts) != len(entries):  # an inline array, or a header inside a string
        starts = [0] * len(entries)
    ends = [*starts[1:], len(text)][: len(starts)]
    return [
        (entry, text.count("\n", 0, start) + 1, text[start:end])
        for entry, start, end in zip(entries, starts, ends, strict=True)
    ]
