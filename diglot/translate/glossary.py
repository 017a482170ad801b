"""The words that translations must keep to: `content/glossary.csv`, and what of it a text touches.

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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, cast, get_args

from diglot.model import Finding
from diglot.translate.checks import Fault
from diglot.translate.entries import fingerprint

RowKind: TypeAlias = Literal["term", "variant", "suspect", "keep", "name", "ban"]
_COLUMNS = ("id", "zh", "en", "kind")
_CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


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
        more = (form for form in self.accepted if bool(_CJK.search(form)) == chinese)
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


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern[str]:
    """A form wherever it stands: Latin words whole, in any case, with a plural s if need be."""
    if _CJK.search(form):
        return re.compile(re.escape(form))
    tail = "(?:e?s)?" if form[-1:].isalpha() else ""
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(form)}{tail}(?![A-Za-z0-9])", re.IGNORECASE)


def touches(row: Row, text: str, lang: str) -> bool:
    """Whether a text in this language holds one of the row's wordings."""
    return any(_pattern(form).search(text) for form in row.forms(lang))


def matched(glossary: Glossary, text: str, lang: str) -> tuple[Row, ...]:
    """All rows of every concept that the text speaks of."""
    ids = {row.id for row in glossary.rows if touches(row, text, lang)}
    return tuple(row for row in glossary.rows if row.id in ids) if ids else ()


def rows_hash(rows: Iterable[Row]) -> str:
    """Fingerprint of rows as far as they bear on translations; empty for none."""
    told = [f"{r.id}\t{r.zh}\t{r.en}\t{r.kind}\t{'|'.join(r.accepted)}" for r in rows]
    return fingerprint("\n".join(told)) if told else ""


def terms(rows: Sequence[Row], source: str, target: str) -> tuple[tuple[str, str], ...]:
    """The concepts' words in both languages, for an engine that takes them."""
    return tuple(
        (row.word(source), row.word(target))
        for row in rows
        if row.kind in ("term", "name", "keep") and row.word(source) and row.word(target)
    )


def normalised(text: str, rows: Sequence[Row], lang: str) -> str:
    r"""The text as it is sent: variants in the words of their term, everything else as it was.

    >>> glossary, _ = read_glossary(
    ...     "id,zh,en,kind\nn,国家中心局,NCB,term\nn,国家协调局,NCB,variant\n", "g.csv")
    >>> normalised("国家协调局", glossary.rows, "zh-Hans")
    '国家中心局'
    """
    heads = {row.id: row.word(lang) for row in rows if row.kind in ("term", "name")}
    for row in sorted(rows, key=lambda row: -len(row.word(lang))):
        word, head = row.word(lang), heads.get(row.id, "")
        if row.kind == "variant" and word and head and word != head and word not in head:
            text = _pattern(word).sub(lambda _, head=head: head, text)
    return text


def kept(rows: Sequence[Row]) -> re.Pattern[str] | None:
    """Finds the terms that no engine may change; None where there are none."""
    forms = {form for row in rows if row.kind == "keep" for form in (row.zh, row.en) if form}
    if not forms:
        return None
    return re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))


def check_terms(
    rows: Sequence[Row], source: str, answer: str, *, lang: str, into: str
) -> list[Fault]:
    """What the glossary has against a translation; `rows` are those that `source` matched."""
    found = []
    for id_ in dict.fromkeys(row.id for row in rows):
        concept = [row for row in rows if row.id == id_]
        good = {
            form
            for row in concept
            if row.kind in ("term", "name", "keep", "variant")
            for form in row.forms(into)
        }
        for row in concept:
            word = row.word(into)
            if row.kind == "ban" and word and word not in good and _pattern(word).search(answer):
                found.append(Fault(code="banned", what=f"{word!r} must not be used", blocks=True))
        heads = [row for row in concept if row.kind in ("term", "name", "keep")]
        if not heads or not good or not any(touches(row, source, lang) for row in concept):
            continue
        if not any(_pattern(form).search(answer) for form in good):
            keep = all(row.kind == "keep" for row in heads)
            what = f"{heads[0].word(lang) or heads[0].id!r} is not {heads[0].word(into)!r} here"
            found.append(Fault(code="glossary", what=what, blocks=keep))
    return found
