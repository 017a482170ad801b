"""What the memory gives for a segment, so that nothing is paid for twice.

Invariant: a person's text comes before an engine's; an engine's that the glossary has overtaken is
not given at all.
"""

from __future__ import annotations

from diglot.model import Segment
from diglot.translate.entries import Entry, segment_key
from diglot.translate.glossary import Row
from diglot.translate.memory import Memory, Unit
from diglot.translate.terms import overtaken


def reusable(
    memory: Memory,
    segment: Segment,
    target: str,
    rows: tuple[Row, ...],
    *,
    human: bool,
    lang: str,
) -> tuple[Unit, ...]:
    """The best translation of this very segment in the archive: none or one."""
    for unit in memory.exact(segment.role, segment.text, target):
        if unit.by == "human":
            return (unit,)
        made_with = unit.provenance.glossary
        if not human and not overtaken(
            made_with, rows, unit.source, unit.text, lang=lang, into=target
        ):
            return (unit,)
    return ()


def reused(segment: Segment, unit: Unit) -> Entry:
    """An entry with another's text: a person's stays a person's, an engine's stays unreviewed."""
    return Entry(
        role=segment.role,
        source=segment_key(segment)[1],
        text=unit.text,
        fuzzy=unit.by != "human",
        provenance=unit.provenance if unit.by != "human" else None,
        notes=(f"as in {unit.path}",) if unit.by == "human" else (),
    )
