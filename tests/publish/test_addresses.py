"""What search engines are told: languages of a list, one address a page, the sitemap, robots."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from diglot.publish.pages import sitemap
from tests.publish.conftest import BASE, SETTINGS, fill
from tests.sites import Site

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LISTS = (
    "index.html",
    "archive.html",
    "2024.html",
    "2024/03.html",
    "2024/03/05.html",
    "2024/03/05/1.html",
    "2024/03/06.html",
    "undated.html",
    "tags/index.html",
    "tags/harbour.html",
    "tags/harbour/1.html",
    "tags/lamps.html",
    "sources/index.html",
    "sources/lamp-post.html",
    "search.html",
    "stats.html",
    "about.html",
)
"""One of each kind of list page, below a language's folder."""


@dataclass
class Head(HTMLParser):
    """What a page's head says."""

    canonical: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    data: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feeds: list[tuple[str, str]] = []
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "link" and found.get("rel") == "canonical":
            assert not self.canonical, "one canonical address"
            self.canonical = found["href"]
        elif tag == "link" and "hreflang" in found:
            assert found["hreflang"] not in self.alternates, "one address a language"
            self.alternates[found["hreflang"]] = found["href"]
        elif tag == "link" and found.get("rel") == "alternate":
            self.feeds.append((found["type"], found["href"]))
        elif tag == "meta" and "content" in found:
            self.meta[found.get("property") or found.get("name", "")] = found["content"]
        self._in_data = tag == "script" and found.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        self.data += data if self._in_data else ""


def head(site: Site, path: str) -> Head:
    found = Head()
    found.feed(site.page(path).partition("</head>")[0])
    return found


def path_of(address: str) -> str:
    assert address.startswith(BASE), address
    path = address.removeprefix(BASE)
    return path + "index.html" if not path or path.endswith("/") else path


def pages(site: Site) -> list[str]:
    return [p.relative_to(site.output).as_posix() for p in sorted(site.output.rglob("*.html"))]


def test_every_kind_of_list_is_there(harbour: Site) -> None:
    assert set(pages(harbour)).issuperset(
        f"{lang}/{name}" for lang in ("zh", "en") for name in LISTS
    )


def test_languages_of_every_list_name_each_other(harbour: Site) -> None:
    """Reciprocal, absolute, with themselves among them and an x-default: Google's four rules."""
    seen = 0
    for path in pages(harbour):
        found = head(harbour, path)
        if not found.alternates:
            continue
        seen += 1
        assert set(found.alternates) == {"zh-Hans", "en", "x-default"}, path
        assert found.canonical in found.alternates.values(), path
        for hreflang, address in found.alternates.items():
            other = head(harbour, path_of(address))
            assert other.alternates == found.alternates, (path, hreflang)
            assert other.canonical == address
    assert seen > 2 * len(LISTS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", LISTS)
def test_each_kind_of_list_has_its_languages(harbour: Site, lang: str, name: str) -> None:
    found = head(harbour, f"{lang}/{name}")
    address = name.removesuffix("index.html")
    assert found.alternates["zh-Hans"] == f"{BASE}zh/{address}"
    assert found.alternates["en"] == f"{BASE}en/{address}"
    assert found.canonical == f"{BASE}{lang}/{address}"


def test_who_reads_neither_language_is_given_the_choice(harbour: Site) -> None:
    assert head(harbour, "zh/index.html").alternates["x-default"] == BASE
    assert head(harbour, "index.html").canonical == BASE


def test_a_page_of_one_language_names_no_other(harbour: Site) -> None:
    found = head(harbour, "zh/craft.html")
    assert not found.alternates
    assert found.canonical == f"{BASE}zh/craft.html"


def test_every_page_has_its_own_address(harbour: Site) -> None:
    for path in pages(harbour):
        if path != "404.html":
            assert path_of(head(harbour, path).canonical) == path


def test_without_an_address_nothing_absolute_is_said(tmp_path: Path) -> None:
    site = fill(Site(tmp_path), SETTINGS.replace(f'base_url = "{BASE}"', ""))
    site.build()
    for path in pages(site):
        found = head(site, path)
        assert not found.canonical
        assert not found.alternates
    assert not list(site.output.glob("sitemap*"))
    assert "Sitemap" not in site.page("robots.txt")


def listed(site: Site) -> dict[str, list[str]]:
    """Addresses by sitemap, as the index names them."""
    index = ET.fromstring(site.page("sitemap.xml"))  # noqa: S314 - our own output
    assert index.tag == f"{SPACE}sitemapindex"
    found = {}
    for loc in index.iter(f"{SPACE}loc"):
        root = ET.fromstring(site.page(path_of(loc.text or "")))  # noqa: S314
        assert root.tag == f"{SPACE}urlset"
        for changed in root.iter(f"{SPACE}lastmod"):
            assert dt.date.fromisoformat(changed.text or "") < dt.date(2025, 1, 1)
        found[path_of(loc.text or "")] = [each.text or "" for each in root.iter(f"{SPACE}loc")]
    return found


def test_the_sitemap_goes_by_years(harbour: Site) -> None:
    found = listed(harbour)
    assert set(found) == {
        "sitemap-2023.xml",
        "sitemap-2024.xml",
        "sitemap-lists.xml",
        "sitemap-undated.xml",
    }
    assert len(found["sitemap-2023.xml"]) == 9
    assert all(path_of(each).startswith("a/") for each in found["sitemap-2024.xml"])


def test_the_sitemap_lists_each_canonical_page_once(harbour: Site) -> None:
    addresses = [address for each in listed(harbour).values() for address in each]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        assert head(harbour, path_of(address)).canonical == address
        assert "robots" not in head(harbour, path_of(address)).meta
    left = {path for path in pages(harbour) if head(harbour, path).canonical not in addresses}
    older = {path for path in left if path.split("/")[-1] in ("1.html", "2.html")}
    assert left - older == {"404.html", "zh/search.html", "en/search.html"}


def test_no_sitemap_holds_more_than_the_protocol_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sitemap.LIMIT == 50_000
    monkeypatch.setattr(sitemap, "LIMIT", 6)
    site = fill(Site(tmp_path))
    site.build()
    found = listed(site)
    assert all(len(each) <= 6 for each in found.values())
    assert {"sitemap-2024.xml", "sitemap-2024-2.xml", "sitemap-2024-3.xml"} <= set(found)
    articles = [path for path in pages(site) if path.startswith("a/")]
    assert {path_of(a) for each in found.values() for a in each}.issuperset(articles)


def test_robots_are_shown_the_sitemap(harbour: Site) -> None:
    lines = harbour.page("robots.txt").splitlines()
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {BASE}sitemap.xml"]


def article(site: Site, words: str) -> Head:
    (path,) = [
        p for p in pages(site) if p.startswith("a/") and words in head(site, p).meta["og:title"]
    ]
    return head(site, path)


def test_an_article_is_described_as_data(harbour: Site) -> None:
    found = article(harbour, "第0号")
    described: dict[str, Any] = json.loads(found.data)
    assert described["@context"] == "https://schema.org"
    assert described["@type"] == "Article"
    assert described["isBasedOn"] == "https://harbour.example.org/0"
    assert described["headline"] == "港口夜查第0号 & 灯"
    assert described["alternativeHeadline"] == "Night check of the harbour, <b>no. 0</b> & more"
    assert described["inLanguage"] == "zh-Hans"
    assert described["datePublished"].startswith("2024-03-05")
    assert described["url"] == found.canonical
    assert None not in described.values()


def test_every_article_is_described(harbour: Site) -> None:
    for path in pages(harbour):
        found = head(harbour, path)
        assert bool(found.data) == path.startswith("a/"), path
        if found.data:
            described = json.loads(found.data)
            assert described["isBasedOn"].startswith("https://")
            assert described["publisher"]["name"]
            assert found.meta["og:type"] == "article"
            assert described["headline"] in found.meta["og:title"]


def test_a_shared_link_shows_both_titles(harbour: Site) -> None:
    title = article(harbour, "第0号").meta["og:title"]
    assert title == "港口夜查第0号 & 灯 · Night check of the harbour, <b>no. 0</b> & more"
    found = article(harbour, "第1号")
    assert found.meta["og:title"] == "港口夜查第1号"
    assert found.meta["og:description"]
    assert found.meta["og:url"] == found.canonical
    assert found.meta["og:site_name"] == "港口文摘 · Harbour Digest"


def test_lists_announce_their_feeds(harbour: Site) -> None:
    atom, json_feed = "application/atom+xml", "application/feed+json"
    for path, feeds in {
        "index.html": ["all.xml", "all.json"],
        "zh/index.html": ["../zh/feed.xml", "../zh/feed.json"],
        "en/tags/harbour.html": ["../../en/tags/harbour.xml", "../../en/tags/harbour.json"],
        "en/tags/lamps.html": [],
        "en/sources/lamp-post.html": [
            "../../en/sources/lamp-post.xml",
            "../../en/sources/lamp-post.json",
        ],
    }.items():
        found = head(harbour, path)
        assert found.feeds == list(zip((atom, json_feed), feeds, strict=False)), path


def test_a_site_that_is_not_to_be_found_says_so_everywhere(tmp_path: Path) -> None:
    site = fill(Site(tmp_path), "noindex = true\n" + SETTINGS)
    site.build()
    assert all(head(site, path).meta["robots"] == "noindex" for path in pages(site))
    assert site.page("robots.txt").splitlines() == ["User-agent: *", "Disallow: /"]


def test_who_may_not_republish_publishes_beginnings_and_links(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("diglot.toml", 'body = "excerpt"\n' + SETTINGS + '[feed]\nbody = "full"\n')
    paragraphs = [f"第{number}段：{'港口的警察在夜里检查了船。' * 3}" for number in range(9)]
    text = "---\ntitle: 港口\nurl: https://harbour.example.org/x\nsource: 港口观察\n"
    text += "date: 2024-03-05\n---\n\n" + "\n\n".join(paragraphs)
    site.article("a.md", text)
    site.build()
    (path,) = [each for each in pages(site) if each.startswith("a/")]
    page = site.page(path)
    assert "第0段" in page
    assert "第8段" not in page
    assert 'href="https://harbour.example.org/x"' in page
    for each in site.output.rglob("*"):
        if each.is_file() and each.suffix in (".html", ".xml", ".json", ".txt"):
            assert "第8段" not in each.read_text(encoding="utf-8"), each
