"""Segments out to an engine and their translations in: sent, judged, tried again, stored.

Invariant: whoever waits for a segment gets it or is told why not, and each answer is stored before
the next is looked at.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence

from diglot.model import Segment
from diglot.translate.batching import Job, Part, batches, job_for, judged, simpler
from diglot.translate.breaker import Breaker
from diglot.translate.checks import Fault
from diglot.translate.desk import Desk, definitions_of
from diglot.translate.engines.protocol import BadTextError, Engine, EngineError, FatalError
from diglot.translate.entries import Entry, segment_key
from diglot.translate.keeping import Keeper
from diglot.translate.ledger import Ledger, Name, name
from diglot.translate.pace import Pace, SpentError
from diglot.translate.sending import Answered, Batch, Sender
from diglot.translate.terms import matched
from diglot.translate.waiting import Waiting
from diglot.translate.work import MAX_REFUSALS, Need

MAX_FAILED_REQUESTS = 5
"""In a row, each already tried several times, before a run gives up."""


class Exchange:
    """One run's; used by one thread. The sender's threads only send."""

    def __init__(
        self,
        *,
        desk: Desk,
        engine: Engine,
        most_characters: int | None,
        ledger: Ledger,
        keeper: Keeper,
        pace: Pace,
        breaker: Breaker,
        stop: threading.Event,
    ) -> None:
        self._desk, self._engine, self._most_characters = desk, engine, most_characters
        self._ledger, self._keeper, self._pace = ledger, keeper, pace
        self._breaker, self._stop = breaker, stop
        self._sender = Sender(engine, pace, breaker, stop)
        self._sent: dict[int, tuple[Part, ...]] = {}
        self._waiting = Waiting()
        self._numbers = 0
        self._failed_requests = 0

    def close(self) -> None:
        """Nothing more will be sent."""
        self._sender.close()

    def jobs(self, each: Need, segments: Sequence[Segment]) -> list[Job]:
        """Jobs for segments that nobody waits for yet; whoever waits for one is noted."""
        jobs = []
        definitions = definitions_of(each.original)
        for segment in segments:
            key = (each.target, *segment_key(segment))
            if key in self._waiting:
                if self._waiting.join(key, each):
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
                self._keeper.refuse(each.target, segment, "its markup is too tangled", MAX_REFUSALS)
                why = "its markup is too tangled to be sent: translate it by hand"
                self._ledger.fail(each, segment, why, for_good=True)
                continue
            self._waiting.join(key, each)
            self._ledger.sent(each)
            jobs.append(job)
        return jobs

    def tell(self, each: Need) -> None:
        """Show how far the run is."""
        self._ledger.progress(each.original.path, self._pace.requests)

    def send(self, jobs: Sequence[Job], title: str) -> None:
        """Put the jobs on their way, `title` as their context, taking in answers meanwhile."""
        limit = self._most_characters
        for batch, parts in batches(jobs, self._engine, title):
            self.collect(self._engine.traits.concurrency * 2)
            if limit is not None and self._ledger.characters >= limit:
                self._ledger.end("as many characters were sent as allowed")
            if self._ledger.ended or self._stop.is_set():
                return
            self._submit(batch, parts)

    def _submit(self, batch: Batch, parts: tuple[Part, ...]) -> None:
        self._numbers += 1
        self._ledger.characters += sum(map(len, batch.texts))
        self._sent[self._numbers] = parts
        self._sender.submit(self._numbers, batch)

    def collect(self, most: int) -> None:
        """Take in answers until at most so many batches are under way."""
        while len(self._sent) > most and not self._stop.is_set():
            try:
                self._take(self._sender.answered.get(timeout=0.1))
            except queue.Empty:
                continue
        while self._stop.is_set() and not self._sender.answered.empty():
            self._take(self._sender.answered.get())

    def _take(self, answered: Answered) -> None:
        parts = self._sent.pop(answered.number)
        made: dict[Name, tuple[Need, list[Entry]]] = {}
        again: list[Job] = []
        nonsense: list[Fault] = []
        for part, answer in zip(parts, answered.answers, strict=True):
            if isinstance(answer, str):
                part.job.answers[part.index] = answer
                if len(part.job.answers) == len(part.job.coded.texts):
                    again.extend(self._judge(part.job, made, nonsense))
            elif isinstance(answer, BadTextError):
                again.extend(self._retry(part.job, f"the engine {answer}"))
            else:
                self._trouble(part.job, answer)
        nothing = all(isinstance(answer, EngineError) for answer in answered.answers)
        self._failed_requests = self._failed_requests + 1 if nothing else 0
        if self._failed_requests >= MAX_FAILED_REQUESTS:
            self._ledger.end(f"{MAX_FAILED_REQUESTS} requests in a row came to nothing")
        if made:
            self._breaker.sense()
        elif nonsense:
            self._breaker.trouble("nonsense")
        if self._breaker.open_until:
            self._ledger.end("the engine is paused after trouble")
        for each, entries in made.values():
            if self._keeper.store(each, entries):
                self._ledger.stored += len(entries)
            self._ledger.back(each, len(entries))
            self.tell(each)
        for job in again:
            self._again(job)

    def _again(self, job: Job) -> None:
        """A second try goes by itself, at once."""
        if self._ledger.ended:
            return
        for batch, parts in batches([job], self._engine):
            self._submit(batch, parts)

    def _judge(
        self, job: Job, made: dict[Name, tuple[Need, list[Entry]]], nonsense: list[Fault]
    ) -> Iterator[Job]:
        entry, faults = judged(job, self._engine.traits.label, self._desk.day)
        if entry is None:
            if job.tries == 1:  # a second try goes alone: five of them prove nothing
                nonsense.extend(fault for fault in faults if fault.nonsense)
            yield from self._retry(job, "; ".join(f.what for f in faults if f.blocks))
            return
        for each in self._waiting.leave(job.key):
            made.setdefault(name(each), (each, []))[1].append(self._keeper.noted(each, entry))

    def _retry(self, job: Job, why: str) -> Iterator[Job]:
        """Once more, then once more without tags where it had some, then no more."""
        if job.key not in self._waiting:
            return
        following = simpler(job, self._engine)
        if following is not None:
            yield following
            return
        times = self._keeper.refuse(job.target, job.segment, why, 1)
        for each in self._waiting.leave(job.key):
            self._ledger.fail(each, job.segment, why, for_good=times >= MAX_REFUSALS)
            self._ledger.back(each)

    def _trouble(self, job: Job, error: EngineError) -> None:
        """A request that came to nothing: the segment is left for another run."""
        for each in self._waiting.leave(job.key):
            self._ledger.back(each)
            if isinstance(error, SpentError):
                self._ledger.end(str(error))
                self._ledger.leave(each)
            elif isinstance(error, FatalError):
                self._ledger.end(f"{self._engine.traits.name} {error}", fatal=True)
                self._ledger.leave(each)
            else:
                self._ledger.fail(each, job.segment, f"the engine {error}", for_good=False)
