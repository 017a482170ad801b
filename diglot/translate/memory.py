"""The translation memory: an index of every entry of every PO file, for looking them up by text.

Invariant: it holds nothing that the PO files do not, but for what engines failed at; deleting it
costs time only. Human work is found before machine work wherever both exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from diglot.model import Finding
from diglot.translate.entries import By, Entry, Provenance, key, shown
from diglot.translate.likeness import alike
from diglot.translate.memory_index import open_index
from diglot.translate.reading import read_po


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A translated segment, wherever it stands."""

    path: str
    """Of its PO file, below the translations folder."""
    line: int
    role: str
    source: str
    text: str
    by: By
    obsolete: bool
    provenance: Provenance


class Memory:
    """The index, open; a context manager. `cache` is the folder for it."""

    def __init__(self, cache: Path) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        self._db = open_index(cache / "translate.sqlite")
        self._people: dict[str, list[tuple[int, str]]] = {}

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def sync(self, folder: Path) -> tuple[Finding, ...]:
        """Bring the index up to the PO files below `folder`; what cannot be read is reported."""
        known = {path: stat for path, *stat in self._db.execute("SELECT * FROM files")}
        seen = set()
        findings: list[Finding] = []
        with self._whole():
            for file in sorted(folder.rglob("*.po")) if folder.is_dir() else ():
                path = file.relative_to(folder).as_posix()
                seen.add(path)
                stat = file.stat()
                if known.get(path) != [stat.st_mtime_ns, stat.st_size]:
                    findings.extend(self._read(path, file))
            for path in known.keys() - seen:
                self._forget(path)
        self._people.clear()
        return tuple(findings)

    def update(self, path: str, file: Path) -> None:
        """Read one PO file again, after it was written."""
        with self._whole():
            self._read(path, file)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _forget(self, path: str) -> None:
        self._db.execute("DELETE FROM units WHERE path = ?", (path,))
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))

    def _read(self, path: str, file: Path) -> tuple[Finding, ...]:
        stat = file.stat()
        entries, findings = read_po(file.read_bytes(), shown(path))
        self._forget(path)
        lang = PurePosixPath(path).parts[0]
        rows = (_row(path, lang, entry) for entry in entries if entry.by != "nobody")
        self._db.executemany(f"INSERT INTO units VALUES ({','.join('?' * 13)})", rows)  # noqa: S608  # placeholders
        if not any(finding.severity == "error" for finding in findings):
            values = (path, stat.st_mtime_ns, stat.st_size)
            self._db.execute("INSERT INTO files VALUES (?, ?, ?)", values)
        return findings

    def exact(self, role: str, source: str, lang: str) -> tuple[Unit, ...]:
        """Translations of this very segment: people's first, current before obsolete, latest."""
        found = self._db.execute(
            "SELECT * FROM units INDEXED BY units_by_source"
            " WHERE source = ? AND role = ? AND lang = ?"
            " ORDER BY human DESC, obsolete, date DESC, path LIMIT 20",
            (key(role, source)[1], role, _folder(lang)),
        )
        return tuple(map(_unit, found))

    def near(self, source: str, lang: str, within: str = "") -> tuple[Unit, float] | None:
        """A person's translation of a text at least 80% like this one, and how like it is.

        Entries of the PO file `within` come first, so that an edited paragraph finds its old self.
        """
        folder = _folder(lang)
        if folder not in self._people:
            known = self._db.execute(
                "SELECT DISTINCT length, source FROM units WHERE lang = ? AND human"
                " ORDER BY length",
                (folder,),
            )
            self._people[folder] = known.fetchall()
        found: list[tuple[bool, float, Unit]] = []
        for text, likeness in alike(source, self._people[folder]):
            rows = self._db.execute(
                "SELECT * FROM units INDEXED BY units_by_source"
                " WHERE source = ? AND lang = ? AND human",
                (text, folder),
            )
            units = map(_unit, rows)
            found.extend((unit.path == within, likeness, unit) for unit in units)
        if not found:
            return None
        _, likeness, unit = max(found, key=lambda each: each[:2])
        return unit, likeness

    def files(self) -> tuple[str, ...]:
        """Paths of all PO files that could be read."""
        return tuple(path for (path,) in self._db.execute("SELECT path FROM files ORDER BY path"))

    def conflicts(self) -> Iterator[tuple[Unit, Unit]]:
        """Two people's different translations of one segment, neither obsolete."""
        rows = self._db.execute(
            "SELECT a.*, b.* FROM units a JOIN units b ON a.source = b.source AND a.role = b.role"
            " AND a.lang = b.lang WHERE a.human AND b.human AND NOT a.obsolete AND NOT b.obsolete"
            " AND a.text <> b.text AND (a.path, a.line) < (b.path, b.line)"
            " ORDER BY a.path, a.line, b.path, b.line"
        )
        for row in rows:
            yield _unit(row[:13]), _unit(row[13:])

    def refuse(
        self, engine: str, lang: str, role: str, source: str, why: str, times: int = 1
    ) -> None:
        """Remember that an engine's translation of this segment failed its checks once more."""
        self._db.execute(
            "INSERT INTO refused VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET times = times + excluded.times, why = excluded.why",
            (engine, _folder(lang), role, key(role, source)[1], times, why),
        )

    def refused(self, engine: str, lang: str, role: str, source: str) -> tuple[int, str]:
        """How often it failed, and why the last time."""
        row = self._db.execute(
            "SELECT times, why FROM refused WHERE engine = ? AND lang = ? AND role = ?"
            " AND source = ?",
            (engine, _folder(lang), role, key(role, source)[1]),
        ).fetchone()
        return (row[0], row[1]) if row else (0, "")


def _folder(lang: str) -> str:
    return lang.partition("-")[0]


def _row(path: str, lang: str, entry: Entry) -> tuple[object, ...]:
    mark = entry.provenance or Provenance()
    return (
        *(path, entry.line, lang, entry.role, key(entry.role, entry.source)[1], entry.text),
        *(int(entry.by == "human"), int(entry.obsolete), mark.engine, mark.date, mark.out),
        *(mark.glossary, len(entry.source)),
    )


def _unit(row: Sequence[object]) -> Unit:
    path, line, _, role, source, text, human, obsolete, engine, date, out, glossary, _ = row
    return Unit(
        path=str(path),
        line=int(str(line)),
        role=str(role),
        source=str(source),
        text=str(text),
        by="human" if human else "machine",
        obsolete=bool(obsolete),
        provenance=Provenance(
            engine=str(engine), date=str(date), out=str(out), glossary=str(glossary)
        ),
    )
