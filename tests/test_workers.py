"""Work whose worker died is done again, and nothing of it is lost or doubled."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
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


@pytest.fixture
def dismissed() -> Iterator[None]:
    yield
    workers.dismiss()


@pytest.mark.usefixtures("dismissed")
def test_a_pool_that_was_made_ready_is_taken_until_it_is_dismissed() -> None:
    workers.make_ready(1, UNUSUAL)
    found = [*workers.spread(_loaded, UNUSUAL, [1], workers=1)]
    found += workers.spread(_loaded, UNUSUAL, [1], workers=1)
    assert [loaded for _, loaded in found] == [True, True]
    assert len(set(found)) == 1, "one process did both"
    workers.dismiss()
    (again,) = workers.spread(_loaded, UNUSUAL, [1], workers=1)
    assert again[0] != found[0][0]
    assert not again[1]
    assert UNUSUAL not in sys.modules


@pytest.mark.usefixtures("dismissed")
def test_a_pool_of_another_size_takes_the_place_of_the_one_that_was_made_ready() -> None:
    workers.make_ready(1, UNUSUAL)
    found = workers.spread(_loaded, UNUSUAL, [1], workers=2)
    assert [loaded for _, loaded in found] == [False]
    assert not workers.are_ready()


@pytest.mark.usefixtures("dismissed")
def test_ready_workers_load_more_when_they_are_asked() -> None:
    assert not workers.ask(import_module, UNUSUAL), "there are none"
    forked = workers.forks()
    workers.make_ready(1)
    assert workers.ask(import_module, UNUSUAL) == forked, "spawned ones have enough to load"
    found = workers.spread(_loaded, UNUSUAL, [1], workers=1)
    assert [loaded for _, loaded in found] == [forked]
    assert UNUSUAL not in sys.modules


def _noted(folder: Path, part: Sequence[int]) -> list[int]:
    for number in part:
        (folder / str(number)).touch()
    return list(part)


@pytest.mark.usefixtures("dismissed")
def test_work_that_is_given_up_leaves_the_ready_pool_to_the_next(tmp_path: Path) -> None:
    workers.make_ready(1)
    workers.ask(time.sleep, 0.2)
    given_up = workers.spread(_noted, tmp_path, WORK, workers=1, chunk=1, meanwhile=_raises())
    with pytest.raises(KeyboardInterrupt):
        next(given_up)
    assert list(workers.spread(_slept, 0.0, WORK, workers=1)) == list(WORK)
    assert len(list(tmp_path.iterdir())) < workers.AHEAD, "what had not begun is not done"


def _raises() -> Iterator[object]:
    yield None
    raise KeyboardInterrupt


@pytest.mark.usefixtures("dismissed")
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
        try:
            planned.unlink()
        except FileNotFoundError:
            return work(*words)
        os._exit(137)

    for number in range(30):
        site.article(f"{number}.md", capture(f"港口 {number}"))
    site.build()
    whole_index = tree(site.output / "search")
    monkeypatch.setattr(whole, "ALONE", 0)
    monkeypatch.setattr(weaving, stage, dies_once)
    site.build(workers=2, full=True)
    assert not planned.exists(), "no worker ran"
    assert tree(site.output / "search") == whole_index
