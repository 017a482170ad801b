"""What other people's checkers say of pages of the real build: vnu, lychee, Lighthouse."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests import browsers
from tests.links import broken

from .conftest import Served
from .kinds import of_every_kind

pytestmark = pytest.mark.full
MEASURED = ("home", "article-zh-en", "tag", "archive", "stats")
CATEGORIES = {"performance": 1, "accessibility": 1, "best-practices": 1, "seo": 1}


def nu_html_checker(folder: Path) -> list[str]:
    """Errors of the Nu Html Checker in every page below a folder."""
    jar = browsers.module("vnu-jar/build/dist/vnu.jar")
    command = [browsers.java(), "-Xss4m", "-jar", str(jar), "--skip-non-html", "--errors-only"]
    done = subprocess.run(
        [*command, "--format", "gnu", str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    found = done.stderr.splitlines()
    assert bool(found) == bool(done.returncode), done
    return found


def test_demo_is_valid_html(demo: Served) -> None:
    assert nu_html_checker(demo.folder) == []


def test_what_is_hard_to_set_is_valid_html(hard_site: Served) -> None:
    assert nu_html_checker(hard_site.folder) == []


def test_sample_is_valid_html_and_its_links_lead_somewhere(sample: Served) -> None:
    articles = [page for page in sample.pages if page.startswith("a/")]
    assert len(articles) == 300
    assert nu_html_checker(sample.folder) == []
    assert list(broken(sample.folder)) == []


def lychee(*arguments: str) -> dict[str, Any]:
    """What lychee found, as its JSON says; `error_map` holds the links that lead nowhere."""
    done = subprocess.run(
        [browsers.program("lychee"), "--no-progress", "--format", "json", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 2), done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_links_and_fragments_of_the_demo_from_disk(demo: Served) -> None:
    pages = [str(demo.folder / page) for page in demo.pages if page != "404.html"]
    told = lychee("--offline", "--include-fragments", "--index-files", "index.html", *pages)
    assert told["successful"] > 2000
    assert told["error_map"] == {}


def test_links_and_fragments_of_the_demo_below_a_sub_path(demo: Served) -> None:
    """The pages as served, 404.html among them, and every address in their heads."""
    here = f"^{demo.address.removesuffix('digest/')}"
    pages = [demo.address + page for page in demo.pages]
    told = lychee("--include-fragments", "--include", here, "--exclude", ".*", *pages)
    assert told["successful"] > 2000
    assert told["error_map"] == {}


def test_checkers_notice_what_is_broken(tmp_path: Path) -> None:
    """A page with a fault of each kind, so that silence means something."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><title>x</title><p id=a><a href='#b'>b</a>"
        "<a href='gone.html'>gone</a><p id=a><div></p></div>",
        encoding="utf-8",
    )
    assert len(nu_html_checker(tmp_path)) >= 2
    told = lychee("--offline", "--include-fragments", str(tmp_path / "index.html"))
    assert sum(map(len, told["error_map"].values())) == 2


@pytest.mark.browser
@pytest.mark.parametrize("form", ["mobile", "desktop"])
@pytest.mark.parametrize("kind", MEASURED)
def test_lighthouse_gives_100(demo: Served, kind: str, form: str, tmp_path: Path) -> None:
    lang = "en" if kind in ("tag", "stats") else "zh"
    page = of_every_kind(demo.folder, lang, remote=False)[kind]  # a lost picture is an error
    flags = [*browsers.FLAGS, "--headless=new", f"--user-data-dir={tmp_path / 'profile'}"]
    subprocess.run(
        [
            browsers.program("node"),
            str(browsers.module("lighthouse/cli/index.js")),
            demo.address + page,
            "--quiet",
            "--no-enable-error-reporting",
            "--output=json",
            f"--output-path={tmp_path / 'told.json'}",
            f"--chrome-flags={' '.join(flags)}",
            *(["--preset=desktop"] if form == "desktop" else []),
        ],
        env={**os.environ, "CHROME_PATH": browsers.executable()},
        check=True,
        capture_output=True,
    )
    told = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    scores = {name: category["score"] for name, category in told["categories"].items()}
    lost = [
        f"{name}: {audit.get('displayValue') or audit['title']}"
        for name, audit in told["audits"].items()
        if audit["score"] not in (None, 1)
    ]
    assert scores == CATEGORIES, lost
