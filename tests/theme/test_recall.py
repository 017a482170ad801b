"""What readers find in the real archive's search, beside a plain search of its pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bench.search import QUERIES, page_text, plain

from .conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ANSWERED = """() => {
  const status = document.querySelector("#status");
  return !["", status.dataset.searching].includes(status.textContent);
}"""
pytestmark = [pytest.mark.browser, pytest.mark.full]


def test_what_pages_say_is_found_from_both_languages(chromium: Browser, sample: Served) -> None:
    """At least 99 % of it, at most 2 % of anything else; from either language the same."""
    texts = {
        path: page_text((sample.folder / path).read_text(encoding="utf-8"))
        for path in sample.pages
        if path.startswith("a/")
    }
    page = chromium.new_page(bypass_csp=True)  # or Playwright could not wait for a condition
    missed, noise, wanted = set(), set(), set()
    for query in QUERIES:
        truth = {path for path, text in texts.items() if plain(query).search(text)}
        wanted |= {(query, path) for path in truth}
        for lang in ("zh", "en"):
            page.goto(f"{sample.address}{lang}/search.html?q={query}")
            page.wait_for_function(ANSWERED)
            while page.is_visible("#more"):
                shown = page.locator("#results > li").count()
                page.click("#more")
                page.locator(f"#results > li:nth-child({shown + 1})").wait_for()
            links = page.locator("#results h2 a").evaluate_all("all => all.map(a => a.href)")
            found = {re.sub(r"#.*", "", link).removeprefix(sample.address) for link in links}
            assert not found or str(len(found)) in page.inner_text("#status").replace(",", "")
            missed |= {(query, path) for path in truth - found}
            noise |= {(query, path) for path in found - truth}
    assert len(wanted) > 40
    assert len(missed) <= len(wanted) / 100, missed
    assert len(noise) <= len(wanted) / 50, noise
    page.close()
