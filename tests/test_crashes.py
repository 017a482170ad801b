"""A build that dies leaves whole files, and the next one mends the rest."""

from __future__ import annotations

import multiprocessing
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from diglot.errors import LockedError
from tests.sites import TEXT, Site, capture, tree

ROOT = Path(__file__).parents[1]


def command(folder: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    """A build in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "diglot", "build", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=sys.platform != "win32",
    )


def filled(root: Path, version: int) -> Site:
    site = Site(root)
    for number in range(30):
        day = f"2024-03-{number % 9 + 1:02}"
        text = f"{TEXT['zh']}\n\n版本 {version}。{TEXT['en']}\n\n{TEXT['zh'][::-1]}"
        url = f"https://harbour.example.org/{number}"
        site.article(f"{number}.md", capture(f"第 {number} 篇港口", text, day=day, url=url))
    return site


def kill_at_random(tmp_path: Path, kills: int) -> None:
    """Kill builds of two versions in turn; after each, every file is of one or the other."""
    chance = random.Random(7)  # noqa: S311 - which moment, no secret
    site = filled(tmp_path / "digest", 0)
    reference = [
        filled(tmp_path / f"version-{version}", version).clean(tmp_path / f"clean-{version}")
        for version in (0, 1)
    ]
    started = time.monotonic()
    assert command(site.root).wait() == 0
    usual = time.monotonic() - started
    died = 0
    for number in range(kills):
        filled(site.root, number % 2)
        process = command(site.root)
        time.sleep(chance.uniform(0.1, 1.1) * usual)
        os.killpg(process.pid, signal.SIGKILL)
        died += process.wait() != 0
        for path, content in site.pages().items():
            if path.endswith((".html", ".xml", ".json", ".opml")) and "manifest" not in path:
                assert content in (reference[0].get(path), reference[1].get(path)), path
        if number % 5 == 4:
            assert command(site.root).wait() == 0
            assert site.pages() == reference[number % 2]
    print(f"{died} of {kills} builds were killed before they ended")
    assert died > kills // 3, "the kills came too late to mean anything"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.full
def test_killed_at_two_hundred_moments(tmp_path: Path) -> None:
    kill_at_random(tmp_path, 200)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_a_few_moments(tmp_path: Path) -> None:
    kill_at_random(tmp_path, 10)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_build_that_is_killed_leaves_neither_workers_nor_its_lock(tmp_path: Path) -> None:
    from diglot.lock import locked

    site = filled(tmp_path / "digest", 0)
    pipe, end = os.pipe()
    planted = tmp_path / "planted"
    planted.mkdir()
    (planted / "sitecustomize.py").write_text(
        "import os, time\n"
        "from diglot import captures\n"
        "def _prepare_all(shop, jobs):\n"
        "    os.write(1, b'at work')\n"
        "    time.sleep(60)\n"
        "captures._prepare_all = _prepare_all\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "diglot", "build", "-j", "2"],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": f"{planted}{os.pathsep}{ROOT}"},
        stdout=end,
        stderr=subprocess.DEVNULL,
    )
    os.close(end)
    assert os.read(pipe, 100) == b"at work"
    process.kill()
    process.wait()
    closed, _, _ = select.select([pipe], [], [], 20)
    assert closed, "a worker still has it"
    assert os.read(pipe, 100) == b""
    os.close(pipe)
    with locked(site.root / ".cache" / "lock"):
        pass


def _says_that_it_is_there(parent: Connection) -> None:
    parent.send("there")
    parent.recv()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not fork")
def test_what_is_forked_does_not_keep_the_lock(tmp_path: Path) -> None:
    from diglot.lock import locked

    with locked(tmp_path / "lock"):
        fork = multiprocessing.get_context("fork")
        ours, theirs = fork.Pipe()
        child = fork.Process(target=_says_that_it_is_there, args=(theirs,))
        child.start()
        assert ours.recv() == "there"
    with locked(tmp_path / "lock"):
        assert child.is_alive()
        with pytest.raises(LockedError, match=str(os.getpid())), locked(tmp_path / "lock"):
            pass
    ours.send("go")
    child.join()


def test_two_builds_at_once(tmp_path: Path) -> None:
    from diglot.lock import locked

    site = filled(tmp_path / "digest", 0)
    with locked(site.root / ".cache" / "lock"):
        second = subprocess.run(
            [sys.executable, "-m", "diglot", "build"],
            cwd=site.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode == 5
    assert str(os.getpid()) in second.stderr
    assert command(site.root).wait() == 0


def test_neither_hash_seed_nor_zone_nor_workers_nor_order_change_a_byte(tmp_path: Path) -> None:
    results = []
    for number, (seed, zone, workers) in enumerate([("1", "UTC", "0"), ("2", "Asia/Tokyo", "2")]):
        site = filled(tmp_path / str(number), 0)
        if number:
            for path in sorted((site.root / "content/articles").iterdir(), reverse=True):
                os.utime(path, (1_000_000, 1_000_000))
        build = command(site.root, "-j", workers, PYTHONHASHSEED=seed, TZ=zone, LC_ALL="C.UTF-8")
        assert build.wait() == 0
        results.append(tree(site.output))
    assert results[0] == results[1]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tmpfs is Linux's")
def test_a_full_disk_is_said_and_what_is_there_stays_whole(tmp_path: Path) -> None:
    if os.geteuid() or not shutil.which("unshare"):
        pytest.skip("mounting a small disk needs root and unshare")
    site = filled(tmp_path / "digest", 0)
    (site.root / "small").mkdir()
    script = (
        "mount -t tmpfs -o size=160k tmpfs small && "
        f"{sys.executable} -m diglot build -o small/site; code=$?; "
        "find small -name '*.html' | xargs -r grep -L '</html>' > torn; exit $code"
    )
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if "permission denied" in done.stderr.lower() or "unshare" in done.stderr:
        pytest.skip("this machine lets nobody mount")
    assert done.returncode == 4, done.stderr
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
    assert (site.root / "torn").read_text(encoding="utf-8") == ""
