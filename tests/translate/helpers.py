"""Small originals, desks and entries for the tests of this stage."""

from __future__ import annotations

from pathlib import Path

from diglot.commonmark import split
from diglot.model import Cleaned, Role
from diglot.translate.desk import Desk, Original
from diglot.translate.entries import Entry, Provenance, fingerprint
from diglot.translate.glossary import Glossary, read_glossary
from diglot.translate.reading import read_po

DAY = "2026-11-22"


def original(
    body: str, path: str = "2026/a.md", title: str = "标题", lang: str = "zh-Hans"
) -> Original:
    return Original(
        path=path, title=title, lang=lang, cleaned=Cleaned(blocks=split(body), decisions=())
    )


def desk(folder: Path, glossary: str = "", targets: tuple[str, ...] = ("zh-Hans", "en")) -> Desk:
    return Desk(
        translations=folder / "translations",
        cache=folder / "cache",
        targets=targets,
        glossary=glossary_of(glossary),
        today=DAY,
    )


def glossary_of(rows: str) -> Glossary:
    glossary, findings = read_glossary("id,zh,en,kind,accepted,note\n" + rows, "glossary.csv")
    assert not findings
    return glossary


def machine(role: Role, source: str, text: str, glossary: str = "") -> Entry:
    mark = Provenance(engine="pseudo 1", date=DAY, out=fingerprint(text), glossary=glossary)
    return Entry(role=role, source=source, text=text, fuzzy=True, provenance=mark)


def human(role: Role, source: str, text: str) -> Entry:
    return Entry(role=role, source=source, text=text)


def entries(file: Path) -> dict[tuple[str, str], Entry]:
    """What a PO file holds now, obsolete entries left out."""
    read, findings = read_po(file.read_bytes(), file.name)
    assert not findings, findings
    return {(entry.role, entry.source): entry for entry in read if not entry.obsolete}


def po(*blocks: str) -> bytes:
    """A PO file of entries written by hand."""
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return "\n".join([head, *blocks]).encode()
