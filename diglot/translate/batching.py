"""Segments on their way to an engine and back: coded, put into batches, answered, judged.

Invariant: a job ends exactly once, with an entry to store or with why there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from diglot.model import Segment
from diglot.translate.checks import Fault, addresses, check
from diglot.translate.coding import Coded, bare, decode, encode
from diglot.translate.engines.protocol import Context, Engine
from diglot.translate.entries import Entry, Provenance, fingerprint, plain_text, segment_key
from diglot.translate.glossary import Row
from diglot.translate.packing import packs
from diglot.translate.sending import Batch
from diglot.translate.terms import check_terms, kept, normalised, rows_hash, terms
from diglot.translate.words import has_words

CONTEXT = 2
"""Neighbours on each side that an engine which can use them is shown."""


@dataclass(slots=True, kw_only=True)
class Job:
    """One segment being translated for one article; the others that wait for it share its entry."""

    segment: Segment
    coded: Coded
    source: str
    target: str
    rows: tuple[Row, ...]
    tries: int = 1
    answers: dict[int, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """What it makes an entry for, in whatever article."""
        return (self.target, *segment_key(self.segment))

    @property
    def texts(self) -> tuple[str, ...]:
        """As they are sent: variants in their term's words."""
        return tuple(normalised(text, self.rows, self.source) for text in self.coded.texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of a job's texts."""

    job: Job
    index: int


def job_for(
    segment: Segment,
    *,
    source: str,
    target: str,
    rows: tuple[Row, ...],
    engine: Engine,
    definitions: str,
    tagged: bool | None = None,
) -> Job | None:
    """The segment ready to be sent; None where there is no way to send it."""
    coded = encode(
        segment,
        tagged=engine.traits.markup != "none" if tagged is None else tagged,
        definitions=definitions,
        keep=kept(rows),
        fits=engine.fits,
        joint="" if target.startswith("zh") else " ",
    )
    if coded is None:
        return None
    return Job(segment=segment, coded=coded, source=source, target=target, rows=rows)


def simpler(job: Job, engine: Engine) -> Job | None:
    """The job for its next try: the same once more, then without tags; None after these."""
    if job.tries == 1:
        return Job(
            segment=job.segment,
            coded=job.coded,
            source=job.source,
            target=job.target,
            rows=job.rows,
            tries=2,
        )
    if job.tries > 2 or not (job.coded.tagged and job.coded.shaped.slots):
        return None
    bare_job = job_for(
        job.segment,
        source=job.source,
        target=job.target,
        rows=job.rows,
        engine=engine,
        definitions=job.coded.definitions,
        tagged=False,
    )
    return replace(bare_job, tries=3) if bare_job else None


def batches(
    jobs: Iterable[Job], engine: Engine, title: str = ""
) -> Iterator[tuple[Batch, tuple[Part, ...]]]:
    """The jobs' texts in as few requests as the engine takes; `title` is their context."""
    parts = [Part(job=job, index=index) for job in jobs for index in range(len(job.texts))]
    texts = [part.job.texts[part.index] for part in parts]
    size = engine.traits.batch
    if size == 1:
        groups = packs(texts, engine.fits)
    else:
        groups = list(_chunks(texts, size, engine.traits.max_chars))
    for group in groups:
        chosen = tuple(parts[index] for index in group)
        before = texts[max(0, group[0] - CONTEXT) : group[0]]
        after = texts[group[-1] + 1 : group[-1] + 1 + CONTEXT]
        job = chosen[0].job
        words = {pair for part in chosen for pair in terms(part.job.rows, job.source, job.target)}
        context = Context(
            title=title, before=tuple(before), after=tuple(after), terms=tuple(sorted(words))
        )
        batch = Batch(
            texts=tuple(texts[index] for index in group),
            source=job.source,
            target=job.target,
            context=context,
        )
        yield batch, chosen


def _chunks(texts: Sequence[str], size: int, chars: int) -> Iterator[tuple[int, ...]]:
    chunk: list[int] = []
    total = 0
    for index, text in enumerate(texts):
        if chunk and (len(chunk) >= size or total + len(text) > chars):
            yield tuple(chunk)
            chunk, total = [], 0
        chunk.append(index)
        total += len(text)
    if chunk:
        yield tuple(chunk)


_TAG = re.compile(r"</?[gx]\b[^<>]*>")


def _in_pieces(job: Job, answers: Sequence[str]) -> list[Fault]:
    """What is wrong with one piece of a long text: beside others that are right, an echo or an
    error page would pass for a part of the translation.
    """
    if len(answers) == 1:
        return []
    return [
        fault
        for sent, got in zip(job.texts, answers, strict=True)
        if has_words(_TAG.sub("", sent))
        for fault in check(_TAG.sub("", sent), _TAG.sub("", got), into=job.target)
        if fault.nonsense or fault.code in ("empty", "untranslated")
    ]


def judged(job: Job, label: str, day: str) -> tuple[Entry | None, list[Fault]]:
    """The entry to store out of a job that is answered in full, and what is wrong with it.

    No entry where something blocks; `label` is the engine's, `day` ISO.
    """
    answers = [job.answers[index] for index in range(len(job.coded.texts))]
    sent, got = bare(job.coded, job.texts), bare(job.coded, answers)
    words = frozenset(form for row in job.rows if row.kind == "keep" for form in (row.zh, row.en))
    faults = check(sent, got, into=job.target, keep=words)
    faults += _in_pieces(job, answers)
    faults += check_terms(job.rows, sent, got, lang=job.source, into=job.target)
    if any(fault.blocks for fault in faults):
        return None, faults
    decoded = decode(job.coded, answers)
    if decoded is None:
        what = "a slot for markup was lost, doubled or misplaced"
        return None, [*faults, Fault(code="slots", what=what, blocks=True)]
    text = plain_text(decoded)
    if addresses(job.segment.text) != addresses(text):
        what = "an address went missing"
        return None, [*faults, Fault(code="address", what=what, blocks=True)]
    mark = Provenance(engine=label, date=day, out=fingerprint(text), glossary=rows_hash(job.rows))
    flagged = "; ".join(fault.what for fault in faults)
    return Entry(
        role=job.segment.role,
        source=segment_key(job.segment)[1],
        text=text,
        fuzzy=True,
        provenance=mark,
        notes=(f"check: {flagged}",) if flagged else (),
    ), faults
