"""What a run keeps: entries in PO files, and in the memory what was stored and what was refused.

Invariant: the memory never knows of an entry that is not in a PO file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diglot.model import Segment
from diglot.translate.desk import Desk
from diglot.translate.entries import Entry, shown
from diglot.translate.ledger import Ledger
from diglot.translate.memory import Memory
from diglot.translate.po import store as store_entries
from diglot.translate.work import Need


class Keeper:
    """One run's; `label` is the engine's name and version."""

    def __init__(self, desk: Desk, memory: Memory, ledger: Ledger, label: str) -> None:
        self._desk, self._memory, self._ledger, self._label = desk, memory, ledger, label

    def noted(self, each: Need, entry: Entry) -> Entry:
        """The entry with the nearest translation by a person for its reviewer."""
        near = self._memory.near(entry.source, each.target, each.po)
        if near is None:
            return entry
        unit, likeness = near
        note = f"near {likeness:.0f}% {unit.path}: {' '.join(unit.text.split())}"
        return replace(entry, notes=(*entry.notes, note))

    def refuse(self, target: str, segment: Segment, why: str, times: int) -> int:
        """Remember that an engine failed at it; how often it has by now."""
        self._memory.refuse(self._label, target, segment.role, segment.text, why, times)
        return self._memory.refused(self._label, target, segment.role, segment.text)[0]

    def store(self, each: Need, entries: Sequence[Entry]) -> bool:
        """Put entries into the article's PO file; whether that could be done."""
        file = self._desk.translations / each.po
        findings = store_entries(
            file, shown(each.po), lang=each.target, segments=each.segments or None, made=entries
        )
        self._ledger.findings.extend(findings)
        if any(finding.severity == "error" for finding in findings):
            return False
        self._memory.update(each.po, file)
        return True
