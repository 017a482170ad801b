"""The Chromium that browser tests use; without one they are skipped, with a reason."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

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
"""Set where a missing browser is a failure and not a reason to skip."""


def executable() -> str:
    """The system's Chromium; skips the test, or fails it where a browser is required."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((path for name in names if (path := shutil.which(name))), "")
    if not found:
        what = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get(REQUIRED):
            pytest.fail(what)
        pytest.skip(what)
    return found


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
