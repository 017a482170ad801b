"""Everything below `content/` that a build reads, found in one walk of each folder.

Invariant: what belongs to an article is known by its path alone; what belongs to none is reported.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

import msgspec

from diglot import authored
from diglot.authored import composed
from diglot.capture.walk import walk
from diglot.model import Finding, Source
from diglot.project import Project
from diglot.publish.plans import AuthoredPage

_NONE: Mapping[str, Source] = {}
"""The translations of captures without any: one for all."""
FEW = 12
"""Captures below which a second worker takes longer to start than they take to read. One there is
always: what kills it must not kill the build."""
UNSETTLED_NS = 2_000_000_000
"""A file changed this shortly before a build may change again within the clock's resolution."""


class Unit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An article and what belongs to it, as the walk found them."""

    article: Source
    edit: Source | None
    translations: Mapping[str, Source]
    """Site language → its PO file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Units(Mapping[str, Unit]):
    """All units by path, in order; one that is a capture alone is put together when asked for."""

    sources: Mapping[str, Source]
    """The captures."""
    more: Mapping[str, Unit]
    """Those that something belongs to."""

    def __getitem__(self, path: str) -> Unit:
        source = self.sources[path]
        return self.more.get(path) or Unit(article=source, edit=None, translations=_NONE)

    def __iter__(self) -> Iterator[str]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)

    def __contains__(self, path: object) -> bool:
        return path in self.sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the walk found."""

    units: Units
    pages: tuple[AuthoredPage, ...]
    notes: authored.Notes
    settled: int
    """Files changed after this moment (ns) are not to be known by their times."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All captures by their stamps."""

    before: Mapping[str, str]
    """Those that the store has."""
    now: Mapping[str, str]
    """Those that are there."""
    fresh: Set[str]
    """What is there and is not as the store has it, or may not be."""


def gather(project: Project, languages: tuple[str, ...], *, shared: bool = False) -> Inputs:
    """Walk the content folder; nothing but notes and pages is read.

    `shared` has a worker walk half of the captures.
    """
    settled = time.time_ns() - UNSETTLED_NS
    sources, findings = walk(project.articles, shared=shared)
    edits: dict[str, Source] = {}
    translations: dict[str, dict[str, Source]] = {}
    pages: tuple[AuthoredPage, ...] = ()
    notes: authored.Notes = {}
    if not project.bare:
        edits, odd = _beside(project.content / "edits", ".toml")
        findings += odd
        for lang in languages:
            translations[lang], odd = _beside(project.content / "translations" / lang, ".po")
            findings += odd
        pages = authored.pages(project, languages, findings)
        notes = authored.notes(project, languages, findings)
    units = Units(
        sources={source.path: source for source in sources},
        more=_more(sources, edits, translations) if edits or any(translations.values()) else {},
    )
    notes = authored.as_named(notes, units) if notes else notes
    findings += [_orphan(f"edits/{each.path}") for each in edits.values()]
    for lang, found in translations.items():
        findings += [_orphan(f"translations/{lang}/{each.path}") for each in found.values()]
    return Inputs(units=units, pages=pages, notes=notes, settled=settled, findings=tuple(findings))


def _more(
    sources: Iterable[Source], edits: dict[str, Source], translations: dict[str, dict[str, Source]]
) -> dict[str, Unit]:
    """Captures with what belongs to them, which is taken out of the others."""
    found = {}
    for source in sources:
        path = composed(source.path)
        edit = edits.pop(path, None)
        of_it = {lang: pos.pop(path) for lang, pos in translations.items() if path in pos}
        if edit or of_it:
            found[source.path] = Unit(article=source, edit=edit, translations=of_it)
    return found


def stamp(unit: Unit, wanted: Iterable[str], articles: Path, settled: int) -> str:
    """Sizes and times of all files of a unit; empty where a time cannot be relied on."""
    newest = unit.article.mtime_ns
    parts = [_stat(unit.article), _stat(unit.edit)]
    for lang, po in sorted(unit.translations.items()):
        parts.append(f"{lang}={_stat(po)}")
        newest = max(newest, po.mtime_ns)
    if unit.edit:
        newest = max(newest, unit.edit.mtime_ns)
    for name in wanted:
        try:
            found = (articles / name).lstat()
        except (OSError, ValueError):
            parts.append("-")
            continue
        newest = max(newest, found.st_mtime_ns)
        parts.append(f"{found.st_size}:{found.st_mtime_ns}")
    return "" if newest > settled else "|".join(parts)


def stamps(inputs: Inputs, wanted: Mapping[str, tuple[str, ...]], articles: Path) -> dict[str, str]:
    """The stamps of all units, by path; `wanted` are the images that captures refer to."""
    units, settled = inputs.units, inputs.settled
    found = {  # as `stamp` does for a capture that nothing belongs to, as to nearly all
        path: f"{each.size}:{each.mtime_ns}|-" if each.mtime_ns <= settled else ""
        for path, each in units.sources.items()
    }
    for path in (*units.more, *(wanted.keys() & found.keys())):
        found[path] = stamp(units[path], wanted.get(path, ()), articles, settled)
    return found


def compared(before: Mapping[str, str], now: Mapping[str, str]) -> Seen:
    """What is there beside what the store has: the stamps of both."""
    known = before.get
    fresh = {path for path, stamp in now.items() if not stamp or known(path) != stamp}
    return Seen(before=before, now=now, fresh=fresh)


def _stat(source: Source | None) -> str:
    return f"{source.size}:{source.mtime_ns}" if source else "-"


def _beside(folder: Path, suffix: str) -> tuple[dict[str, Source], list[Finding]]:
    """Files of a folder by the path of the article they belong to."""
    found, findings = walk(folder, (suffix,))
    articles = {composed(source.path.removesuffix(suffix) + ".md"): source for source in found}
    return articles, findings


def _orphan(path: str) -> Finding:
    return Finding(
        path=path,
        what="there is no article of this path",
        help="move it to the path of its article, or remove it",
        code="orphan",
    )
