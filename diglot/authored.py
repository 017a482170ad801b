"""What the editor wrote: pages of the site's own, and notes on articles, days, tags and sources.

Invariant: a file whose name does not say what it is for and in which language is a finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from diglot.capture.walk import walk
from diglot.model import Finding
from diglot.project import Project
from diglot.publish import permalinks
from diglot.publish.plans import AuthoredNote, AuthoredPage

_SUFFIX = re.compile(r"\.([a-z]{2,3})\.md$")
_PAGE_NAME = re.compile(r"[a-z][a-z0-9-]{0,59}")

Notes = Mapping[tuple[str, str], tuple[AuthoredNote, ...]]
"""By kind (`articles`, `days`, `tags`, `sources`) and what they speak of, in the order of UI
languages."""


def composed(path: str) -> str:
    """A path as file systems may compose it either way."""
    return unicodedata.normalize("NFC", path)


def as_named(notes: Notes, articles: Iterable[str]) -> Notes:
    """Notes on articles under the names that the articles have."""
    names = {composed(path): path for path in articles}
    return {
        (kind, names.get(key, key) if kind == "articles" else key): found
        for (kind, key), found in notes.items()
    }


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


def pages(
    project: Project, languages: tuple[str, ...], findings: list[Finding]
) -> tuple[AuthoredPage, ...]:
    """The site's own pages, in the order they set."""
    found = []
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
        from diglot.capture import dialect, matter  # no build waits for them that has no such page

        text = _read(folder / source.path, name, findings).replace("\r\n", "\n")
        parts = matter.split(text)
        values, _, _ = dialect.load(parts.matter)
        order = str(values.get("order", "100"))
        found.append(
            AuthoredPage(
                name=stem,
                lang=match[1],
                title=str(values.get("title", "")) or stem,
                order=int(order) if order.isdecimal() else 100,
                text=parts.body,
                path=name,
            )
        )
    return tuple(sorted(found, key=lambda page: (page.order, page.name, page.lang)))


def notes(project: Project, languages: tuple[str, ...], findings: list[Finding]) -> Notes:
    """The editor's notes."""
    found: dict[tuple[str, str], list[AuthoredNote]] = {}
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
                from diglot.capture import dates

                day = dates.day_in_path(stem)
                key = day.isoformat() if day else stem
            else:
                key = composed(stem) + ".md" if kind == "articles" else stem
            text = _read(folder / source.path, name, findings)
            note = AuthoredNote(lang=match[1], text=text, path=name)
            found.setdefault((kind, key), []).append(note)
    return {
        key: tuple(sorted(each, key=lambda note: languages.index(note.lang)))
        for key, each in found.items()
    }


def unused(notes: Notes, known: Mapping[str, set[str]]) -> list[Finding]:
    """Notes that speak of nothing, of the kinds whose things are `known`."""
    return [
        Finding(
            path=note.path,
            what=f"there is nothing called {key!r} among the {kind}",
            help="rename it after what it speaks of, or remove it",
            code="orphan",
        )
        for (kind, key), found in notes.items()
        if kind in known and key not in known[kind]
        for note in found
    ]
