"""What templates cannot show by themselves: which language is seen, with and without script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from . import preview
from .contexts import every

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("theme")
    preview.main(made)
    return made


def seen(page: Page) -> set[str]:
    """Languages of the first row and of the interface that are displayed: `zh`, `ui-en` …"""
    return {
        name
        for name, selector in {
            "zh": "#zh-1",
            "en": "#en-1",
            "ui-zh": "nav.main .u1",
            "ui-en": "nav.main .u2",
        }.items()
        if page.locator(selector).first.is_visible()
    }


ASKED = [
    ("", {"zh", "en", "ui-zh", "ui-en"}),
    ("#en", {"en", "ui-en"}),
    ("#zh", {"zh", "ui-zh"}),
    ("#en-12", {"en", "ui-en"}),
    ("#p-12", {"zh", "en", "ui-zh", "ui-en"}),
]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize(("asked", "shown"), ASKED)
def test_address_chooses_the_view(
    folder: Path, chromium: Browser, asked: str, shown: set[str], script: bool
) -> None:
    page = chromium.new_page(java_script_enabled=script)
    page.goto((folder / "article.html").as_uri() + asked)
    assert seen(page) == shown
    page.locator("input[name=view][value=zh]").check()
    assert seen(page) == {"zh", "ui-zh"}
    page.locator("input[name=view][value=en]").check()
    assert seen(page) == {"en", "ui-en"}
    assert page.locator("#zh-5").is_visible()  # untranslated: the original stands in
    page.locator("input[name=view][value=both]").check()
    assert {"zh", "en"} <= seen(page)
    page.close()


def test_choices_are_remembered_and_links_show_what_is_seen(
    folder: Path, chromium: Browser
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    article = (folder / "article.html").as_uri()
    page.goto((folder / "en-home.html").as_uri())
    page.locator("input[name=theme][value=dark]").check()
    page.goto(article)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.locator("input[name=theme][value=dark]").is_checked()
    assert seen(page) == {"zh", "en", "ui-en"}
    page.locator("input[name=view][value=zh]").check()
    assert page.url == article + "#zh"
    page.locator("#p-3").hover()
    page.locator("#p-3 > a").click()
    assert page.url == article + "#zh-3"
    page.goto("about:blank")
    page.goto(article)
    assert seen(page) == {"zh", "ui-zh"}
    context.close()


def test_changing_the_view_keeps_the_place(folder: Path, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 500})
    page.goto((folder / "article.html").as_uri())
    page.evaluate("document.querySelector('#p-11').scrollIntoView()")
    top = "document.querySelector('#p-11').getBoundingClientRect().top"
    before = page.evaluate(top)
    page.locator("input[name=view][value=en]").check()
    assert page.evaluate(top) == pytest.approx(before, abs=2)
    page.close()


def test_no_page_scrolls_sideways_and_none_breaks_its_policy(
    folder: Path, chromium: Browser
) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    wide = []
    for path, _, _ in every():
        page.goto((folder / path).as_uri())
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []
    assert [text for text in said if "Content Security" in text] == []
    page.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_article_in_one_language_switches_its_interface(
    folder: Path, chromium: Browser, script: bool
) -> None:
    page = chromium.new_page(java_script_enabled=script)
    page.goto((folder / "en-home.html").as_uri())
    page.goto((folder / "article-alone.html").as_uri())
    assert seen(page) == ({"zh", "ui-en"} if script else {"zh", "ui-zh", "ui-en"})
    page.locator("ul.switch a[href='#zh']").click()
    assert seen(page) == {"zh", "ui-zh"}
    page.locator("ul.switch a[href='#en']").click()
    assert seen(page) == {"zh", "ui-en"}
    page.close()


def test_foreign_original_keeps_an_interface(folder: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto((folder / "article-it.html").as_uri() + "#it")
    assert page.locator("#it-1").is_visible()
    assert seen(page) == {"ui-zh", "ui-en"}
    page.goto((folder / "article-it.html").as_uri() + "#en")
    assert not page.locator("#it-1").is_visible()
    assert page.locator("#it-5").is_visible()  # stands in for the missing translation
    assert seen(page) == {"en", "ui-en"}
    page.close()
