"""Everything below `content/` that a build reads, found in one walk of each folder.

Invariant: what belongs to an article is known by its path alone; what belongs to none is reported.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from diglot.capture import dates, dialect, matter
from diglot.capture.walk import walk
from diglot.model import Finding, Source
from diglot.project import Project
from diglot.publish import permalinks
from diglot.publish.plans import AuthoredNote, AuthoredPage

UNSETTLED_NS = 2_000_000_000
"""A file changed this shortly before a build may change again within the clock's resolution."""

_SUFFIX = re.compile(r"\.([a-z]{2,3})\.md$")
_PAGE_NAME = re.compile(r"[a-z][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An article and what belongs to it, as the walk found them."""

    article: Source
    edit: Source | None
    translations: Mapping[str, Source]
    """Site language → its PO file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the walk found."""

    units: Mapping[str, Unit]
    """By path, in order."""
    pages: tuple[AuthoredPage, ...]
    notes: Mapping[tuple[str, str], tuple[AuthoredNote, ...]]
    settled: int
    """Files changed after this moment (ns) are not to be known by their times."""
    findings: tuple[Finding, ...]


def gather(project: Project, languages: tuple[str, ...]) -> Inputs:
    """Walk the content folder; nothing but notes and pages is read."""
    settled = time.time_ns() - UNSETTLED_NS
    sources, findings = walk(project.articles)
    edits: dict[str, Source] = {}
    translations: dict[str, dict[str, Source]] = {}
    pages: tuple[AuthoredPage, ...] = ()
    notes: dict[tuple[str, str], tuple[AuthoredNote, ...]] = {}
    if not project.bare:
        edits, odd = _beside(project.content / "edits", ".toml")
        findings += odd
        for lang in languages:
            translations[lang], odd = _beside(project.content / "translations" / lang, ".po")
            findings += odd
        pages = _pages(project, languages, findings)
        notes = _notes(project, languages, findings)
    units = {
        source.path: Unit(
            article=source,
            edit=edits.pop(_folded(source.path), None),
            translations={
                lang: found.pop(_folded(source.path))
                for lang, found in translations.items()
                if _folded(source.path) in found
            },
        )
        for source in sources
    }
    findings += [_orphan(f"edits/{each.path}") for each in edits.values()]
    for lang, found in translations.items():
        findings += [_orphan(f"translations/{lang}/{each.path}") for each in found.values()]
    return Inputs(units=units, pages=pages, notes=notes, settled=settled, findings=tuple(findings))


def stamp(unit: Unit, wanted: Iterable[str], articles: Path, settled: int) -> str:
    """Sizes and times of all files of a unit; empty where a time cannot be relied on."""
    parts = [_stat(unit.article), _stat(unit.edit)]
    parts += [f"{lang}={_stat(po)}" for lang, po in sorted(unit.translations.items())]
    newest = max(each.mtime_ns for each in (unit.article, *unit.translations.values()))
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


def _stat(source: Source | None) -> str:
    return f"{source.size}:{source.mtime_ns}" if source else "-"


def _beside(folder: Path, suffix: str) -> tuple[dict[str, Source], list[Finding]]:
    """Files of a folder by the path of the article they belong to."""
    found, findings = walk(folder, (suffix,))
    articles = {_folded(source.path.removesuffix(suffix) + ".md"): source for source in found}
    return articles, findings


def _folded(path: str) -> str:
    """A path as file systems may compose it either way."""
    return unicodedata.normalize("NFC", path)


def _orphan(path: str) -> Finding:
    return Finding(
        path=path,
        what="there is no article of this path",
        help="move it to the path of its article, or remove it",
        code="orphan",
    )


def _read(path: Path, name: str, findings: list[Finding]) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        help = "save it as UTF-8"
        what = f"cannot be read: {error}"
        findings.append(
            Finding(path=name, what=what, help=help, code="unreadable", severity="error")
        )
        return ""


def _pages(
    project: Project, languages: tuple[str, ...], findings: list[Finding]
) -> tuple[AuthoredPage, ...]:
    pages = []
    folder = project.content / "pages"
    for source in walk(folder)[0]:
        name = f"pages/{source.path}"
        match = _SUFFIX.search(source.path)
        stem = source.path[: match.start()] if match else ""
        reserved = stem in permalinks.RESERVED
        if not match or match[1] not in languages or not _PAGE_NAME.fullmatch(stem) or reserved:
            help = f"name it like about.{languages[0]}.md, in a-z, 0-9 and hyphens"
            what = "the name is taken by the site" if reserved else "not the name of a page"
            findings.append(Finding(path=name, what=what, help=help, code="page-name"))
            continue
        text = _read(folder / source.path, name, findings).replace("\r\n", "\n")
        parts = matter.split(text)
        values, _, _ = dialect.load(parts.matter)
        order = str(values.get("order", "100"))
        pages.append(
            AuthoredPage(
                name=stem,
                lang=match[1],
                title=str(values.get("title", "")) or stem,
                order=int(order) if order.isdecimal() else 100,
                text=parts.body,
                path=name,
            )
        )
    return tuple(sorted(pages, key=lambda page: (page.order, page.name, page.lang)))


def _notes(
    project: Project, languages: tuple[str, ...], findings: list[Finding]
) -> dict[tuple[str, str], tuple[AuthoredNote, ...]]:
    notes: dict[tuple[str, str], list[AuthoredNote]] = {}
    for kind in ("articles", "days", "tags", "sources"):
        folder = project.content / "notes" / kind
        for source in walk(folder)[0]:
            name = f"notes/{kind}/{source.path}"
            match = _SUFFIX.search(source.path)
            stem = source.path[: match.start()] if match else ""
            if not match or match[1] not in languages:
                help = f"name it like x.{languages[0]}.md"
                what = "a note has no language in its name"
                findings.append(Finding(path=name, what=what, help=help, code="note-name"))
                continue
            if kind == "days":
                day = dates.day_in_path(stem)
                key = day.isoformat() if day else stem
            else:
                key = stem + ".md" if kind == "articles" else stem
            text = _read(folder / source.path, name, findings)
            note = AuthoredNote(lang=match[1], text=text, path=name)
            notes.setdefault((kind, key), []).append(note)
    return {
        key: tuple(sorted(found, key=lambda note: languages.index(note.lang)))
        for key, found in notes.items()
    }
