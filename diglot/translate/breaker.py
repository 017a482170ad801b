"""When an engine had better be left alone for a while, remembered between runs.

Google answers some hundreds of requests and then echoes its input or refuses for hours; going on
makes it worse.

Invariant: after three rate limits, or five echoes or error pages, in a row, nothing is sent to that
engine for thirty minutes, whoever asks.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeAlias

from diglot.translate.po import replace_file

Trouble: TypeAlias = Literal["rate-limit", "nonsense"]
LIMITS: dict[Trouble, int] = {"rate-limit": 3, "nonsense": 5}
PAUSE = 30 * 60.0
"""Seconds."""


class Breaker:
    """One engine's, shared by the threads of a run. `clock` gives seconds since 1970."""

    def __init__(self, cache: Path, engine: str, clock: Callable[[], float]) -> None:
        self._path, self._engine, self._clock = cache / "translate-pauses.json", engine, clock
        self._lock = threading.Lock()
        self._row: dict[Trouble, int] = {"rate-limit": 0, "nonsense": 0}
        self._until = _read(self._path).get(engine, 0.0)

    @property
    def open_until(self) -> float | None:
        """When the engine may be asked again, in seconds since 1970; None where it may now."""
        return self._until if self._until > self._clock() else None

    def good(self) -> None:
        """A request was answered."""
        with self._lock:
            self._row["rate-limit"] = 0

    def sense(self) -> None:
        """An answer passed its checks."""
        with self._lock:
            self._row["nonsense"] = 0

    def trouble(self, kind: Trouble) -> None:
        """One more in a row; opens the breaker at its limit."""
        with self._lock:
            self._row[kind] += 1
            if self._row[kind] < LIMITS[kind] or self.open_until:
                return
            self._until = self._clock() + PAUSE
            pauses = {**_read(self._path), self._engine: self._until}
            replace_file(self._path, json.dumps(pauses, indent=1).encode())


def _read(path: Path) -> dict[str, float]:
    """What was remembered; nothing where the file is missing or spoilt, for it is only a cache."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): float(until) for name, until in found.items() if _is_number(until)}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
