"""Feeds of every kind as readers open them, and as RFC 4287 and JSON Feed 1.1 want them."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import uuid
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest

from tests.publish.conftest import BASE, SETTINGS, fill
from tests.sites import Site

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
KINDS = (
    "all.xml",
    "zh/feed.xml",
    "en/feed.xml",
    "zh/tags/harbour.xml",
    "en/tags/harbour.xml",
    "en/sources/lamp-post.xml",
)
GOLDEN = Path(__file__).parents[1] / "golden" / "small"
ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}
AT_MOST_ONCE = ("published", "summary", "content", "generator", "subtitle", "rights", "icon")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same site with whole articles in its feeds."""
    site = fill(Site(tmp_path_factory.mktemp("full")), SETTINGS + '[feed]\nbody = "full"\n')
    site.build()
    return site


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The golden site's content in the theme that ships."""
    folder = tmp_path_factory.mktemp("golden") / "small"
    shutil.copytree(GOLDEN, folder, ignore=shutil.ignore_patterns("expected", "templates"))
    site = Site(folder)
    site.build()
    return site


@pytest.fixture(params=["harbour", "full", "golden"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def feeds(site: Site) -> list[Path]:
    return [path for path in sorted(site.output.rglob("*.xml")) if "sitemap" not in path.name]


def entries(path: Path) -> list[ET.Element]:
    return list(ET.parse(path).getroot().iter(f"{ATOM}entry"))  # noqa: S314 - our own output


def moment(text: str | None) -> dt.datetime:
    assert text
    found = dt.datetime.fromisoformat(text)
    assert found.tzinfo is not None, text
    return found


def test_there_is_a_feed_of_every_kind(harbour: Site) -> None:
    found = {path.relative_to(harbour.output).as_posix() for path in feeds(harbour)}
    assert found.issuperset(KINDS)
    assert "zh/tags/lamps.xml" not in found, "a tag has a feed from its tenth article"
    twins = {path.with_suffix(".json") for path in feeds(harbour)}
    assert all(path.is_file() for path in twins)


def test_a_reader_opens_every_feed(site: Site) -> None:
    assert len(feeds(site)) >= 5
    for path in feeds(site):
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == "atom10"
        assert len(read.entries) == len(entries(path))
        assert {entry.id for entry in read.entries} == {
            e.findtext(f"{ATOM}id") for e in entries(path)
        }
        for entry in read.entries:
            assert entry.title
            assert entry.link.startswith("https://example.org/")
            assert entry.updated_parsed
            assert entry.get("summary") or entry.get("content")


def test_a_reader_shows_what_the_archive_says(harbour: Site) -> None:
    read = feedparser.parse((harbour.output / "zh/feed.xml").read_bytes())
    first = next(e for e in read.entries if e.link.startswith(BASE) and "第0号" in e.title)
    assert first.title == "港口夜查第0号 &amp; 灯"
    assert first.published_parsed[:3] == (2024, 3, 5)
    assert [tag.label for tag in first.tags] == ["港口"]
    assert first.author == "港口观察"
    english = feedparser.parse((harbour.output / "en/feed.xml").read_bytes())
    translated = next(e for e in english.entries if "no. 0" in e.title)
    assert translated.id == first.id, "an article has one id in every language"
    assert translated.link == first.link + "#en"
    assert translated.title == "Night check of the harbour, &lt;b&gt;no. 0&lt;/b&gt; &amp; more"


@pytest.mark.parametrize("kind", ["feed", "entry"])
def test_what_must_stand_once_stands_once(site: Site, kind: str) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2."""
    for path in feeds(site):
        root = ET.parse(path).getroot()  # noqa: S314 - our own output
        for element in [root] if kind == "feed" else root.iter(f"{ATOM}entry"):
            for name in ONCE[kind]:
                (found,) = element.findall(ATOM + name)
                assert (found.text or "").strip(), (path, name)
            for name in AT_MOST_ONCE:
                assert len(element.findall(ATOM + name)) <= 1, (path, name)
            assert element.findtext(f"{ATOM}author/{ATOM}name")


def test_ids_are_lasting_and_alone_in_their_feed(site: Site) -> None:
    """Section 4.2.6: an IRI, the same wherever the entry is published, no two alike in a feed."""
    by_article: dict[str, set[str]] = {}
    feed_ids = []
    for path in feeds(site):
        root = ET.parse(path).getroot()  # noqa: S314 - our own output
        feed_ids.append(root.findtext(f"{ATOM}id") or "")
        ids = [entry.findtext(f"{ATOM}id") or "" for entry in entries(path)]
        assert len(set(ids)) == len(ids)
        for each in [feed_ids[-1], *ids]:
            assert uuid.UUID(each.removeprefix("urn:uuid:")).urn == each
        for entry in entries(path):
            page = link(entry, "alternate").partition("#")[0]
            by_article.setdefault(page, set()).add(entry.findtext(f"{ATOM}id") or "")
    assert len(set(feed_ids)) == len(feed_ids)
    assert all(len(ids) == 1 for ids in by_article.values())


def link(element: ET.Element, rel: str) -> str:
    (found,) = [each for each in element.findall(f"{ATOM}link") if each.get("rel") == rel]
    return found.get("href") or ""


def test_links_are_absolute_and_lead_to_pages(site: Site) -> None:
    """Sections 4.1.1 and 4.2.7: a link to itself, one alternate of each type and language."""
    base = "https://example.org/"
    for path in feeds(site):
        root = ET.parse(path).getroot()  # noqa: S314 - our own output
        assert link(root, "self").startswith(base)
        assert link(root, "self").endswith(path.relative_to(site.output).as_posix())
        for element in (root, *root.iter(f"{ATOM}entry")):
            address = urlsplit(link(element, "alternate"))
            _, _, page = address.path.partition("/")[2].partition("/")
            assert (site.output / page).is_file(), address
            for each in element.findall(f"{ATOM}link"):
                assert urlsplit(each.get("href") or "").scheme == "https"
                assert each.get("rel") in ("self", "alternate", "via")


def test_updated_is_the_latest_and_entries_are_newest_first(site: Site) -> None:
    """Section 4.2.15: an RFC 3339 moment with its zone."""
    for path in feeds(site):
        root = ET.parse(path).getroot()  # noqa: S314 - our own output
        updated = [moment(entry.findtext(f"{ATOM}updated")) for entry in entries(path)]
        if updated:
            assert moment(root.findtext(f"{ATOM}updated")) == max(updated)
        published = [entry.findtext(f"{ATOM}published") or "" for entry in entries(path)]
        assert published == sorted(published, reverse=True)
        for each in filter(None, published):
            moment(each)


def test_text_constructs_say_their_type_and_hold_no_markup(site: Site) -> None:
    for path in feeds(site):
        for entry in entries(path):
            for name in ("title", "summary", "content"):
                for element in entry.findall(ATOM + name):
                    assert element.get("type") == "html"
                    assert not list(element), "escaped, not nested"
                    if name != "content":
                        assert "<" not in (element.text or "")
            assert entry.get(XML_LANG)
            terms = [each.get("term") for each in entry.findall(f"{ATOM}category")]
            assert all(terms)
            assert len(set(terms)) == len(terms)


def test_whole_articles_are_in_full_feeds_only(harbour: Site, full: Site) -> None:
    assert not [
        e for path in feeds(harbour) for e in entries(path) if e.find(f"{ATOM}content") is not None
    ]
    found = [e for path in feeds(full) for e in entries(path)]
    assert found
    assert all((e.findtext(f"{ATOM}content") or "").startswith("<p>") for e in found)


def test_json_feeds_say_what_atom_feeds_say(site: Site) -> None:
    """https://www.jsonfeed.org/version/1.1/"""
    for path in feeds(site):
        feed: dict[str, Any] = json.loads(path.with_suffix(".json").read_bytes())
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        root = ET.parse(path).getroot()  # noqa: S314 - our own output
        assert feed["title"]
        assert feed["feed_url"] == link(root, "self").removesuffix(".xml") + ".json"
        assert feed["home_page_url"] == link(root, "alternate")
        assert feed["language"] == (root.get(XML_LANG) or "mul")
        assert all(author["name"] for author in feed["authors"])
        assert len(feed["items"]) == len(entries(path))
        for item, entry in zip(feed["items"], entries(path), strict=True):
            assert item["id"] == entry.findtext(f"{ATOM}id")
            assert item["url"] == link(entry, "alternate")
            content = entry.findtext(f"{ATOM}content")
            assert item.get("content_html") == content
            assert ("content_text" in item) != ("content_html" in item)
            for name in {"date_modified", "date_published"} & item.keys():
                moment(item[name])
            assert "date_modified" in item
            assert item["language"] == entry.get(XML_LANG)
            assert all(isinstance(tag, str) for tag in item.get("tags", []))
            assert None not in item.values()


def test_the_list_of_sources_can_be_subscribed_to(site: Site) -> None:
    root = ET.parse(site.output / "sources.opml").getroot()  # noqa: S314 - our own output
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert root.findtext("head/title")
    outlines = root.findall("body/outline")
    assert outlines
    for each in outlines:
        assert each.get("type") == "rss"
        assert each.get("text") == each.get("title")
        for key in ("xmlUrl", "htmlUrl"):
            path = urlsplit(each.get(key) or "").path.partition("/")[2].partition("/")[2]
            assert (site.output / path).is_file(), path


def test_without_an_address_feeds_are_relative_and_still_open(tmp_path: Path) -> None:
    site = fill(Site(tmp_path), SETTINGS.replace(f'base_url = "{BASE}"', ""))
    site.build()
    for path in feeds(site):
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo
        for entry in read.entries:
            assert (path.parent / entry.link.partition("#")[0]).resolve().is_file()
