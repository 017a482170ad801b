"""Requests to an engine from a few threads, each tried until it is answered or hopeless.

Invariant: every batch that is submitted comes back exactly once, unless the run is stopped; no
thread keeps the process alive.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from diglot.translate.breaker import Breaker
from diglot.translate.engines.protocol import (
    Context,
    Engine,
    EngineError,
    PageError,
    RateLimitedError,
    TransientError,
)
from diglot.translate.pace import Pace, SpentError
from diglot.translate.packing import ask_packed

ATTEMPTS = 5
LONGEST_WAIT = 120.0
"""Seconds; an engine that asks for more is left for another run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Texts that go out together."""

    texts: tuple[str, ...]
    source: str
    target: str
    context: Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came of a batch."""

    number: int
    """As it was submitted."""
    answers: tuple[str | EngineError, ...]
    """One for each text."""


class Sender:
    """The threads of one run; `close` lets them end, the process never waits for them."""

    def __init__(self, engine: Engine, pace: Pace, breaker: Breaker, stop: threading.Event) -> None:
        import stamina

        self._engine, self._pace, self._breaker, self._stop = engine, pace, breaker, stop
        self._asked: queue.SimpleQueue[tuple[int, Batch] | None] = queue.SimpleQueue()
        self.answered: queue.SimpleQueue[Answered] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"translate-{number}", daemon=True)
            for number in range(engine.traits.concurrency)
        ]
        stamina.instrumentation.set_on_retry_hooks(())  # it would log each retry to stderr
        for thread in self._threads:
            thread.start()

    def submit(self, number: int, batch: Batch) -> None:
        """Have it sent when its turn comes; its answer bears the number."""
        self._asked.put((number, batch))

    def close(self) -> None:
        """No more batches come."""
        for _ in self._threads:
            self._asked.put(None)

    def _work(self) -> None:
        while (asked := self._asked.get()) is not None:
            number, batch = asked
            try:
                answers = tuple(self._answers(batch))
            except EngineError as error:
                answers = (error,) * len(batch.texts)
            except Exception as error:  # a fault of ours must not leave the run waiting for ever
                what = f"could not be used: {type(error).__name__} inside diglot"
                answers = (TransientError(what),) * len(batch.texts)
            self.answered.put(Answered(number=number, answers=answers))

    def _answers(self, batch: Batch) -> Sequence[str | EngineError]:
        if self._engine.traits.batch > 1:
            return self._tried(batch, batch.texts)

        def ask(text: str) -> str | EngineError:
            return self._tried(batch, [text])[0]

        return ask_packed(ask, batch.texts)

    def _tried(self, batch: Batch, texts: Sequence[str]) -> Sequence[str | EngineError]:
        """One request, again after a wait where that may help: as long as the engine asks for."""
        import stamina

        def wait(error: Exception) -> bool | float:
            if isinstance(error, RateLimitedError):
                self._breaker.trouble("rate-limit")
            elif isinstance(error, PageError):
                self._breaker.trouble("nonsense")
            if self._stop.is_set() or self._breaker.open_until:
                return False
            if isinstance(error, RateLimitedError) and error.retry_after is not None:
                return error.retry_after if error.retry_after <= LONGEST_WAIT else False
            return isinstance(error, RateLimitedError | TransientError)

        for attempt in stamina.retry_context(
            on=wait, attempts=ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=30.0
        ):
            with attempt:
                if self._breaker.open_until:
                    raise SpentError("the engine is paused after trouble")
                self._pace.take()
                answers = self._engine.translate(texts, batch.source, batch.target, batch.context)
                self._breaker.good()
                return answers
        raise AssertionError("stamina ends by an answer or an exception")
