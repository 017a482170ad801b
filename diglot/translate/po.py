"""Writing PO files with polib: the one module that does, and the only place they are changed.

Invariants: a person's text is never changed or deleted; a file that cannot be read whole is never
written; a file is replaced in one step, merged onto what it holds at that moment.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.model import Finding, Segment
from diglot.translate.entries import Entry, key, segment_key
from diglot.translate.reading import read_po, unreadable

if TYPE_CHECKING:
    import polib


_HEADER = "A text that is fuzzy is a machine's: correct it or clear the flag, and it is yours."

MAX_TRIES = 5
"""A file that another process changed meanwhile is read and merged again."""

STALE = 60.0
"""Seconds after which a half-written file belongs to no living process: writing takes moments."""
_BESIDE = re.compile(r"\..{1,60}\.\d+-\d+\.tmp")


def store(
    path: Path,
    name: str,
    *,
    lang: str,
    segments: Sequence[Segment] | None,
    made: Iterable[Entry],
) -> tuple[Finding, ...]:
    """Merge `made` into the PO file at `path`, which is made where it is missing.

    `segments` are the article's, the title first, in order: their entries come in that order, an
    untranslated one with an empty text; entries of other texts become obsolete. With None only
    `made` is put in. It replaces machine texts only. `name` is the path for findings. Returns why nothing was stored, if so.
    Raises OSError.
    """
    made = list(made)
    for _ in range(MAX_TRIES):
        before = path.read_bytes() if path.exists() else b""
        written, findings = _stored(path, before, name, lang, segments, made)
        if written is None or written == before:
            return findings
        if before == (path.read_bytes() if path.exists() else b""):
            replace_file(path, written)
            return findings
    return (unreadable(name, 0, "changes faster than it can be written", "run again"),)


def _stored(
    path: Path,
    before: bytes,
    name: str,
    lang: str,
    segments: Sequence[Segment] | None,
    made: Sequence[Entry],
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The file's new bytes, None where it must not be written, and what is wrong with it."""
    import polib

    read, findings = read_po(before, name)
    if any(finding.severity == "error" for finding in findings):
        return None, findings
    try:
        encoding = "utf-8-sig" if before.startswith(b"\xef\xbb\xbf") else "utf-8"
        file = polib.pofile(str(path), encoding=encoding) if before else polib.POFile()
    except OSError as error:  # polib's word for a syntax error that Babel overlooked
        return None, (unreadable(name, 0, f"cannot be rewritten ({error})"),)
    if not before:
        file.header, file.metadata = _HEADER, _header(lang)
    after = _merged(file, read, segments, made)
    file.clear()
    file.extend(after)
    file.wrapwidth = 0
    written = str(file)
    return (written if written.endswith("\n") else written + "\n").encode("utf-8"), findings


def replace_file(path: Path, content: bytes) -> None:
    """Write beside the file and rename over it, so that it is whole at every moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:60]}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what processes that were killed left half written below `folder`."""
    for file in folder.rglob(".*.tmp") if folder.is_dir() else ():
        if _BESIDE.fullmatch(file.name) and time.time() - file.stat().st_mtime > STALE:
            file.unlink(missing_ok=True)


def _merged(
    file: polib.POFile,
    read: Sequence[Entry],
    segments: Sequence[Segment] | None,
    made: Sequence[Entry],
) -> list[polib.POEntry]:
    free = {(key(e.role, e.source), e.obsolete): e.replaceable for e in read}
    there: dict[tuple[str, str], polib.POEntry] = {}
    rest: list[polib.POEntry] = []
    for old in sorted(file, key=lambda old: bool(old.obsolete)):
        name = key(old.msgctxt or "", old.msgid)
        if name in there:
            rest.append(old)
        else:
            there[name] = old
    new = {key(entry.role, entry.source): entry for entry in made}
    if segments is None:
        current = [Segment(role=e.role, text=e.source) for e in read if not e.obsolete]
        segments = [*(Segment(role=e.role, text=e.source) for e in made), *current]
    merged = []
    placed: set[tuple[str, str]] = set()
    for segment in segments:
        name = segment_key(segment)
        if name in placed:
            continue
        placed.add(name)
        entry = there.pop(name, None)
        may = free.get((name, entry is not None and bool(entry.obsolete)), True)
        merged.append(_entry(segment, entry, new.get(name) if may else None))
    for old in there.values():
        old.obsolete = True
    left = [old for old in (*there.values(), *rest) if old.msgstr.strip()]
    return [*merged, *left]


def _entry(segment: Segment, entry: polib.POEntry | None, made: Entry | None) -> polib.POEntry:
    """The segment's entry as it is to be: what was there, with the new text where it may go."""
    import polib

    role, source = segment_key(segment)
    if entry is None:
        entry = polib.POEntry(msgctxt=role, msgid=source)
    entry.obsolete = False
    if made is None:
        return entry
    entry.msgstr = made.text
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if made.fuzzy:
        entry.flags.append("fuzzy")
    mark = [made.provenance.comment()] if made.provenance else []
    entry.tcomment = "\n".join([*mark, *made.notes])
    return entry


def _header(lang: str) -> dict[str, str]:
    """No dates: they would differ on every branch and conflict on every merge."""
    return {
        "Language": lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": "diglot",
    }
