"""The words that translations must keep to: `content/glossary.csv`.

Columns: id, zh, en, kind, accepted, note. Rows with one id are one concept: its `term` (or `name`),
other wordings of it (`variant`), wordings that are probably mistakes (`suspect`), and wordings that
must not stand for it (`ban`). A `keep` is the same in every language. `accepted` lists further
forms, separated by `|`.

Invariant: a `Glossary` is consistent; rows that are not were reported and left out.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast, get_args

from diglot.model import Finding

RowKind: TypeAlias = Literal["term", "variant", "suspect", "keep", "name", "ban"]
_COLUMNS = ("id", "zh", "en", "kind")
CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the glossary."""

    id: str
    zh: str
    en: str
    kind: RowKind
    accepted: tuple[str, ...] = ()
    note: str = ""
    line: int = 0

    def word(self, lang: str) -> str:
        """Its wording in a language; empty where it has none."""
        return self.zh if lang.startswith("zh") else self.en if lang.startswith("en") else ""

    def forms(self, lang: str) -> tuple[str, ...]:
        """Its wordings in a language, the accepted ones included."""
        chinese = lang.startswith("zh")
        more = (form for form in self.accepted if bool(CJK.search(form)) == chinese)
        return tuple(dict.fromkeys(form for form in (self.word(lang), *more) if form))


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """All rows, in the order of the file."""

    rows: tuple[Row, ...] = ()

    def concept(self, id_: str) -> tuple[Row, ...]:
        """The rows with one id."""
        return tuple(row for row in self.rows if row.id == id_)


def read_glossary(text: str, path: str) -> tuple[Glossary, tuple[Finding, ...]]:
    r"""The glossary in a CSV text; a row that makes no sense is left out with a warning.

    >>> glossary, findings = read_glossary("id,zh,en,kind\nncb,国家中心局,NCB,term\n", "g.csv")
    >>> glossary.rows[0].forms("en"), findings
    (('NCB',), ())
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    rows: list[Row] = []
    findings: list[Finding] = []
    header: list[str] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [cell.strip().lower().replace(" ", "_") for cell in cells]
            if lacking := [name for name in _COLUMNS if name not in header]:
                return Glossary(), (_odd(path, 1, f"has no column {', '.join(lacking)}"),)
            continue
        fields = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        row = _row(fields, reader.line_num)
        if isinstance(row, str):
            findings.append(_odd(path, reader.line_num, row))
        else:
            rows.append(row)
    headed = {row.id for row in rows if row.kind in ("term", "name")}
    for row in rows:
        if row.kind in ("variant", "suspect") and row.id not in headed:
            findings.append(_odd(path, row.line, f"{row.kind} of {row.id!r}, which has no term"))
    return Glossary(rows=tuple(rows)), tuple(findings)


def _row(fields: dict[str, str], line: int) -> Row | str:
    kind = fields.get("kind", "")
    if kind not in get_args(RowKind):
        return f"kind {kind!r} is none of {', '.join(get_args(RowKind))}"
    if not fields.get("id"):
        return "has no id"
    if not fields.get("zh") and not fields.get("en"):
        return "has no wording in either language"
    accepted = fields.get("accepted") or fields.get("accepted_forms") or ""
    return Row(
        id=fields["id"],
        zh=fields.get("zh", ""),
        en=fields.get("en", ""),
        kind=cast(RowKind, kind),
        accepted=tuple(form.strip() for form in accepted.split("|") if form.strip()),
        note=fields.get("note", ""),
        line=line,
    )


def _odd(path: str, line: int, what: str) -> Finding:
    return Finding(
        path=path,
        what=f"{what}; the row is not used",
        help="columns: id, zh, en, kind, accepted, note",
        code="glossary-row",
        line=line,
    )
