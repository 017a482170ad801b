"""What leads from one page to the next: days, related articles, calendars, indexes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.publish.conftest import SETTINGS
from tests.sites import TEXT, Site, capture

TAGS = """
[registry]
defaults = false
[[tag]]
slug = "harbour"
zh = "港口"
en = "Harbour"
match = ["港口"]
[[tag]]
slug = "seal"
zh = "印章"
en = "A seal"
match = ["印章"]
[[tag]]
slug = "lamp"
zh = "灯"
en = "The lamp"
match = ["灯塔"]
"""
SOURCES = """
[[group]]
slug = "ports"
zh = "港口媒体"
en = "Port press"
[[source]]
name = "港口观察"
slug = "watch"
zh = "港口观察"
en = "Harbour Watch"
group = "ports"
"""
RELATED = """
{text}

往期推荐

[港口丁](https://harbour.example.org/d?utm_source=x)

[别处的一篇](https://elsewhere.example.org/1)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("neighbours"))
    site.write("diglot.toml", SETTINGS)
    site.write("content/tags.toml", TAGS)
    site.write("content/sources.toml", SOURCES)
    text = f"{TEXT['zh']}\n\n{TEXT['zh'][::-1]}"
    for name, title, more in (
        ("a", "港口甲：印章", ""),
        ("b", "港口乙", ""),
        ("c", "港口丙", RELATED),
        ("d", "港口丁：印章", ""),
    ):
        day = "2024-03-04" if name == "d" else "2024-03-05"
        body = (more or "{text}").format(text=text)
        url = f"https://harbour.example.org/{name}"
        url = "https://mp.weixin.qq.com/s?__biz=MzA0000==&mid=260001&idx=1" if more else url
        site.article(f"2024/03/05/{name}.md", capture(title, body, day=day, url=url))
    twin = capture("港口乙", TEXT["zh"], url="https://harbour.example.org/b?utm_medium=feed")
    site.article("2024/03/06/b.md", twin.replace("港口观察", "转载者"))
    lamp = capture("灯塔", text, day="2022-12-31", url="https://lamps.example.org/1")
    site.article("2022/12/31/l.md", lamp.replace("港口观察", "Lamp Post"))
    site.build()
    return site


def after(site: Site, title: str) -> str:
    """What stands below an article."""
    return site.article_page(title).partition('<div class="after')[2]


def page_of(site: Site, title: str) -> str:
    (path,) = [
        path.relative_to(site.output).as_posix()
        for path in sorted((site.output / "a").rglob("*.html"))
        if f"<title>{title}</title>" in path.read_text(encoding="utf-8")
    ]
    return path


def test_the_next_and_the_last_article_of_a_day(site: Site) -> None:
    day = site.page("zh/2024/03/05.html")
    order = [name for name in re.findall(r"港口[甲乙丙]", day.partition("<main")[2]) if name]
    first, middle, last = dict.fromkeys(order)
    beside = after(site, middle).partition("</nav>")[0]
    assert first in beside
    assert last in beside
    assert "港口丁" not in beside, "of another day"
    only = after(site, "港口丁")
    assert 'class="beside"' not in only, "the only one of its day"


def test_an_article_captured_twice_says_where_else(site: Site) -> None:
    assert "转载者" in after(site, "港口乙")
    assert "转载者" not in after(site, "港口甲")
    assert len(list((site.output / "a").rglob("*.html"))) == 5


def test_declared_articles_of_the_archive_are_linked_within_it(site: Site) -> None:
    related = after(site, "港口丙")
    assert f'href="../../{page_of(site, "港口丁：印章")}"' in related
    assert "harbour.example.org/d" not in related
    assert 'href="https://elsewhere.example.org/1"' in related


def test_more_is_of_the_rarest_tag(site: Site) -> None:
    more = after(site, "港口甲").partition("港口丁")
    assert more[1], "two articles have a seal, four a harbour"
    assert "港口丙" not in after(site, "港口甲").partition("</section>")[0]


@pytest.mark.parametrize(("lang", "count"), [("zh", "4 篇文章"), ("en", "4 articles")])
@pytest.mark.parametrize("path", ["2024.html", "2024/03.html"])
def test_months_and_years_are_counted(path: str, lang: str, count: str, site: Site) -> None:
    assert count in site.page(f"{lang}/{path}")


def test_the_archive_leads_to_years_and_months(site: Site) -> None:
    page = site.page("en/archive.html")
    assert "5 articles" in page
    years = re.findall(r'href="\.\./en/(\d{4})\.html"', page)
    assert years == ["2024", "2022"]
    assert 'href="../en/2022/12.html"' in page
    assert 'href="../../en/2024/03/05.html"' in site.page("en/2024/03.html")


def test_tags_stand_by_count_and_by_name(site: Site) -> None:
    page = site.page("zh/tags/index.html").partition("<main")[2]
    names = re.findall(r"tags/(harbour|seal|lamp)\.html", page)
    assert names[:3] == ["harbour", "seal", "lamp"], "by count"
    assert names[3:] == ["lamp", "harbour", "seal"], "deng, gang, yin"
    english = site.page("en/tags/index.html").partition("<main")[2]
    assert re.findall(r"tags/(harbour|seal|lamp)\.html", english)[3:] == ["seal", "harbour", "lamp"]


def test_sources_stand_in_their_groups_under_their_names(site: Site) -> None:
    for lang, group, name, rest in (
        ("zh", "港口媒体", "港口观察", "其他来源"),
        ("en", "Port press", "Harbour Watch", "Other sources"),
    ):
        page = site.page(f"{lang}/sources/index.html").partition("<main")[2]
        assert page.index(group) < page.index(name) < page.index(rest) < page.index("Lamp Post")
        assert "watch.html" in page


def test_a_second_tag_of_the_same_path_is_an_error_naming_both(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("content/tags.toml", TAGS + '[[tag]]\nslug = "seal"\nzh = "海豹"\nen = "Seals"\n')
    site.article("a.md", capture("港口甲：印章"))
    (finding,) = [each for each in site.build().findings if each.severity == "error"]
    for words in ("印章 / A seal", "海豹 / Seals", "tags/seal.html"):
        assert words in finding.what
    assert finding.line == 19
