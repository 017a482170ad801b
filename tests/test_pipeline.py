"""What a rebuild after a small change does, and which process does it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from diglot import pipeline, workers
from diglot.inputs import Inputs, gather
from diglot.project import Project
from tests.sites import Site, capture

ROOT = Path(__file__).parents[1]
BUILD = """
import sys
from diglot.cli import main
try:
    main(["build", "-j", "2"])
except SystemExit as ended:
    assert not ended.code, ended.code
print("jinja2" in sys.modules)
"""


def site_of(root: Path) -> Site:
    """A small site with settings, which the command line wants."""
    site = Site(root)
    site.write("diglot.toml", "")
    for number in range(9):
        site.article(f"2024/{number % 3}/{number}.md", capture(f"港口 {number}"))
    return site


def loads_jinja(site: Site) -> bool:
    """Whether the process that builds loads what renders pages."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1] == "True"


@pytest.mark.skipif(sys.platform != "linux", reason="workers that are spawned do not print")
@pytest.mark.parametrize("early", [True, False])
def test_the_worker_that_makes_a_few_captures_prints_their_pages(
    tmp_path: Path, early: bool
) -> None:
    site = site_of(tmp_path / "digest")
    loads_jinja(site)
    site.article("2024/2/new.md", capture("新的灯"))
    then = time.time() + (60 if early else -86400)
    os.utime(site.root / "content/articles/2024/2", (then, then))
    assert not loads_jinja(site)
    assert "新的灯" in site.page("zh/2024/03/05.html")
    assert site.pages() == site.clean(tmp_path / "clean")


def calls(monkeypatch: pytest.MonkeyPatch, site: Site) -> list[str]:
    """In which order a build gets a worker ready and looks at the content."""
    found: list[str] = []

    def gathering(project: Project, languages: tuple[str, ...], *, shared: bool) -> Inputs:
        found.append("walk")
        return gather(project, languages, shared=shared)

    with monkeypatch.context() as patch:
        patch.setattr(workers, "make_ready", lambda *_: found.append("ready"))
        patch.setattr(pipeline, "gather", gathering)
        site.build(workers=2)
    return found


def test_a_worker_is_ready_before_the_walk_where_the_newest_folder_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_of(tmp_path / "digest")
    articles = site.root / "content/articles"
    for path in [articles, *articles.rglob("*")]:
        os.utime(path, (1, 1))
    site.build()
    assert calls(monkeypatch, site) == ["walk"], "nothing changed"
    then = time.time() + 60
    os.utime(articles / "2024" / "2", (then, then))
    assert calls(monkeypatch, site) == ["ready", "walk"]
    os.utime(articles / "2024" / "2", (1, 1))
    site.article("2024/0/0.md", capture("港口 0", "另一篇文章。"))
    assert calls(monkeypatch, site) == ["walk", "ready"], "an article of an older day was edited"
