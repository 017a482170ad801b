"""`diglot translate --plan`: what a run would send, take and cost, without sending anything.

Invariant: opens no socket and writes nothing but the memory's index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from diglot.model import Finding, Segment
from diglot.translate.batching import Job, batches, job_for
from diglot.translate.desk import Desk, Original, definitions_of
from diglot.translate.engines.protocol import Engine
from diglot.translate.memory import Memory
from diglot.translate.reports import Limits, Plan, Price
from diglot.translate.terms import matched
from diglot.translate.work import Again, Need, needs

SECONDS_A_REQUEST = 1.0
"""Taken for an engine's answer where its pace asks for no longer interval."""
MOST_COMPARED = 5_000
"""Segments up to which a plan looks for near translations; each takes some milliseconds."""


@dataclass(slots=True, kw_only=True)
class _Counts:
    articles: int = 0
    of_articles: int = 0
    new: int = 0
    stale: int = 0
    reused: int = 0
    suggested: int = 0
    refused: int = 0
    characters: int = 0
    requests: int = 0
    titles: dict[tuple[str, str], list[Job]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def plan(
    originals: Iterable[Original],
    *,
    desk: Desk,
    engine: Engine,
    limits: Limits | None = None,
    price: Price | None = None,
    again: Again | None = None,
) -> Plan:
    """What `fill.run` would do with the same arguments."""
    limits = limits or Limits()
    counts = _Counts()
    known: set[tuple[str, str, str]] = set()
    with Memory(desk.cache) as memory:
        counts.findings.extend(memory.sync(desk.translations))
        for need in needs(originals, desk=desk, memory=memory, engine=engine, again=again):
            counts.findings.extend(need.findings)
            counts.refused += need.refused
            wanted = [s for s in need.to_send if s.role == "title" or not limits.titles_only]
            if need.blocked or not (wanted or need.reused):
                continue
            counts.of_articles += 1
            if limits.articles is not None and counts.articles >= limits.articles:
                continue
            counts.articles += 1
            counts.reused += len(need.reused)
            counts.stale += need.stale
            new = [s for s in wanted if (need.target, s.role, s.text) not in known]
            known.update((need.target, s.role, s.text) for s in new)
            counts.reused += len(wanted) - len(new)
            counts.new += len(new)
            if counts.new <= MOST_COMPARED:
                counts.suggested += sum(
                    memory.near(segment.text, need.target, need.po) is not None for segment in new
                )
            _count_requests(_jobs(need, new, desk, engine), engine, counts)
    for group in counts.titles.values():
        _count(group, engine, counts)
    return _plan(counts, engine, price)


def _jobs(need: Need, segments: Sequence[Segment], desk: Desk, engine: Engine) -> list[Job]:
    definitions = definitions_of(need.original)
    jobs = (
        job_for(
            segment,
            source=need.original.lang,
            target=need.target,
            rows=matched(desk.glossary, segment.text, need.original.lang),
            engine=engine,
            definitions=definitions,
        )
        for segment in segments
    )
    return [job for job in jobs if job is not None]


def _count_requests(jobs: Sequence[Job], engine: Engine, counts: _Counts) -> None:
    """Titles wait, for they are sent together."""
    for job in jobs:
        if job.segment.role == "title":
            counts.titles.setdefault((job.source, job.target), []).append(job)
    _count([job for job in jobs if job.segment.role != "title"], engine, counts)


def _count(jobs: Sequence[Job], engine: Engine, counts: _Counts) -> None:
    for batch, _ in batches(jobs, engine):
        counts.requests += 1
        counts.characters += sum(map(len, batch.texts))


def _plan(counts: _Counts, engine: Engine, price: Price | None) -> Plan:
    traits = engine.traits
    pace = max(traits.interval, SECONDS_A_REQUEST / traits.concurrency)
    return Plan(
        engine=traits.label,
        articles=counts.articles,
        of_articles=counts.of_articles,
        new=counts.new - counts.stale,
        stale=counts.stale,
        reused=counts.reused,
        suggested=counts.suggested,
        refused=counts.refused,
        characters=counts.characters,
        requests=counts.requests,
        seconds=counts.requests * pace,
        cost=counts.characters / 1_000_000 * price.per_million if price else None,
        currency=price.currency if price else "",
        remote=traits.remote,
        findings=tuple(dict.fromkeys(counts.findings)),
    )
