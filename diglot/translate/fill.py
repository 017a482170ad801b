"""`diglot translate`: fill what is missing in the PO files, stored as it comes in.

Titles of all selected articles go first, then article by article. Whatever ends a run, each segment
that was answered is stored, and another run goes on behind it.

Invariant: a segment is sent once at a time, never while the memory has it, and never again after it
was stored.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import takewhile

from diglot.model import Cleaned
from diglot.translate.breaker import Breaker
from diglot.translate.desk import Desk, Original
from diglot.translate.engines.protocol import Engine
from diglot.translate.exchange import Exchange
from diglot.translate.keeping import Keeper
from diglot.translate.ledger import Ledger, Name, name
from diglot.translate.memory import Memory
from diglot.translate.pace import Pace
from diglot.translate.po import sweep
from diglot.translate.reports import Limits, Report, ShowProgress
from diglot.translate.work import Again, Need, needs


def run(
    originals: Iterable[Original],
    *,
    desk: Desk,
    engine: Engine,
    limits: Limits | None = None,
    progress: ShowProgress = lambda progress: None,
    again: Again | None = None,
    stop: threading.Event | None = None,
) -> Report:
    """Translate what the originals lack, in their order, within the limits.

    `originals` is iterated twice. Ctrl-C (or `stop`) ends it within a second with everything
    finished kept; an engine's errors end up in the report. Of an article that `again` names, its
    segments there are made anew and no others are touched. Raises OSError where a file cannot be
    written.
    """
    stop = stop or threading.Event()
    limits = limits or Limits()
    ledger = Ledger(limits, progress)
    breaker = Breaker(desk.cache, engine.traits.name, time.time)
    budgets = [each for each in (engine.traits.requests_a_run, limits.requests) if each is not None]
    pace = Pace(engine.traits.interval, min(budgets, default=None), stop)
    with Memory(desk.cache) as memory, _ctrl_c(stop):
        sweep(desk.translations)
        findings = memory.sync(desk.translations)
        if breaker.open_until:
            ledger.end("the engine is paused after trouble")
        else:
            keeper = Keeper(desk, memory, ledger, engine.traits.label)
            exchange = Exchange(
                desk=desk,
                engine=engine,
                most_characters=limits.characters,
                ledger=ledger,
                keeper=keeper,
                pace=pace,
                breaker=breaker,
                stop=stop,
            )
            with closing(exchange):
                _Run(desk, engine, limits, memory, keeper, ledger).go(
                    originals, again, exchange, stop
                )
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
    """The course of one run."""

    def __init__(
        self,
        desk: Desk,
        engine: Engine,
        limits: Limits,
        memory: Memory,
        keeper: Keeper,
        ledger: Ledger,
    ) -> None:
        self._desk, self._engine, self._limits = desk, engine, limits
        self._memory, self._keeper, self._ledger = memory, keeper, ledger

    def go(
        self,
        originals: Iterable[Original],
        again: Again | None,
        exchange: Exchange,
        stop: threading.Event,
    ) -> None:
        chosen, titles = self._scan(self._needs(originals, again, stop))
        for way in dict.fromkeys((each.original.lang, each.target) for each in titles):
            group = [each for each in titles if (each.original.lang, each.target) == way]
            jobs = [job for each in group for job in exchange.jobs(each, each.to_send)]
            exchange.send(jobs, "")
        if not self._limits.titles_only:
            for each in self._needs(originals, again, stop):
                if self._ledger.ended:
                    break
                if name(each) in chosen and not each.blocked:
                    chosen.discard(name(each))
                    self._article(each, exchange, titles_went=bool(again))
        exchange.collect(0)

    def _article(self, each: Need, exchange: Exchange, *, titles_went: bool) -> None:
        if each.reused and self._keeper.store(each, each.reused):
            self._ledger.reused += len(each.reused)
        to_send = each.to_send
        if titles_went:  # asked for anew, it would be sent with the titles and again here
            to_send = tuple(segment for segment in to_send if segment.role != "title")
        exchange.send(exchange.jobs(each, to_send), each.original.title)
        if not self._ledger.ended:
            self._ledger.went_through(each)
        exchange.tell(each)

    def _scan(self, found: Iterable[Need]) -> tuple[set[Name], list[Need]]:
        """What is to be worked on, and the titles to be sent, without their bodies."""
        chosen: set[Name] = set()
        titles = []
        for each in found:
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

    def _needs(
        self, originals: Iterable[Original], again: Again | None, stop: threading.Event
    ) -> Iterator[Need]:
        found = needs(
            originals, desk=self._desk, memory=self._memory, engine=self._engine, again=again
        )
        return takewhile(lambda _: not stop.is_set(), found)
