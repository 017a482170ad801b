"""Feeds hold to RFC 4287, not merely to XML."""

from __future__ import annotations

import datetime as dt
import html
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.sites import TEXT, Site, capture

ATOM = "{http://www.w3.org/2005/Atom}"
NAMES = ("港口夜查 <i>", "Ransomware & the harbour \x0b", "第三篇 ]]> 题")


@pytest.fixture
def built(site: Site) -> Site:
    for number, title in enumerate(NAMES):
        text = TEXT["en" if number == 1 else "zh"]
        site.article(f"2024/03/0{number + 1}/{number}.md", capture(title, f"{text}\n\n{text}"))
    site.write("diglot.toml", 'base_url = "https://example.org/d/"\n[feed]\nbody = "full"\n')
    site.build()
    return site


def feeds(site: Site) -> list[Path]:
    return [path for path in site.output.rglob("*.xml") if "sitemap" not in path.name]


def assert_moment(text: str | None) -> None:
    assert text
    assert dt.datetime.fromisoformat(text).tzinfo is not None


def test_every_feed_is_valid(built: Site) -> None:
    assert len(feeds(built)) >= 5
    for path in feeds(built):
        root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own output
        assert root.tag == f"{ATOM}feed"
        for element in (root, *root.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                (found,) = element.findall(ATOM + name)
                assert found.text, (path, name)
            assert (element.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
            assert_moment(element.findtext(f"{ATOM}updated"))
            assert element.findtext(f"{ATOM}author/{ATOM}name")
        for entry in root.iter(f"{ATOM}entry"):
            assert [link.get("rel") for link in entry.findall(f"{ATOM}link")].count(
                "alternate"
            ) == 1
            assert entry.findtext(f"{ATOM}summary") or entry.findtext(f"{ATOM}content")
            if (published := entry.find(f"{ATOM}published")) is not None:
                assert_moment(published.text)
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        address = "https://example.org/d/" + path.relative_to(built.output).as_posix()
        assert links["self"] == address


def test_ids_are_distinct_and_stay(built: Site) -> None:
    root = ET.parse(built.output / "all.xml").getroot()  # noqa: S314 - our own output
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 3
    built.write("diglot.toml", 'base_url = "https://moved.example.org/"\n')
    built.build()
    moved = ET.parse(built.output / "all.xml").getroot()  # noqa: S314 - our own output
    assert [entry.findtext(f"{ATOM}id") for entry in moved.iter(f"{ATOM}entry")] == ids


def test_a_languages_feed_holds_what_can_be_read_in_it(built: Site) -> None:
    zh = ET.parse(built.output / "zh/feed.xml").getroot()  # noqa: S314 - our own output
    en = ET.parse(built.output / "en/feed.xml").getroot()  # noqa: S314 - our own output
    assert len(list(zh.iter(f"{ATOM}entry"))) == 2
    titles = [html.unescape(e.findtext(f"{ATOM}title") or "") for e in en.iter(f"{ATOM}entry")]
    assert titles == ["Ransomware & the harbour"]


def test_text_that_looks_like_html_is_text_to_every_reader(built: Site) -> None:
    """Some readers take titles and summaries for HTML whatever their type says."""
    root = ET.parse(built.output / "all.xml").getroot()  # noqa: S314 - our own output
    for name in ("title", "summary"):
        for element in root.iter(ATOM + name):
            assert element.get("type") == "html"
            assert "<" not in (element.text or "")


def test_full_bodies_are_escaped_html(built: Site) -> None:
    root = ET.parse(built.output / "en/feed.xml").getroot()  # noqa: S314 - our own output
    content = root.find(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    assert (content.text or "").startswith("<p>The harbour police")


def test_the_sitemap_lists_every_article(built: Site) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = ET.parse(built.output / "sitemap.xml").getroot()  # noqa: S314 - our own output
    names = [loc.text or "" for loc in index.iter(f"{space}loc")]
    assert "https://example.org/d/sitemap-2024.xml" in names
    found = set()
    for name in names:
        path = built.output / name.removeprefix("https://example.org/d/")
        found |= {loc.text for loc in ET.parse(path).getroot().iter(f"{space}loc")}  # noqa: S314
    for page in (built.output / "a").rglob("*.html"):
        assert "https://example.org/d/" + page.relative_to(built.output).as_posix() in found
