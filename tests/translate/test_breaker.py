"""When an engine is left alone, and how fast it is asked."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from diglot.translate.breaker import PAUSE, Breaker
from diglot.translate.pace import Pace, SpentError


def test_three_rate_limits_in_a_row_open_it_for_half_an_hour(tmp_path: Path) -> None:
    now = [1000.0]
    breaker = Breaker(tmp_path, "google", lambda: now[0])
    for _ in range(2):
        breaker.trouble("rate-limit")
    breaker.good()
    for _ in range(2):
        breaker.trouble("rate-limit")
    assert breaker.open_until is None
    breaker.trouble("rate-limit")
    assert breaker.open_until == 1000.0 + PAUSE
    assert Breaker(tmp_path, "google", lambda: now[0]).open_until == 1000.0 + PAUSE
    assert Breaker(tmp_path, "mymemory", lambda: now[0]).open_until is None
    now[0] += PAUSE
    assert Breaker(tmp_path, "google", lambda: now[0]).open_until is None


def test_five_echoes_in_a_row_open_it(tmp_path: Path) -> None:
    breaker = Breaker(tmp_path, "google", lambda: 0.0)
    for _ in range(4):
        breaker.trouble("nonsense")
        breaker.good()  # requests that are answered say nothing of sense
    breaker.sense()
    for _ in range(4):
        breaker.trouble("nonsense")
    assert breaker.open_until is None
    breaker.trouble("nonsense")
    assert breaker.open_until == PAUSE


@pytest.mark.parametrize("content", ["", "[1]", '{"google": "x"}', "\x00"])
def test_a_spoilt_file_pauses_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "translate-pauses.json").write_text(content, encoding="utf-8")
    breaker = Breaker(tmp_path, "google", lambda: 0.0)
    assert breaker.open_until is None
    for _ in range(3):
        breaker.trouble("rate-limit")
    assert breaker.open_until == PAUSE


def test_requests_keep_their_distance_over_all_threads() -> None:
    pace = Pace(0.04, None, threading.Event())
    times: list[float] = []

    def ask() -> None:
        for _ in range(3):
            pace.take()
            times.append(time.monotonic())

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    assert times[-1] - times[0] >= 8 * 0.02
    assert pace.requests == 9


def test_a_budget_ends_and_a_stop_wakes() -> None:
    stop = threading.Event()
    pace = Pace(30.0, 2, stop)
    pace.take()
    threading.Timer(0.05, stop.set).start()
    started = time.monotonic()
    with pytest.raises(SpentError, match="stopped"):
        pace.take()
    assert time.monotonic() - started < 1
    with pytest.raises(SpentError):
        pace.take()
    spent = Pace(0.0, 1, threading.Event())
    spent.take()
    with pytest.raises(SpentError, match="used up"):
        spent.take()
