"""The reload script in a real browser, under the policy that every page carries."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from diglot.serve.server import PreviewServer
from tests.sites import Site, capture

if TYPE_CHECKING:
    from playwright.sync_api import Page

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(
    (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def page(previewed: tuple[Site, PreviewServer]) -> Iterator[Page]:
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.goto(previewed[1].url + "zh/index.html")
        yield page
        browser.close()


def test_an_open_page_reloads_and_shows_what_is_wrong(
    previewed: tuple[Site, PreviewServer], page: Page
) -> None:
    site, server = previewed
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    title = page.locator("main").get_by_text("港口晨查").first
    site.article("2024/03/05/a.md", capture("港口晨查"))
    version = server.board.state.version
    while server.board.state.version == version:
        page.wait_for_timeout(5)
    title.wait_for(timeout=5000)

    site.write("diglot.toml", 'base_url = "https://me.github.io/digest/"\npage_size = 1\n')
    overlay = page.locator("diglot-overlay section")
    overlay.wait_for(timeout=5000)
    text = overlay.inner_text()
    assert "diglot.toml:2" in text
    assert "page_size" in text
    style = overlay.evaluate("it => getComputedStyle(it).position")
    assert style == "fixed", "the page's policy lets the overlay's style in"

    site.write("diglot.toml", 'base_url = "https://me.github.io/digest/"\n')
    overlay.wait_for(state="detached", timeout=5000)
    assert [text for text in refused if re.search("Content Security Policy", text)] == []
