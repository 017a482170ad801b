"""The editor's own words: notes above lists and articles, pages in the menu."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.publish.conftest import fill
from tests.sites import Site

MENU = re.compile(r'<nav class="main".*?</nav>', re.S)
LINK = re.compile(r'<a href="([^"]+)"[^>]*>([^<]+)</a>')

ENTRY = re.compile(r'/a/\w\w/(\w{10})\.html[#"]')


def menu(site: Site, path: str) -> list[str]:
    found = MENU.search(site.page(path))
    assert found
    return [name for _, name in LINK.findall(found[0])]


@pytest.mark.parametrize("path", ["2024/03/05", "tags/harbour", "sources/lamp-post"])
@pytest.mark.parametrize(("lang", "words"), [("zh", "关于"), ("en", "About")])
def test_a_note_stands_above_its_list_in_its_language(
    path: str, lang: str, words: str, harbour: Site
) -> None:
    page = harbour.page(f"{lang}/{path}.html").partition("<main")[2].partition("</main>")[0]
    note = page.find(f"<p>{words} ")
    assert 0 < note < ENTRY.search(page).start()  # type: ignore[union-attr]  # there are entries
    assert {"关于": "About", "About": "关于"}[words] not in page


@pytest.mark.parametrize("path", ["zh/2024/03/05/1.html", "zh/tags/harbour/1.html"])
def test_it_stands_on_the_newest_page_of_several_only(path: str, harbour: Site) -> None:
    page = harbour.page(path).partition("<main")[2].partition("</main>")[0]
    assert "关于 " not in page
    assert "港口夜查" in page


def test_pages_of_a_list_hold_each_entry_once(harbour: Site) -> None:
    numbered = sorted((harbour.output / "zh/tags/harbour").glob("*.html"))
    pages = [harbour.page("zh/tags/harbour.html")]
    pages += [path.read_text(encoding="utf-8") for path in numbered]
    ids = [set(ENTRY.findall(page.partition("<main")[2])) for page in pages]
    assert [len(each) for each in ids] == [6, 10, 10]
    assert len(set().union(*ids)) == 26


def test_pages_of_the_editors_stand_in_the_menu_in_the_order_they_set(harbour: Site) -> None:
    assert menu(harbour, "zh/index.html")[-2:] == ["手艺", "关于"]
    assert menu(harbour, "en/index.html")[-1:] == ["About"]
    assert "手艺" not in menu(harbour, "en/index.html")


def test_a_note_that_goes_leaves_its_page(tmp_path: Path) -> None:
    site = fill(Site(tmp_path))
    site.build()
    site.remove("content/notes/tags/harbour.zh.md")
    site.remove("content/notes/days/2024-03-05.zh.md")
    site.build()
    for path in ("zh/tags/harbour.html", "zh/2024/03/05.html"):
        assert "关于 " not in site.page(path).partition("<main")[2].partition("</main>")[0]
