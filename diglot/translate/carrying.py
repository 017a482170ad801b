"""Translations that outlive a change of their block's form: `**Title**` that became a heading.

Cleaning rules get better, and then a bold paragraph is a heading, or a heading bold text; the words
are the same, and so is their translation.

Invariant: only texts equal but for marks around the whole are taken for one another, within one
PO file; whose work a text is does not change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from diglot.model import Segment
from diglot.translate.entries import Entry, fingerprint, segment_key

_WRAPPED = re.compile(r"([*_~]{1,3})([^*_~]+)\1")


def core(text: str) -> str:
    """The text without marks around the whole.

    >>> core("***分担职责***"), core("*a* b *c*")
    ('分担职责', '*a* b *c*')
    """
    wrapped = _WRAPPED.fullmatch(text.strip())
    return wrapped[2].strip() if wrapped else text


def by_core(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Translated entries by the core of their source, people's work before engines'."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.by == "nobody" or entry.role in ("title", "alt"):
            continue
        before = found.get(core(entry.source))
        if before is None or (before.by == "machine" and entry.by == "human"):
            found[core(entry.source)] = entry
    return found


def carried(segment: Segment, known: Mapping[str, Entry]) -> Entry | None:
    """The entry for a segment whose words are translated in another form; None where none are."""
    role, source = segment_key(segment)
    entry = known.get(core(source)) if role not in ("title", "alt") else None
    if entry is None:
        return None
    wrapped = _WRAPPED.fullmatch(source)
    text = core(entry.text)
    text = f"{wrapped[1]}{text}{wrapped[1]}" if wrapped else text
    mark = entry.provenance
    if mark is not None and entry.by == "machine":
        mark = replace(mark, out=fingerprint(text) if mark.out else "")
    return replace(
        entry, role=segment.role, source=source, text=text, provenance=mark, obsolete=False
    )
