"""What there is to do for one article in one language, from its PO file and the memory.

Invariant: a person's text is never among what is to be made; what the memory holds is not sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from diglot.model import Finding, Segment
from diglot.translate.carrying import by_core, carried
from diglot.translate.desk import Desk, Original, all_segments, targets_of
from diglot.translate.engines.protocol import Engine, FatalError
from diglot.translate.entries import Entry, key, po_path, segment_key, shown
from diglot.translate.memory import Memory
from diglot.translate.reading import read_po
from diglot.translate.reusing import reusable
from diglot.translate.reusing import reused as as_reused
from diglot.translate.terms import matched, overtaken

Again: TypeAlias = Mapping[str, frozenset[int]]
"""Segments whose machine text is to be made anew, by article path; from 0, the title."""

MAX_REFUSALS = 3
"""Runs after which a segment is not sent to an engine that keeps failing at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One article's work in one language."""

    original: Original
    target: str
    po: str
    """Path of its PO file below the translations folder."""
    segments: tuple[Segment, ...]
    """All of them, the title first, each once."""
    to_send: tuple[Segment, ...] = ()
    stale: int = 0
    """Of `to_send`, those with a machine text that the glossary has overtaken."""
    reused: tuple[Entry, ...] = ()
    """Entries that the memory gives."""
    refused: int = 0
    """Left alone because the engine failed at them too often."""
    human: int = 0
    machine: int = 0
    findings: tuple[Finding, ...] = ()
    """Errors mean that nothing can be stored."""

    @property
    def blocked(self) -> bool:
        """Whether the PO file must be mended first."""
        return any(finding.severity == "error" for finding in self.findings)


def need(
    original: Original,
    target: str,
    *,
    desk: Desk,
    memory: Memory,
    engine: str,
    again: frozenset[int] = frozenset(),
) -> Need:
    """What is to be done; `engine` is its name and version. With `again`, these segments and no
    others.
    """
    po = po_path(original.path, target)
    file = desk.translations / po
    entries, findings = read_po(file.read_bytes(), shown(po)) if file.exists() else ((), ())
    there = {key(entry.role, entry.source): entry for entry in entries if not entry.obsolete}
    others = by_core(entries)
    texts = all_segments(original)
    to_send: list[Segment] = []
    reused: list[Entry] = []
    counts = {"human": 0, "machine": 0, "stale": 0, "refused": 0}
    findings = (*findings, *_beyond(original, again, len(texts)))
    for number, segment in enumerate(texts):
        if again and number not in again:
            continue
        entry = there.get(segment_key(segment))
        by = entry.by if entry else "nobody"
        if by == "nobody" and not again and (moved := carried(segment, others)) is not None:
            reused.append(moved)
            continue
        if by == "human":
            counts["human"] += 1
            if again:
                findings = (*findings, _not_again(original, target, number))
            continue
        rows = matched(desk.glossary, segment.text, original.lang)
        if entry is not None and by == "machine" and not again:
            mark = entry.provenance
            made_with = mark.glossary if mark else ""
            if not entry.replaceable or not overtaken(
                made_with, rows, entry.source, entry.text, lang=original.lang, into=target
            ):
                counts["machine"] += 1
                better = reusable(memory, segment, target, rows, human=True, lang=original.lang)
                reused.extend(as_reused(segment, unit) for unit in better)
                continue
            counts["stale"] += 1
        if found := reusable(memory, segment, target, rows, human=bool(again), lang=original.lang):
            reused.extend(as_reused(segment, unit) for unit in found)
        elif memory.refused(engine, target, segment.role, segment.text)[0] < MAX_REFUSALS or again:
            to_send.append(segment)
        else:
            counts["refused"] += 1
    return Need(
        original=original,
        target=target,
        po=po,
        segments=texts,
        to_send=tuple(to_send),
        stale=counts["stale"],
        reused=tuple(reused),
        refused=counts["refused"],
        human=counts["human"],
        machine=counts["machine"],
        findings=findings,
    )


def needs(
    originals: Iterable[Original],
    *,
    desk: Desk,
    memory: Memory,
    engine: Engine,
    again: Again | None = None,
) -> Iterator[Need]:
    """`need` for each original and each language that it lacks and the engine can do."""
    again = again or {}
    unknown: dict[str, str] = {}
    for original in originals:
        for target in targets_of(original, desk):
            for tag in (original.lang, target):
                if tag not in unknown:
                    unknown[tag] = _lacks(engine, tag)
            if not unknown[original.lang] and not unknown[target]:
                yield need(
                    original,
                    target,
                    desk=desk,
                    memory=memory,
                    engine=engine.traits.label,
                    again=again.get(original.path, frozenset()),
                )
            else:
                yield _impossible(original, target, unknown[original.lang] or unknown[target])


def _lacks(engine: Engine, tag: str) -> str:
    try:
        engine.code(tag)
    except FatalError as error:
        return f"{engine.traits.name} {error}"
    return ""


def _impossible(original: Original, target: str, why: str) -> Need:
    finding = Finding(
        path=original.path,
        what=f"not translated: {why}",
        help="set its `lang`, here or in an edit",
        code="translation-language",
    )
    po = po_path(original.path, target)
    return Need(original=original, target=target, po=po, segments=(), findings=(finding,))


def _not_again(original: Original, target: str, number: int) -> Finding:
    return Finding(
        path=original.path,
        what=f"segment {number} was written or approved by a person ({target}); it is left as it is",
        help="correct it in the PO file, or empty its `msgstr` to have it made anew",
        code="translation-human",
    )


def _beyond(original: Original, again: frozenset[int], count: int) -> Iterator[Finding]:
    for number in sorted(again):
        if number >= count:
            yield Finding(
                path=original.path,
                what=f"there is no segment {number}; the last is {count - 1}",
                help="`diglot review ARTICLE --all` lists them with their numbers",
                code="translation-segment",
            )
