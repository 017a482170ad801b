"""A build on a Dask cluster is the build that processes make, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest

from diglot import cluster, workers
from diglot.errors import UsageError
from tests.sites import Site, capture, tree

ROOT = Path(__file__).parents[1]
CLUSTER = """
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        input()
"""
needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="Dask is not installed: pip install 'diglot[cluster]'"
)


class Counted(Executor):
    """An executor of somebody else's, which counts what it is given and is told to fail."""

    def __init__(self, failures: int = 0) -> None:
        self.threads = ThreadPoolExecutor(2)
        self.given = 0
        self.failures = failures

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN201 - as Executor has it
        self.given += 1
        if self.failures:
            self.failures -= 1
            refused: Future[object] = Future()
            refused.set_exception(LookupError("the worker is gone"))
            return refused
        return self.threads.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        raise AssertionError("whoever lent it closes it")


def _doubled(context: int, part: object) -> list[int]:
    return [context * number for number in part]  # type: ignore[attr-defined]  # a sequence of numbers


def test_what_is_lent_does_all_the_work_and_stays_open() -> None:
    executor = Counted()
    with workers.lent(executor, (LookupError,)):
        found = list(workers.spread(_doubled, 2, range(100), workers=2, chunk=10))
    assert found == [2 * number for number in range(100)]
    assert executor.given == 10
    assert workers.pool(1) is not executor


def test_a_cluster_that_loses_a_worker_does_the_work_again() -> None:
    executor = Counted(failures=1)
    with workers.lent(executor, (LookupError,)):
        found = list(workers.spread(_doubled, 2, range(100), workers=2, chunk=10))
    assert found == [2 * number for number in range(100)]


def test_other_errors_of_a_cluster_are_not_taken_for_a_death() -> None:
    with workers.lent(Counted(failures=1), (KeyError,)), pytest.raises(LookupError) as caught:
        list(workers.spread(_doubled, 2, range(100), workers=2, chunk=10))
    assert not isinstance(caught.value, BrokenExecutor)


@pytest.mark.parametrize("executor", ["dask", "dask=", "threads=2"])
def test_what_is_no_cluster_is_refused(executor: str) -> None:
    with pytest.raises(UsageError, match=executor), cluster.joined(executor):
        pass


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError) as caught, cluster.joined("dask=tcp://127.0.0.1:9"):
        pass
    assert "diglot[cluster]" in caught.value.help


def test_dask_is_not_imported_with_diglot() -> None:
    check = "import sys, diglot.cli.app, diglot.pipeline, diglot.cluster; print('distributed' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    program = tmp_path / "local_cluster.py"
    program.write_text(CLUSTER, encoding="utf-8")
    more = {"DASK_TEMPORARY_DIRECTORY": str(tmp_path / "dask"), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **more},
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        yield running.stdout.readline().strip()
        running.communicate("\n", timeout=30)


def _build(site: Site, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "diglot", "build", *options],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@needs_dask
@pytest.mark.full
def test_a_cluster_makes_the_same_bytes(site: Site, scheduler: str, tmp_path: Path) -> None:
    for number in range(120):
        source = f"港口观察 {number % 7}"
        day = f"2024-03-{number % 28 + 1:02}"
        site.article(f"{number}.md", capture(f"勒索软件 {number}", source=source, day=day))
    first = _build(site)
    assert first.returncode == 0, first.stderr
    usual = tree(site.output)
    output = tmp_path / "clustered"
    made = _build(site, "--executor", f"dask={scheduler}", "-o", str(output))
    assert made.returncode == 0, made.stderr
    assert tree(output) == usual


@needs_dask
@pytest.mark.full
def test_a_scheduler_that_is_not_there_is_a_message(site: Site) -> None:
    site.article("1.md", capture("一"))
    made = _build(site, "--executor", "dask=tcp://127.0.0.1:9")
    assert made.returncode == 2
    assert "no Dask scheduler answers" in made.stderr
    assert "Traceback" not in made.stderr
