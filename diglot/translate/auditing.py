"""`diglot translate --check`: what has gone out of step in the translations as they are.

Invariant: changes nothing; every finding names a PO file and, where it speaks of one entry, a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diglot.model import Finding
from diglot.translate.carrying import core
from diglot.translate.desk import Desk, Original, all_segments, targets_of
from diglot.translate.entries import Entry, key, po_path, segment_key, shown
from diglot.translate.memory import Memory
from diglot.translate.reading import read_po
from diglot.translate.terms import check_terms, matched, overtaken
from diglot.translate.words import has_words


def check(originals: Iterable[Original], *, desk: Desk) -> tuple[Finding, ...]:
    """Conflicts between people's translations, stale and orphaned entries, unreadable files.

    `originals` are all articles of the archive: a PO file that belongs to none is an orphan.
    """
    findings: list[Finding] = []
    expected: set[str] = set()
    for original in originals:
        for target in targets_of(original, desk):
            po = po_path(original.path, target)
            expected.add(po)
            if (desk.translations / po).exists():
                findings.extend(_entries(original, target, po, desk))
    with Memory(desk.cache) as memory:
        findings.extend(memory.sync(desk.translations))
        findings.extend(_conflicts(memory))
        findings.extend(
            Finding(
                path=shown(po),
                what="belongs to no article",
                help="rename it after its article, or delete it",
                code="translation-orphan",
            )
            for po in memory.files()
            if po not in expected
        )
    return tuple(dict.fromkeys(findings))


def _entries(original: Original, target: str, po: str, desk: Desk) -> Iterator[Finding]:
    entries, findings = read_po((desk.translations / po).read_bytes(), shown(po))
    yield from findings
    segments = all_segments(original)
    current = {segment_key(segment) for segment in segments}
    cores = {core(segment.text) for segment in segments}
    for entry in entries:
        if entry.by == "nobody":
            continue
        if entry.obsolete or key(entry.role, entry.source) not in current:
            told = has_words(entry.source) and core(entry.source) not in cores
            if entry.by == "human" and told:
                yield _of(
                    entry,
                    po,
                    "translation-orphan",
                    f"its source is no longer in the article: {entry.source[:40]!r}",
                    "`diglot review` offers it where a near text stands now",
                    note=entry.obsolete,
                )
            continue
        yield from _terms(entry, original, target, po, desk)


def _terms(entry: Entry, original: Original, target: str, po: str, desk: Desk) -> Iterator[Finding]:
    rows = matched(desk.glossary, entry.source, original.lang)
    mark = entry.provenance
    made_with = mark.glossary if mark else ""
    if entry.by == "machine" and overtaken(
        made_with, rows, entry.source, entry.text, lang=original.lang, into=target
    ):
        yield _of(
            entry,
            po,
            "translation-stale",
            "was made before the glossary changed",
            "`diglot translate` makes it anew",
        )
        return
    for fault in check_terms(rows, entry.source, entry.text, lang=original.lang, into=target):
        yield _of(entry, po, "translation-term", fault.what, "correct it, or the glossary")


def _conflicts(memory: Memory) -> Iterator[Finding]:
    for first, second in memory.conflicts():
        yield Finding(
            path=shown(second.path),
            line=second.line,
            what=f"{second.source[:30]!r} is translated otherwise in {shown(first.path)}:{first.line}",
            help=f"there {first.text[:40]!r}, here {second.text[:40]!r}: keep one wording",
            code="translation-conflict",
        )


def _of(entry: Entry, po: str, code: str, what: str, help_: str, *, note: bool = False) -> Finding:
    return Finding(
        path=shown(po),
        line=entry.line,
        what=what,
        help=help_,
        code=code,
        severity="note" if note else "warning",
    )
