"""`diglot translate`: fill what is missing in the PO files, stored as it comes in.

Titles of all selected articles go first, then article by article. Whatever ends a run, each segment
that was answered is stored, and another run goes on behind it.

Invariant: a segment is sent once at a time, never while the memory has it, and never again after it
was stored.
"""

from __future__ import annotations

import queue
import signal
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from diglot.model import Cleaned, Segment
from diglot.translate.batching import Job, Part, batches, job_for, judged, simpler
from diglot.translate.breaker import Breaker
from diglot.translate.engines.protocol import BadTextError, Engine, EngineError, FatalError
from diglot.translate.entries import Entry, segment_key
from diglot.translate.glossary import matched
from diglot.translate.ledger import Ledger, Name, name
from diglot.translate.memory import Memory
from diglot.translate.pace import Pace, SpentError
from diglot.translate.po import store
from diglot.translate.reports import Limits, Report, ShowProgress
from diglot.translate.sending import Answered, Sender
from diglot.translate.work import MAX_REFUSALS, Desk, Need, Original, definitions_of, needs

MAX_FAILED_REQUESTS = 5
"""In a row, each already tried several times, before a run gives up."""


def run(
    originals: Iterable[Original],
    *,
    desk: Desk,
    engine: Engine,
    limits: Limits | None = None,
    progress: ShowProgress = lambda progress: None,
    again: frozenset[int] = frozenset(),
    stop: threading.Event | None = None,
) -> Report:
    """Translate what the originals lack, in their order, within the limits.

    `originals` is iterated twice. Ctrl-C (or `stop`) ends it within a second with everything
    finished kept; an engine's errors end up in the report. `again` numbers segments (from 0, the
    title) whose machine text is made anew. Raises OSError where a file cannot be written.
    """
    stop = stop or threading.Event()
    limits = limits or Limits()
    ledger = Ledger(limits, progress)
    breaker = Breaker(desk.cache, engine.traits.name, time.time)
    budgets = [each for each in (engine.traits.requests_a_run, limits.requests) if each is not None]
    pace = Pace(engine.traits.interval, min(budgets, default=None), stop)
    with Memory(desk.cache) as memory, _ctrl_c(stop):
        findings = memory.sync(desk.translations)
        if breaker.open_until:
            ledger.end("the engine is paused after trouble")
        elif not stop.is_set():
            sender = Sender(engine, pace, breaker, stop)
            try:
                _Run(desk, engine, limits, ledger, memory, sender, pace, breaker, stop).go(
                    originals, again
                )
            finally:
                sender.close()
        if stop.is_set():
            ledger.end("it was stopped")
        return ledger.report(findings, pace.requests, breaker.open_until)


@contextmanager
def _ctrl_c(stop: threading.Event) -> Iterator[None]:
    """The first Ctrl-C asks the run to end, so that none of its steps is cut in two."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def ask(*_: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Run:
    """What is under way; used by one thread, the sender's threads only send."""

    def __init__(
        self,
        desk: Desk,
        engine: Engine,
        limits: Limits,
        ledger: Ledger,
        memory: Memory,
        sender: Sender,
        pace: Pace,
        breaker: Breaker,
        stop: threading.Event,
    ) -> None:
        self._desk, self._engine, self._limits, self._ledger = desk, engine, limits, ledger
        self._memory, self._sender, self._pace = memory, sender, pace
        self._breaker, self._stop = breaker, stop
        self._sent: dict[int, tuple[Part, ...]] = {}
        self._waiting: dict[tuple[str, str, str], dict[Name, Need]] = {}
        self._numbers = 0
        self._failed_requests = 0

    def go(self, originals: Iterable[Original], again: frozenset[int]) -> None:
        chosen, titles = self._scan(originals, again)
        for lang, target in dict.fromkeys((n.original.lang, n.target) for n in titles):
            group = [n for n in titles if (n.original.lang, n.target) == (lang, target)]
            self._send([job for n in group for job in self._jobs(n, n.to_send)], "")
        if not self._limits.titles_only:
            for each in self._needs(originals, again):
                if name(each) in chosen and not each.blocked:
                    chosen.discard(name(each))
                    self._article(each)
                if self._ledger.ended:
                    break
        self._collect(0)

    def _scan(
        self, originals: Iterable[Original], again: frozenset[int]
    ) -> tuple[set[Name], list[Need]]:
        """What is to be worked on, and the titles to be sent, without their bodies."""
        chosen: set[Name] = set()
        titles = []
        for each in self._needs(originals, again):
            self._ledger.findings.extend(each.findings)
            title = tuple(segment for segment in each.to_send if segment.role == "title")
            wanted = title if self._limits.titles_only else each.to_send
            if each.blocked or not (wanted or each.reused):
                continue
            self._ledger.of_articles += 1
            if self._limits.articles is not None and len(chosen) >= self._limits.articles:
                continue
            chosen.add(name(each))
            self._ledger.expected += len(wanted) + len(each.reused)
            if title:
                bare = replace(each.original, cleaned=Cleaned(blocks=(), decisions=()))
                titles.append(replace(each, original=bare, segments=(), to_send=title, reused=()))
            if self._limits.titles_only:
                self._ledger.went_through(each)
        return chosen, titles

    def _needs(self, originals: Iterable[Original], again: frozenset[int]) -> Iterator[Need]:
        found = needs(
            originals, desk=self._desk, memory=self._memory, engine=self._engine, again=again
        )
        for each in found:
            if self._stop.is_set():
                return
            yield each

    def _article(self, each: Need) -> None:
        if each.reused and self._store(each, each.reused):
            self._ledger.reused += len(each.reused)
        self._send(self._jobs(each, each.to_send), each.original.title)
        if not self._ledger.ended:
            self._ledger.went_through(each)
        self._ledger.progress(each.original.path, self._pace.requests)

    def _jobs(self, each: Need, segments: Sequence[Segment]) -> list[Job]:
        """Jobs for segments that nobody waits for yet; whoever waits for one is noted."""
        jobs = []
        definitions = definitions_of(each.original)
        for segment in segments:
            key = (each.target, *segment_key(segment))
            if key in self._waiting:
                if name(each) not in self._waiting[key]:
                    self._waiting[key][name(each)] = each
                    self._ledger.sent(each)
                continue
            job = job_for(
                segment,
                source=each.original.lang,
                target=each.target,
                rows=matched(self._desk.glossary, segment.text, each.original.lang),
                engine=self._engine,
                definitions=definitions,
            )
            if job is None:
                self._refuse(each.target, segment, "its markup is too tangled", MAX_REFUSALS)
                why = "its markup is too tangled to be sent: translate it by hand"
                self._ledger.fail(each, segment, why, for_good=True)
                continue
            self._waiting[key] = {name(each): each}
            self._ledger.sent(each)
            jobs.append(job)
        return jobs

    def _send(self, jobs: Sequence[Job], title: str) -> None:
        limit = self._limits.characters
        for batch, parts in batches(jobs, self._engine, title, self._numbers):
            self._collect(self._engine.traits.concurrency * 2)
            if limit is not None and self._ledger.characters >= limit:
                self._ledger.end("as many characters were sent as allowed")
            if self._ledger.ended or self._stop.is_set():
                return
            self._numbers = batch.number + 1
            self._ledger.characters += sum(map(len, batch.texts))
            self._sent[batch.number] = parts
            self._sender.submit(batch)

    def _collect(self, most: int) -> None:
        """Take in answers until at most so many batches are under way."""
        while len(self._sent) > most and not self._stop.is_set():
            try:
                self._take(self._sender.answered.get(timeout=0.1))
            except queue.Empty:
                continue
        while self._stop.is_set() and not self._sender.answered.empty():
            self._take(self._sender.answered.get())

    def _take(self, answered: Answered) -> None:
        parts = self._sent.pop(answered.batch.number)
        made: dict[Name, tuple[Need, list[Entry]]] = {}
        again: list[Job] = []
        for part, answer in zip(parts, answered.answers, strict=True):
            if isinstance(answer, str):
                part.job.answers[part.index] = answer
                if len(part.job.answers) == len(part.job.coded.texts):
                    again.extend(self._judge(part.job, made))
            elif isinstance(answer, BadTextError):
                again.extend(self._retry(part.job, f"the engine {answer}"))
            else:
                self._trouble(part.job, answer)
        nothing = all(isinstance(answer, EngineError) for answer in answered.answers)
        self._failed_requests = self._failed_requests + 1 if nothing else 0
        if self._failed_requests >= MAX_FAILED_REQUESTS:
            self._ledger.end(f"{MAX_FAILED_REQUESTS} requests in a row came to nothing")
        if self._breaker.open_until:
            self._ledger.end("the engine is paused after trouble")
        for each, entries in made.values():
            if self._store(each, entries):
                self._ledger.stored += len(entries)
            self._ledger.back(each, len(entries))
            self._ledger.progress(each.original.path, self._pace.requests)
        for job in again:
            self._again(job)

    def _again(self, job: Job) -> None:
        """A second try goes by itself, at once."""
        if self._ledger.ended:
            return
        for batch, parts in batches([job], self._engine, "", self._numbers):
            self._numbers = batch.number + 1
            self._ledger.characters += sum(map(len, batch.texts))
            self._sent[batch.number] = parts
            self._sender.submit(batch)

    def _judge(self, job: Job, made: dict[Name, tuple[Need, list[Entry]]]) -> Iterator[Job]:
        entry, faults = judged(job, self._engine.traits.label, self._desk.day)
        if entry is None:
            if any(fault.nonsense for fault in faults):
                self._breaker.trouble("nonsense")
            yield from self._retry(job, "; ".join(f.what for f in faults if f.blocks))
            return
        self._breaker.sense()
        for each in self._waiting.pop(job.key, {}).values():
            made.setdefault(name(each), (each, []))[1].append(self._noted(each, entry))

    def _noted(self, each: Need, entry: Entry) -> Entry:
        """The entry with the nearest translation by a person for its reviewer."""
        near = self._memory.near(entry.source, each.target, each.po)
        if near is None:
            return entry
        unit, likeness = near
        note = f"near {likeness:.0f}% {unit.path}: {' '.join(unit.text.split())}"
        return replace(entry, notes=(*entry.notes, note))

    def _retry(self, job: Job, why: str) -> Iterator[Job]:
        """Once more, then once more without tags where it had some, then no more."""
        if job.key not in self._waiting:
            return
        following = simpler(job, self._engine)
        if following is not None:
            yield following
            return
        self._refuse(job.target, job.segment, why, 1)
        for each in self._waiting.pop(job.key).values():
            self._ledger.fail(each, job.segment, why, for_good=True)
            self._ledger.back(each)

    def _trouble(self, job: Job, error: EngineError) -> None:
        """A request that came to nothing: the segment is left for another run."""
        for each in self._waiting.pop(job.key, {}).values():
            self._ledger.back(each)
            if isinstance(error, FatalError | SpentError):
                self._ledger.end(str(error), fatal=isinstance(error, FatalError))
            self._ledger.fail(each, job.segment, f"the engine {error}", for_good=False)

    def _refuse(self, target: str, segment: Segment, why: str, times: int) -> None:
        label = self._engine.traits.label
        self._memory.refuse(label, target, segment.role, segment.text, why, times)

    def _store(self, each: Need, entries: Sequence[Entry]) -> bool:
        file = self._desk.translations / each.po
        findings = store(
            file, each.po, lang=each.target, segments=each.segments or None, made=entries
        )
        self._ledger.findings.extend(findings)
        if any(finding.severity == "error" for finding in findings):
            return False
        self._memory.update(each.po, file)
        return True
