"""axe on pages of the real build: WCAG 2.2 AA and best practice, light and dark, phone and desktop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests import browsers

from .conftest import Served
from .kinds import of_every_kind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.full]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
KINDS = {
    "home", "day", "month", "year", "archive", "tag", "tags", "source", "sources", "search",
    "stats", "authored", "choice", "missing",
}  # fmt: skip
SIZES = ({"width": 390, "height": 844}, {"width": 1280, "height": 800})


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(bypass_csp=True)
    context.add_init_script(path=browsers.module("axe-core/axe.min.js"))
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds in every size and colour scheme, as `scheme width rule: element`."""
    found = []
    for scheme in ("light", "dark"):
        for size in SIZES:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)  # type: ignore[arg-type]  # playwright's own TypedDict
            told: dict[str, Any] = page.evaluate("tags => axe.run({ runOnly: tags })", RULES)
            assert told["passes"]
            found += [
                f"{scheme} {size['width']} {fault['id']}: {node['html'][:160]}"
                for fault in told["violations"]
                for node in fault["nodes"]
            ]
    return found


def looked_at(
    page: Page, site: Served, lang: str, seen: frozenset[str] = frozenset()
) -> tuple[set[str], list[str]]:
    """The kinds of pages seen, and what is wrong with them in any of their views.

    Pages that are in every language are seen with those of the first; kinds already `seen` are not.
    """
    kinds, found = {k: p for k, p in of_every_kind(site.folder, lang).items() if k not in seen}, []
    if lang != "zh":
        kinds = {kind: path for kind, path in kinds.items() if path.startswith(lang)}
    for kind, path in kinds.items():
        views = ["both", *kind.split("-")[1:]] if kind.count("-") > 1 else [""]
        page.goto(site.address + path)
        for view in views:
            if view:
                page.locator(f"input[name=view][value={view}]").check()
            found += [f"{path} {view} {fault}" for fault in violations(page)]
    return set(kinds), found


def test_demo_has_no_violations_in_chinese(page: Page, demo: Served) -> None:
    kinds, found = looked_at(page, demo, "zh")
    assert kinds >= KINDS | {"article-zh-en", "article-en-zh", "article-alone"}
    assert found == []


def test_demo_has_no_violations_in_english(page: Page, demo: Served) -> None:
    kinds, found = looked_at(page, demo, "en")
    assert kinds >= KINDS - {"choice", "missing"}
    assert found == []


def test_what_is_hard_to_set_has_no_violations(page: Page, hard_site: Served) -> None:
    alike = frozenset(KINDS - {"home", "day", "month", "tag", "source"})
    kinds, found = looked_at(page, hard_site, "zh", alike)
    assert kinds >= {"home", "article-zh-en", "article-en-zh", "article-it-zh-en", "article-alone"}
    assert found == []


def test_results_of_a_search_have_no_violations(page: Page, demo: Served) -> None:
    page.goto(demo.address + "zh/search.html?q=警")
    page.locator("#results > li").first.wait_for()
    assert violations(page) == []
