"""An article in its other language: each block beside its translation, as far as there is one.

Invariant: pure, and never raises for what a PO file holds; what is not translated shows the source.
"""

from __future__ import annotations

from collections.abc import Mapping

from diglot.model import Block, Cleaned, Edition, Finding, Pair, State, Translation
from diglot.translate.carrying import by_core, carried
from diglot.translate.entries import Entry, key, segment_key
from diglot.translate.segments import Span, segments, splice
from diglot.translate.words import has_words

_Entries = Mapping[tuple[str, str], Entry]


def edition(
    *, path: str, title: str, cleaned: Cleaned, lang: str, po: bytes | None, po_path: str
) -> Edition:
    """The article `path` in `lang`, from the bytes of its PO file (None where it has none).

    A PO file that cannot be read gives an edition without translations and an error finding, with
    `po_path` and the line.
    """
    entries: dict[tuple[str, str], Entry] = {}
    findings: tuple[Finding, ...] = ()
    if po is not None:
        from diglot.translate.reading import read_po

        read, findings = read_po(po, po_path)
        entries = {
            (entry.role, entry.source): entry
            for entry in read
            if not entry.obsolete and entry.by != "nobody"
        }
    others = by_core(entries.values())
    heading = _title(title, entries)
    counts = [int(heading.state != "same"), int(heading.state in ("human", "machine"))]
    machine = int(heading.state == "machine")
    pairs = []
    for block in cleaned.blocks:
        spans = segments(block)
        found = [(span, _entry(span, entries, others)) for span in spans]
        known = [(span, entry) for span, entry in found if entry is not None]
        counts[0] += len(spans)
        counts[1] += len(known)
        machine += sum(entry.by == "machine" for _, entry in known)
        pairs.append(_pair(block, len(spans), known))
    return Edition(
        lang=lang,
        title=heading,
        pairs=tuple(pairs),
        segments=counts[0],
        translated=counts[1],
        machine=machine,
        findings=findings,
    )


def _entry(span: Span, entries: _Entries, others: Mapping[str, Entry]) -> Entry | None:
    return entries.get(segment_key(span.segment)) or carried(span.segment, others)


def _title(title: str, entries: _Entries) -> Translation:
    if not has_words(title):
        return Translation(text=title, state="same")
    entry = entries.get(key("title", title))
    if entry is None:
        return Translation(text="", state="missing")
    if entry.by == "human":
        return Translation(text=entry.text, state="human")
    engine, date = _made(entry)
    return Translation(text=entry.text, state="machine", engine=engine, date=date)


def _pair(block: Block, spans: int, known: list[tuple[Span, Entry]]) -> Pair:
    if not known:
        return Pair(block=block, text="", state="missing" if spans else "same")
    text = splice(block, [(span, entry.text) for span, entry in known])
    made = [_made(entry) for _, entry in known if entry.by == "machine"]
    state: State = "machine" if made else "human"
    engine, date = max(made, key=lambda pair: pair[1]) if made else ("", "")
    return Pair(
        block=block, text=text, state=state, partial=len(known) < spans, engine=engine, date=date
    )


def _made(entry: Entry) -> tuple[str, str]:
    return (entry.provenance.engine, entry.provenance.date) if entry.provenance else ("", "")
