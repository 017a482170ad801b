"""Work whose worker died is done again, and nothing of it is lost or doubled."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from diglot import workers
from diglot.errors import StoppedError
from tests.sites import Site, capture, tree

WORK = range(100)


def _doubled(folder: Path, part: Sequence[int]) -> list[int]:
    """Twice each number; the process dies at 7 as often as there are files in `folder`."""
    for number in part:
        if number == 7:
            for planned in sorted(folder.iterdir()):
                planned.unlink()
                os._exit(139)
    return [2 * number for number in part]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_results_come_in_the_order_of_the_work(tmp_path: Path, count: int) -> None:
    found = list(workers.spread(_doubled, tmp_path, WORK, workers=count))
    assert found == [2 * number for number in WORK]


def _slept(seconds: float, part: Sequence[int]) -> list[int]:
    time.sleep(seconds)
    return list(part)


def test_steps_are_taken_while_workers_are_busy() -> None:
    taken: list[int] = []
    turn = sys.getswitchinterval()
    steps = map(taken.append, range(10))
    spread = workers.spread(_slept, 0.2, WORK, workers=2, chunk=50, meanwhile=steps)
    assert next(spread) == 0
    assert taken == list(range(10)), "the workers slept long enough for all"
    assert list(spread) == list(WORK[1:])
    assert sys.getswitchinterval() == turn


def test_steps_do_not_hold_up_what_is_ready() -> None:
    steps = map(time.sleep, [0.01] * 10_000)
    spread = workers.spread(_slept, 0.0, WORK, workers=2, chunk=50, meanwhile=steps)
    assert list(spread) == list(WORK)
    assert next(steps, "over") is None, "a hundred seconds of them were not waited for"


def _loaded(module: str, part: Sequence[int]) -> list[tuple[int, bool]]:
    return [(os.getpid(), module in sys.modules) for _ in part]


UNUSUAL = "this"
"""A module that nobody else loads."""


@pytest.mark.parametrize("count", [1, 2])
def test_a_pool_that_was_made_ready_is_taken_by_the_next_work(count: int) -> None:
    workers.make_ready(1, UNUSUAL)
    first = set(workers.spread(_loaded, UNUSUAL, [1], workers=count))
    assert [loaded for _, loaded in first] == [count == 1]
    again = set(workers.spread(_loaded, UNUSUAL, [1], workers=count))
    assert [loaded for _, loaded in again] == [False], "a pool serves once"
    assert UNUSUAL not in sys.modules


def test_a_pool_that_cannot_be_made_ready_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dies.py").write_text("import os; os._exit(139)", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    for module in ("no_such_module", "dies"):
        workers.make_ready(1, module)
        found = workers.spread(_doubled, tmp_path / "empty", WORK, workers=1)
        assert list(found) == [2 * number for number in WORK]


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "1").touch()
    found = list(workers.spread(_doubled, tmp_path, WORK, workers=2, chunk=5))
    assert found == [2 * number for number in WORK]


def test_what_kills_its_worker_alone_is_given_to_lost(tmp_path: Path) -> None:
    for name in "12":
        (tmp_path / name).touch()
    spread = workers.spread(_doubled, tmp_path, WORK, workers=2, chunk=5, lost=lambda _: -1)
    assert list(spread) == [-1 if number == 7 else 2 * number for number in WORK]


def test_what_may_not_be_lost_ends_with_a_message(tmp_path: Path) -> None:
    for name in "12":
        (tmp_path / name).touch()
    with pytest.raises(StoppedError, match="died") as caught:
        list(workers.spread(_doubled, tmp_path, WORK, workers=2, chunk=5))
    assert caught.value.exit_code == 3
    assert "-j 1" in caught.value.help


@pytest.mark.skipif(sys.platform != "linux", reason="the crash is planted in a forked worker")
@pytest.mark.parametrize("stage", ["gather", "weave"])
def test_a_worker_that_dies_while_indexing_costs_nothing(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    from diglot.search import weaving, whole

    planned = tmp_path / "planned"
    planned.touch()
    work = getattr(weaving, stage)

    def dies_once(*words: object) -> object:
        if planned.exists():
            planned.unlink()
            os._exit(137)
        return work(*words)

    for number in range(30):
        site.article(f"{number}.md", capture(f"港口 {number}"))
    site.build()
    whole_index = tree(site.output / "search")
    monkeypatch.setattr(whole, "ALONE", 0)
    monkeypatch.setattr(weaving, stage, dies_once)
    site.build(workers=2, full=True)
    assert not planned.exists(), "no worker ran"
    assert tree(site.output / "search") == whole_index
