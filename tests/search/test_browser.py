"""Search as a reader has it: in a browser, below a sub-path, from both languages."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.search.test_index import APT, LAW, TAGS
from tests.sites import Site, capture

pytest.importorskip("playwright.sync_api")
from tests import browsers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).parents[2] / "templates" / "static" / "search.js"
PO = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n\n'
    'msgctxt "title"\nmsgid "国际刑警的新中心"\nmsgstr "A new centre <b>for</b> Interpol"\n'
)


class _Handler(SimpleHTTPRequestHandler):
    """The site below `/digest/`, with some files failing where a test says so."""

    failing: tuple[str, ...] = ()

    def do_GET(self) -> None:
        if any(part in self.path for part in self.failing):
            self.send_error(503)
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/digest"))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("found") / "digest")
    site.write("content/tags.toml", TAGS)
    site.article("2024/03/05/law.md", capture("国际刑警的新中心", f"{LAW}\n\n{LAW[::-1]}"))
    site.article("2024/03/06/apt.md", capture("A flaw", f"{APT}\n\n{LAW}", day="2024-03-06"))
    site.article("2024/03/07/proto.md", capture("constructor", "__proto__，警察在码头。" * 9))
    for number in range(24):
        day = f"2023-02-{number + 1:02}"
        body = f"第{number}号货船在夜里进港，船长说风很大，浪很高，雨也不小，灯都灭了。"
        site.article(f"2023/02/{number + 1:02}/n.md", capture(f"货船{number}", body * 2, day=day))
    site.write("content/translations/en/2024/03/05/law.po", PO)
    site.build()
    return site.output


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.running() as running:
        yield running


@pytest.fixture
def address(output: Path) -> Iterator[str]:
    handler = partial(_Handler, directory=str(output))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/digest/"
        server.shutdown()
        thread.join()
    _Handler.failing = ()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def ask(page: Page, address: str, query: str = "", lang: str = "zh") -> None:
    """Open the search page with a query and wait for an answer."""
    page.goto(f"{address}{lang}/search.html{query}")
    answered(page)


def answered(page: Page) -> None:
    page.locator("#status:not(:empty)").wait_for()
    page.wait_for_timeout(300)  # what was typed is searched for after a pause
    for _ in range(50):
        if "…" not in page.inner_text("#status"):
            return
        page.wait_for_timeout(50)


def titles(page: Page) -> list[str]:
    return page.locator("#results h2").all_inner_texts()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("国际刑警", 2),
        ("國際刑警", 2),
        ("警", 3),
        ("APT攻击", 1),
        ("ransom", 1),
        ("CVE-2022", 1),
        ("CVE-20", 1),
        ("munchen", 1),
        ("interpol", 1),
        ("__proto__", 1),
        ("constructor", 1),
        ("Policing", 3),
    ],
)
def test_what_is_there_is_found_from_both_languages(
    page: Page, address: str, lang: str, query: str, count: int
) -> None:
    ask(page, address, f"?q={query}", lang)
    assert len(titles(page)) == count
    assert str(count) in page.inner_text("#status")
    assert page.locator("#status").get_attribute("role") == "status"
    assert not page.is_visible("#fallback")


def test_a_result_looks_like_an_entry_and_is_only_text(page: Page, address: str) -> None:
    ask(page, address, "?q=国际刑警", "en")
    first = page.locator("#results > li").first
    assert first.locator("h2 a").inner_text() == "A new centre <b>for</b> Interpol"
    href = first.locator("h2 a").get_attribute("href") or ""
    assert href.startswith(address + "a/")
    assert href.endswith("#en")
    other = first.locator("p.other")
    assert (other.inner_text(), other.get_attribute("lang")) == ("国际刑警的新中心", "zh-Hans")
    assert first.locator("p.lead mark").first.inner_text() == "国际刑警"
    assert first.locator("p.lead").get_attribute("lang") == "zh-Hans"
    assert first.locator("time").get_attribute("datetime") == "2024-03-05"
    assert first.locator("time").inner_text() == "5 Mar 2024"
    assert first.locator("a.from").inner_text() == "港口观察"
    page.click("#results > li:first-child a.tag:text-is('Policing')")
    assert page.locator("h1").inner_text() == "Policing"


def test_traditional_queries_mark_simplified_text(page: Page, address: str) -> None:
    ask(page, address, "?q=國際刑警")
    assert page.locator("#results mark").first.inner_text() == "国际刑警"


def test_typing_searches_and_the_address_can_be_shared(page: Page, address: str) -> None:
    page.goto(f"{address}zh/search.html")
    page.locator("#filters:not([hidden])").wait_for()
    page.fill("#q", "国际刑警")
    answered(page)
    page.select_option("select[name=tag]", "police")
    page.select_option("select[name=period]", "2024-03")
    answered(page)
    assert len(titles(page)) == 2
    page.goto(page.url)
    answered(page)
    assert page.input_value("#q") == "国际刑警"
    assert page.input_value("select[name=period]") == "2024-03"
    assert len(titles(page)) == 2


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("?q=警察&period=2024", 3),
        ("?q=警察&period=2023", 0),
        ("?q=警察&lang=zh", 3),
        ("?q=警察&lang=en", 1),
        ("?q=警察&source=nobody", 0),
        ("?tag=police", 3),
    ],
)
def test_filters_let_through_what_they_say(
    page: Page, address: str, filters: str, count: int
) -> None:
    ask(page, address, filters)
    assert len(titles(page)) == count
    if not count:
        assert page.inner_text("#status") == page.get_attribute("#status", "data-none")


def test_more_results_come_when_asked_for(page: Page, address: str) -> None:
    ask(page, address, "?q=货船")
    assert titles(page) == [f"货船{number}" for number in range(23, 13, -1)]
    page.click("#more")
    page.locator("#results > li:nth-child(20)").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "货船13"
    page.click("#more")
    page.locator("#results > li:nth-child(24)").wait_for()
    assert not page.is_visible("#more")


def test_long_names_of_sources_do_not_widen_a_narrow_page(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    ask(page, address, "?q=货船")
    name = "x" * 200
    page.locator("select[name=source]").evaluate("(box, x) => box.add(new Option(x))", name)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_failure_is_said_and_over_when_it_is_over(page: Page, address: str) -> None:
    _Handler.failing = ("search/t/",)
    ask(page, address, "?q=货船")
    assert page.inner_text("#status") == page.get_attribute("#status", "data-failed")
    assert page.is_visible("#fallback")
    _Handler.failing = ()
    page.click("#search button")
    page.locator("#results > li").first.wait_for()
    assert not page.is_visible("#fallback")


def test_from_disk_the_page_says_where_else_to_look(page: Page, output: Path) -> None:
    page.goto((output / "zh" / "search.html").as_uri())
    assert page.is_visible("#offline")
    assert page.is_visible("#fallback a")


def test_without_script_the_page_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}en/search.html?q=x")
    assert page.is_visible("#fallback noscript")
    context.close()


def test_the_script_is_small_and_sets_text_only() -> None:
    text = SCRIPT.read_bytes()
    assert len(gzip.compress(text, 9)) <= 4_000
    assert b"innerHTML" not in text
    assert b"insertAdjacent" not in text
