"""`diglot translate --plan`: what a run would send, take and cost, without sending anything.

Invariant: opens no socket and writes nothing but the memory's index.
"""

from __future__ import annotations

from collections.abc import Iterable

from diglot.model import Finding
from diglot.translate.batching import batches, job_for
from diglot.translate.engines.protocol import Engine
from diglot.translate.glossary import matched
from diglot.translate.memory import Memory
from diglot.translate.reports import Limits, Plan, Price
from diglot.translate.work import Desk, Need, Original, definitions_of, needs

SECONDS_A_REQUEST = 1.0
"""Taken for an engine's answer where its pace asks for no longer interval."""
MOST_COMPARED = 5_000
"""Segments up to which a plan looks for near translations; each takes some milliseconds."""


def plan(
    originals: Iterable[Original],
    *,
    desk: Desk,
    engine: Engine,
    limits: Limits | None = None,
    price: Price | None = None,
    again: frozenset[int] = frozenset(),
) -> Plan:
    """What `fill.run` would do with the same arguments."""
    limits = limits or Limits()
    counts = dict.fromkeys(("of", "new", "stale", "reused", "near", "refused", "chars", "req"), 0)
    chosen = 0
    titles: dict[tuple[str, str], list[Need]] = {}
    findings: list[Finding] = []
    sent: set[tuple[str, str, str]] = set()
    with Memory(desk.cache) as memory:
        findings.extend(memory.sync(desk.translations))
        for need in needs(originals, desk=desk, memory=memory, engine=engine, again=again):
            findings.extend(need.findings)
            counts["refused"] += need.refused
            wanted = [s for s in need.to_send if s.role == "title" or not limits.titles_only]
            if need.blocked or not (wanted or need.reused):
                continue
            counts["of"] += 1
            if limits.articles is not None and chosen >= limits.articles:
                continue
            chosen += 1
            counts["reused"] += len(need.reused)
            counts["stale"] += need.stale
            jobs, title_jobs = [], []
            for segment in wanted:
                key = (need.target, segment.role, segment.text)
                if key in sent:
                    counts["reused"] += 1
                    continue
                sent.add(key)
                counts["new"] += 1
                if counts["new"] <= MOST_COMPARED:
                    counts["near"] += memory.near(segment.text, need.target, need.po) is not None
                job = job_for(
                    segment,
                    source=need.original.lang,
                    target=need.target,
                    rows=matched(desk.glossary, segment.text, need.original.lang),
                    engine=engine,
                    definitions=definitions_of(need.original),
                )
                if job is not None:
                    (title_jobs if segment.role == "title" else jobs).append(job)
            for batch, _ in batches(jobs, engine, "", 0):
                counts["req"] += 1
                counts["chars"] += sum(map(len, batch.texts))
            for job in title_jobs:
                titles.setdefault((job.source, job.target), []).append(job)
    for group in titles.values():
        for batch, _ in batches(group, engine, "", 0):
            counts["req"] += 1
            counts["chars"] += sum(map(len, batch.texts))
    return _plan(counts, chosen, engine, price, findings)


def _plan(
    counts: dict[str, int],
    chosen: int,
    engine: Engine,
    price: Price | None,
    findings: list[Finding],
) -> Plan:
    traits = engine.traits
    pace = max(traits.interval, SECONDS_A_REQUEST / traits.concurrency)
    return Plan(
        engine=traits.label,
        articles=chosen,
        of_articles=counts["of"],
        new=counts["new"] - counts["stale"],
        stale=counts["stale"],
        reused=counts["reused"],
        suggested=counts["near"],
        refused=counts["refused"],
        characters=counts["chars"],
        requests=counts["req"],
        seconds=counts["req"] * pace,
        cost=counts["chars"] / 1_000_000 * price.per_million if price else None,
        currency=price.currency if price else "",
        remote=traits.remote,
        findings=tuple(dict.fromkeys(findings)),
    )
