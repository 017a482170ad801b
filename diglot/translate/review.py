"""`diglot review` and `diglot status`: what there is for a person to look at.

Invariant: reads only; what is listed points at a line of a PO file that an editor can open.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from diglot.model import Finding, Role, Segment, State
from diglot.translate.carrying import by_core, carried
from diglot.translate.checks import check
from diglot.translate.coding import bare, encode
from diglot.translate.desk import Desk, Original, all_segments, definitions_of
from diglot.translate.entries import Entry, key, po_path, segment_key, shown
from diglot.translate.memory import Memory
from diglot.translate.reading import read_po
from diglot.translate.terms import check_terms, matched


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One segment of an article as its reviewer sees it."""

    number: int
    """From 0, the title; `ARTICLE#NUMBER --again` has it made anew."""
    role: Role
    source: str
    text: str
    state: State
    engine: str = ""
    date: str = ""
    faults: tuple[str, ...] = ()
    """What the checks and the glossary have against it."""
    near: str = ""
    """A person's translation of a near text, and of which, where it is not translated yet."""
    line: int = 0
    """Of its `msgid` in the PO file; 0 where it has no entry."""

    @property
    def open(self) -> bool:
        """Whether a person should look at it."""
        return self.state != "human" or bool(self.faults)


def review(
    original: Original, target: str, *, desk: Desk
) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """All segments of an article in one language, in order, and what is wrong with its PO file."""
    po = po_path(original.path, target)
    file = desk.translations / po
    entries, findings = read_po(file.read_bytes(), shown(po)) if file.exists() else ((), ())
    there = {key(entry.role, entry.source): entry for entry in entries if not entry.obsolete}
    others = by_core(entries)
    items = []
    with Memory(desk.cache) as memory:
        findings = tuple(dict.fromkeys((*findings, *memory.sync(desk.translations))))
        for number, segment in enumerate(all_segments(original)):
            entry = there.get(segment_key(segment))
            if entry is None or entry.by == "nobody":
                entry = carried(segment, others) or entry
            if entry is None or entry.by == "nobody":
                near = memory.near(segment.text, target, po)
                items.append(
                    Item(
                        number=number,
                        role=segment.role,
                        source=segment.text,
                        text="",
                        state="missing",
                        near=f"{near[0].source} → {near[0].text}" if near else "",
                        line=entry.line if entry else 0,
                    )
                )
                continue
            items.append(_translated(number, entry, original, target, desk))
    return tuple(items), findings


def _translated(number: int, entry: Entry, original: Original, target: str, desk: Desk) -> Item:
    mark = entry.provenance
    machine = entry.by == "machine"
    return Item(
        number=number,
        role=entry.role,
        source=entry.source,
        text=entry.text,
        state="machine" if machine else "human",
        engine=mark.engine if mark and machine else "",
        date=mark.date if mark and machine else "",
        faults=tuple(faults_of(entry, original, target, desk)),
        line=entry.line,
    )


def faults_of(entry: Entry, original: Original, target: str, desk: Desk) -> list[str]:
    """What the checks say of an entry now, in words; a person may leave a name as it is."""
    definitions = definitions_of(original)
    read = []
    for text in (entry.source, entry.text):
        segment = Segment(role=entry.role, text=text)
        coded = encode(segment, tagged=False, definitions=definitions)
        read.append(bare(coded, coded.texts) if coded else text)
    source, answer = read
    rows = matched(desk.glossary, source, original.lang)
    faults = check(source, answer, into=target)
    faults += check_terms(rows, source, answer, lang=original.lang, into=target)
    return [fault.what for fault in faults if entry.by == "machine" or not fault.nonsense]


def editor_command(environ: Mapping[str, str], file: Path, line: int) -> list[str] | None:
    """How to open the PO file at a line; None where neither VISUAL nor EDITOR is set.

    >>> editor_command({"EDITOR": "vim -R"}, Path("a.po"), 7)
    ['vim', '-R', '+7', 'a.po']
    """
    words = shlex.split(environ.get("VISUAL") or environ.get("EDITOR") or "")
    if not words:
        return None
    name = Path(words[0]).stem.lower()
    if name in ("code", "code-insiders", "codium", "cursor"):
        return [*words, "--goto", f"{file}:{line}"]
    if name in ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "joe"):
        return [*words, f"+{line}", str(file)]
    return [*words, str(file)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far one article is in one language; counts as an `Edition` has them."""

    target: str
    source: str
    month: str
    """`2022-12`; empty for articles without a day."""
    segments: int
    translated: int
    machine: int


By: TypeAlias = Literal["language", "source", "month"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far a group of articles is in one language."""

    target: str
    name: str
    """The source or month; the language itself in a count by language."""
    articles: int
    complete: int
    """Articles at or above the threshold."""
    segments: int
    translated: int
    human: int
    """Of the translated ones, those that a person made or approved."""


def status(
    standings: Iterable[Standing], by: By = "language", threshold: float = 0.8
) -> tuple[Coverage, ...]:
    """Coverage by language, source or month, by name within each language."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for each in standings:
        name = {"language": each.target, "source": each.source, "month": each.month}[by]
        count = counts.setdefault((each.target, name), Counter())
        count["articles"] += 1
        count["segments"] += each.segments
        count["translated"] += each.translated
        count["human"] += each.translated - each.machine
        full = each.segments > 0 and each.translated / each.segments >= threshold
        count["complete"] += full
    return tuple(
        Coverage(
            target=target,
            name=name,
            articles=count["articles"],
            complete=count["complete"],
            segments=count["segments"],
            translated=count["translated"],
            human=count["human"],
        )
        for (target, name), count in sorted(counts.items())
    )
