"""How fast and how often an engine is asked.

Invariant: two requests start at least half the interval apart over all threads, and no more are
started than the budget holds.
"""

from __future__ import annotations

import random
import threading
import time

from diglot.translate.engines.protocol import EngineError


class SpentError(EngineError):
    """The run's requests are used up, or it was told to stop."""


class Pace:
    """Shared by the threads of one run."""

    def __init__(self, interval: float, budget: int | None, stop: threading.Event) -> None:
        self._interval, self._budget, self._stop = interval, budget, stop
        self._lock = threading.Lock()
        self._free_at = 0.0
        self.requests = 0

    def take(self) -> None:
        """Wait for this request's turn. Raises SpentError where there is none."""
        with self._lock:
            if self._stop.is_set() or (self._budget is not None and self.requests >= self._budget):
                raise SpentError("the requests of one run are used up")
            self.requests += 1
            now = time.monotonic()
            turn = max(now, self._free_at)
            jitter = random.uniform(0.5, 1.5)  # noqa: S311  # spreads requests, guards nothing
            self._free_at = turn + self._interval * jitter
        if turn > now and self._stop.wait(turn - now):
            raise SpentError("it was stopped")
