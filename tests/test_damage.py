"""Disks that refuse and caches that rot cost time, and a message; never a page, never a traceback."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from diglot import printing
from diglot.errors import StorageError
from tests.sites import Site, capture, tree

ROOT = Path(__file__).parents[1]
CACHE = ".cache/diglot.sqlite"

needs_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


def diglot(site: Site, *words: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """A build by somebody whom file modes bind: root without its privileges, where root runs this."""
    command = [sys.executable, "-m", "diglot", *words]
    if not os.geteuid():
        if not shutil.which("setpriv"):
            pytest.skip("root can write everywhere, and setpriv is not here")
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]
    if before:
        command = ["unshare", "--mount", "sh", "-c", f'{before} && exec "$@"', "sh", *command]
    return subprocess.run(
        command,
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """One message with the path, exit 4."""
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture
def full(site: Site) -> Site:
    """A site that was built."""
    for number in range(12):
        site.article(f"{number}.md", capture(f"港口 {number}"))
    site.build()
    return site


@needs_modes
@pytest.mark.parametrize("folder", ["site", ".cache"])
def test_a_folder_that_may_not_be_written_is_named(site: Site, folder: str) -> None:
    site.article("a.md", capture("一"))
    (site.root / folder).mkdir()
    (site.root / folder).chmod(0o555)
    refused(diglot(site, "build"), folder, "Permission denied")
    assert not list(site.root.joinpath(folder).iterdir())
    (site.root / folder).chmod(0o755)
    assert diglot(site, "build").returncode == 0


@needs_modes
def test_a_site_that_may_not_be_written_stays_as_it_is(full: Site) -> None:
    before = full.pages()
    for path in (full.output, *full.output.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    full.article("new.md", capture("新的"))
    refused(diglot(full, "build"), "site", "Permission denied")
    assert full.pages() == before
    for path in (full.output, *full.output.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert diglot(full, "build").returncode == 0
    assert "新的" in full.article_page("新的")


@needs_modes
def test_content_that_may_not_be_read_takes_no_page_away(full: Site) -> None:
    before = full.pages()
    articles = full.root / "content/articles"
    articles.chmod(0)
    refused(diglot(full, "build"), "articles", "Permission denied")
    articles.chmod(0o755)
    assert full.pages() == before
    (articles / "3.md").chmod(0)
    done = diglot(full, "build")
    assert done.returncode == 0
    assert "3.md: error: cannot be read: Permission denied" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tmpfs is Linux's")
@pytest.mark.parametrize("size", ["64k", "200k"])
def test_a_cache_on_a_full_disk_is_said(site: Site, size: str) -> None:
    if os.geteuid():
        pytest.skip("mounting a small disk needs root")
    for number in range(40):
        random_text = random.Random(number).randbytes(4000).hex()  # noqa: S311 - fills a disk
        site.article(f"{number}.md", capture(f"港口 {number}", f"词 {random_text}"))
    (site.root / ".cache").mkdir()
    done = diglot(site, "build", before=f"mount -t tmpfs -o size={size} tmpfs .cache")
    if "permission denied" in done.stderr.lower():
        pytest.skip("this machine lets nobody mount")
    refused(done, "diglot.sqlite", "full")


def _cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw))]


def _noise(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) // 4096) * 4096
    return raw[:at] + chance.randbytes(4096) + raw[at + 4096 :]


def _zeros(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) // 4096) * 4096
    return raw[:at] + bytes(4096) + raw[at + 4096 :]


@pytest.mark.parametrize("harm", [_cut, _noise, _zeros])
def test_a_damaged_cache_counts_as_empty(
    full: Site, harm: Callable[[bytes, random.Random], bytes]
) -> None:
    before, raw = full.pages(), (full.root / CACHE).read_bytes()
    for number in range(8):
        for path in (full.root / ".cache").glob("diglot*"):
            path.unlink()
        chance = random.Random(number)  # noqa: S311 - which page, no secret
        (full.root / CACHE).write_bytes(harm(raw, chance))
        if number % 2:
            shutil.rmtree(full.output)
        full.build()
        assert full.pages() == before, number


def test_a_lost_output_folder_is_filled_again(full: Site) -> None:
    before = full.pages()
    shutil.rmtree(full.output)
    full.build()
    assert full.pages() == before


@pytest.mark.parametrize("harm", [_cut, _noise, _zeros])
def test_damaged_templates_are_compiled_again(
    full: Site, harm: Callable[[bytes, random.Random], bytes]
) -> None:
    before = full.pages()
    compiled = [each for each in (full.root / ".cache" / "templates").rglob("*") if each.is_file()]
    assert compiled
    for number, path in enumerate(compiled):
        path.write_bytes(harm(path.read_bytes().ljust(8192), random.Random(number)))  # noqa: S311
    printing._templates.cache_clear()
    full.build(full=True)
    assert full.pages() == before


def test_no_cache_and_an_older_one_cost_time_only(full: Site) -> None:
    import sqlite3

    before = full.pages()
    shutil.rmtree(full.root / ".cache")
    assert full.build().changed == 12
    with sqlite3.connect(full.root / CACHE) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    assert full.build().changed == 12
    assert full.pages() == before


def test_a_disk_that_refuses_is_no_damage(full: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    from diglot import pages

    def refuse(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(pages, "publish", refuse)
    held = (full.root / CACHE).stat().st_ino
    with pytest.raises(StorageError, match="full"):
        full.build()
    assert (full.root / CACHE).stat().st_ino == held, "what the cache knows was thrown away"


@pytest.mark.parametrize("moment", [0, 1_000_000_000, 4_102_444_800])
def test_clocks_that_jump_change_no_byte(
    full: Site, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    import time

    before = full.pages()
    monkeypatch.setattr(time, "time", lambda: float(moment))
    monkeypatch.setattr(time, "time_ns", lambda: moment * 10**9)
    full.build()
    assert full.pages() == before
    full.article("3.md", capture("港口 3", "改过的一段话，说的是另一条船。"))
    os.utime(full.root / "content/articles/3.md", (moment, moment))
    full.build()
    assert "另一条船" in full.article_page("港口 3")
    full.article("3.md", capture("港口 3"))
    os.utime(full.root / "content/articles/3.md", (moment, moment))
    full.build()
    assert full.pages() == before == tree(full.output)
