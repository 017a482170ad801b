"""Reading pages of the real build: on narrow screens, widely spaced, without script, from disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from .conftest import Served
from .kinds import of_every_kind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SPACED = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
document.adoptedStyleSheets.push(sheet);
"""
"""What WCAG 2.2, 1.4.12 lets readers set."""
CLIPPED = """
[...document.body.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  return /hidden|clip/.test(style.overflow) && one.innerText?.trim()
    && !one.matches(".vh, .skip, .lead")
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.outerHTML.slice(0, 120))
"""
"""Leads are cut to two lines by design; the whole of them stands in the article."""


def scrolls(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def narrow(page: Page, address: str, pages: list[str]) -> list[str]:
    """Pages that scroll sideways at 320 px, or where wide spacing hides something."""
    page.route(re.compile("^https:"), lambda route: route.abort())
    found = []
    for path in pages:
        page.goto(address + path, wait_until="domcontentloaded")
        found += [f"{path} scrolls"] if scrolls(page) else []
        page.evaluate(SPACED)
        found += [f"{path} scrolls when spaced"] if scrolls(page) else []
        found += [f"{path} hides {each}" for each in page.evaluate(CLIPPED)]
    return found


@pytest.mark.full
def test_nothing_scrolls_sideways_or_is_clipped(
    page: Page, demo: Served, hard_site: Served
) -> None:
    assert narrow(page, demo.address, demo.pages) == []
    assert narrow(page, hard_site.address, hard_site.pages) == []


@pytest.mark.full
def test_articles_of_the_sample_fit_a_narrow_screen(page: Page, sample: Served) -> None:
    articles = [path for path in sample.pages if path.startswith("a/")]
    assert narrow(page, sample.address, articles[::3]) == []


@pytest.mark.full
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_script_adds_nothing_to_what_can_be_read(
    chromium: Browser, demo: Served, lang: str
) -> None:
    """The same words with script, without, and from disk: but for search, and 404.html, which
    belongs to a host."""
    kinds = of_every_kind(demo.folder, lang)
    kinds = {kind: path for kind, path in kinds.items() if kind not in ("search", "missing")}
    assert len(kinds) >= 15
    contexts = [chromium.new_context(java_script_enabled=script) for script in (True, False)]
    for context in contexts:
        context.route(re.compile("^https:"), lambda route: route.abort())
    pages = [context.new_page() for context in contexts]
    for path in kinds.values():
        words = []
        for address in (demo.address + path, (demo.folder / path).as_uri()):
            for page in pages:
                page.goto(address)
                words.append(page.locator("body").inner_text())
            pages[0].evaluate("localStorage.clear()")
        assert words == [words[0]] * 4, path
    for context in contexts:
        context.close()


def test_links_from_disk_lead_to_pages(chromium: Browser, demo: Served) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((demo.folder / "index.html").as_uri())
    page.click("a.go[hreflang=en]")
    page.click(".entries h3 a >> nth=0")
    assert page.locator("h1").is_visible()
    page.click("a.from")
    page.click("nav.main a >> nth=1")
    page.click(".months h2 a >> nth=0")
    page.click(".calendar a >> nth=0")
    assert page.locator(".entries > li").count() >= 1
    page.click("ul.switch a[hreflang=zh]")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.locator("input[name=theme][value=dark]").check()
    dark = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert dark == "dark"
    context.close()


def test_the_form_of_the_home_page_asks_the_search_page(chromium: Browser, demo: Served) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo.address + "zh/index.html")
    page.fill("input[name=q]", "警察")
    page.click("form.find button")
    assert page.url.startswith(demo.address + "zh/search.html?q=")
    assert page.locator("#fallback a").count() == 3
    context.close()
