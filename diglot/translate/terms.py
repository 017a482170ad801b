"""What of the glossary a text touches: words to send, to keep, to ask for and to refuse.

Invariant: a Latin word is found whole and in any case; a Chinese one wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from diglot.translate.checks import Fault
from diglot.translate.entries import fingerprint
from diglot.translate.glossary import CJK, Glossary, Row

_HEADS = ("term", "name", "keep")


@lru_cache(maxsize=4096)
def form_pattern(form: str) -> re.Pattern[str]:
    """A form wherever it stands: Latin words whole, in any case, with a plural s if need be."""
    if CJK.search(form):
        return re.compile(re.escape(form))
    tail = "(?:e?s)?" if form[-1:].isalpha() else ""
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(form)}{tail}(?![A-Za-z0-9])", re.IGNORECASE)


def touches(row: Row, text: str, lang: str) -> bool:
    """Whether a text in this language speaks of the row's concept.

    A single common word among the accepted forms ("letter" for "letter of request") is enough in a
    translation, but says nothing of a source.
    """
    telling = (form for form in row.forms(lang) if _tells(form) or form == row.word(lang))
    return any(form_pattern(form).search(text) for form in telling)


def _tells(form: str) -> bool:
    return " " in form or form.isupper() or CJK.search(form) is not None


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

    >>> rows = [Row(id="n", zh="国家中心局", en="", kind="term"),
    ...         Row(id="n", zh="国家协调局", en="", kind="variant")]
    >>> normalised("国家协调局", rows, "zh-Hans")
    '国家中心局'
    """
    heads = {row.id: row.word(lang) for row in rows if row.kind in ("term", "name")}
    for row in sorted(rows, key=lambda row: -len(row.word(lang))):
        word, head = row.word(lang), heads.get(row.id, "")
        if row.kind == "variant" and word and head and word != head and word not in head:
            text = form_pattern(word).sub(head.replace("\\", r"\\"), text)
    return text


def kept(rows: Sequence[Row]) -> re.Pattern[str] | None:
    """Finds the terms that no engine may change; None where there are none."""
    forms = {form for row in rows if row.kind == "keep" for form in (row.zh, row.en) if form}
    if not forms:
        return None
    return re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))


def overtaken(
    made_with: str, rows: Sequence[Row], source: str, answer: str, *, lang: str, into: str
) -> bool:
    """Whether a machine text made with other rows (`rows_hash`) must be made anew.

    One that keeps to the rows as they are now need not be paid for again.
    """
    if made_with == rows_hash(rows):
        return False
    return bool(check_terms(rows, source, answer, lang=lang, into=into))


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
            if (
                row.kind == "ban"
                and word
                and word not in good
                and form_pattern(word).search(answer)
            ):
                found.append(Fault(code="banned", what=f"{word!r} must not be used", blocks=True))
        heads = [row for row in concept if row.kind in _HEADS]
        if not heads or not good or not any(touches(row, source, lang) for row in concept):
            continue
        if not any(form_pattern(form).search(answer) for form in good):
            keep = all(row.kind == "keep" for row in heads)
            what = f"{heads[0].word(lang) or heads[0].id!r} is not {heads[0].word(into)!r} here"
            found.append(Fault(code="glossary", what=what, blocks=keep))
    return found
