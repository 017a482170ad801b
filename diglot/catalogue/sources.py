"""Display names, groups and addresses of sources, from `content/sources.toml` and the captures.

Invariant: sources equal after NFKC, case folding and removal of blanks and punctuation are one
source; its slug depends on its name alone, so adding articles never moves a page.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from diglot.catalogue.tag_names import name_key, slug_for
from diglot.model import Finding

_PUNCTUATION = re.compile(r"[\s\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceName:
    """A source as the site shows it."""

    slug: str
    name: str
    """As captures write it."""
    names: tuple[tuple[str, str], ...] = ()
    """(UI language, display name)."""
    group: str = ""
    lang: str = ""

    def display(self, lang: str) -> str:
        """Its name in a UI language, else as captures write it."""
        return dict(self.names).get(lang) or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRegistry:
    """What `sources.toml` says."""

    named: tuple[tuple[str, SourceName], ...] = ()
    """(folded name, source)."""
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """(group slug, ((UI language, name), …)), in the order of the file."""


def fold(name: str) -> str:
    """What decides whether two names are one source.

    >>> fold("奇安信 CERT") == fold("奇安信cert")
    True
    """
    return _PUNCTUATION.sub("", name_key(name)) or name_key(name)


def parse(raw: bytes, path: str) -> tuple[SourceRegistry, list[Finding]]:
    """Read `sources.toml`; what cannot be used is reported and left out."""
    try:
        text = raw.decode("utf-8-sig")
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        named_line = re.search(r"at line (\d+)", str(error))
        return SourceRegistry(), [
            _finding(
                path,
                int(named_line[1]) if named_line else 1,
                f"not read: {error}",
                "see https://toml.io",
            )
        ]
    findings: list[Finding] = []
    groups = []
    for at, entry in _entries(table, "group", path, findings):
        names = _names(entry)
        if slug := str(entry.get("slug", "")):
            groups.append((slug, names))
        else:
            line = _line(text, "group", at)
            findings.append(_finding(path, line, "a group without a slug", "add slug"))
    named = []
    for at, entry in _entries(table, "source", path, findings):
        line = _line(text, "source", at)
        name = str(entry.get("name", "")).strip()
        if not name:
            findings.append(_finding(path, line, "a source without a name", "add name"))
            continue
        if unknown := set(entry) - {"name", "slug", "zh", "en", "names", "group", "lang"}:
            near = difflib.get_close_matches(min(unknown), ["name", "slug", "group", "lang"], 1)
            hint = f"did you mean `{near[0]}`?" if near else "remove it"
            findings.append(_finding(path, line, f"unknown field `{min(unknown)}`", hint))
        group = str(entry.get("group", ""))
        if group and group not in dict(groups):
            findings.append(_finding(path, line, f"unknown group `{group}`", "add a [[group]]"))
            group = ""
        source = SourceName(
            slug=slug_for(str(entry.get("slug") or name)),
            name=name,
            names=_names(entry),
            group=group,
            lang=str(entry.get("lang", "")),
        )
        named.append((fold(name), source))
    return SourceRegistry(named=tuple(named), groups=tuple(groups)), findings


def resolve(registry: SourceRegistry, names: Iterable[str]) -> dict[str, SourceName]:
    """A source for each distinct name found in captures; two of one slug get a hashed one."""
    known = dict(registry.named)
    taken = {source.slug: folded for folded, source in known.items()}
    found: dict[str, SourceName] = {}
    by_fold: dict[str, SourceName] = dict(known)
    for name in sorted(set(names)):
        folded = fold(name)
        if folded not in by_fold:
            slug = slug_for(name)
            if taken.setdefault(slug, folded) != folded:
                slug = slug_for("\x00" + name) if name.isascii() else slug_for(name + "·")
            by_fold[folded] = SourceName(slug=slug, name=name)
        found[name] = by_fold[folded]
    return found


def _entries(
    table: dict[str, object], key: str, path: str, findings: list[Finding]
) -> Iterable[tuple[int, dict[str, object]]]:
    entries = table.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        findings.append(_finding(path, 1, f"`{key}` is not a list", f"write [[{key}]]"))
        return []
    return list(enumerate(entries))


def _names(entry: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (lang, value)
        for lang, value in entry.items()
        if isinstance(value, str) and re.fullmatch("[a-z]{2}", lang)
    )


def _line(text: str, key: str, at: int) -> int:
    rows = enumerate(text.splitlines(), start=1)
    lines = [number for number, row in rows if row.strip().startswith(f"[[{key}]]")]
    return lines[at] if at < len(lines) else 1


def _finding(path: str, line: int, what: str, help: str) -> Finding:
    return Finding(path=path, line=line, what=what, help=help, code="sources")
