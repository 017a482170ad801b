"""The demo that a newcomer sees first: complete, whole, and as its content promises."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from diglot.pipeline import Report
from tests.links import broken
from tests.sites import Site

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Report]:
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "diglot.toml", folder)
    site = Site(folder)
    return site, site.build()


def test_every_internal_link_and_fragment_leads_somewhere(demo: tuple[Site, Report]) -> None:
    site, _ = demo
    assert list(broken(site.output)) == []


def test_it_shows_what_diglot_does(demo: tuple[Site, Report]) -> None:
    held = demo[0].archive()
    languages = Counter(card.record.lang.partition("-")[0] for card in held.cards)
    assert sum(languages.values()) >= 24
    assert languages["zh"] >= 10
    assert languages["en"] >= 8
    assert languages["it"] == 1
    assert held.outcomes["failed"] == 2
    assert held.outcomes["duplicate"] == 1
    assert held.outcomes["hidden"] == 1
    assert held.outcomes["draft"] == 1
    assert languages["und"] == 0
    assert {card.record.lang for card in held.cards} >= {"zh-Hans", "zh-Hant", "en", "it"}
    assert held.days[None], "one without a day"
    assert "duty-room" in held.tag_feeds, "one with ten articles"
    assert "cve-2026-990017" in held.tag_pages, "one made by a pattern"
    assert "young-people" in held.tag_pages, "one that only front matter names"
    assert any(card.seen for card in held.cards), "one captured twice"
    assert any(card.record.related for card in held.cards)
    assert any(card.record.truncated for card in held.cards)
    assert len(held.groups) >= 4
    assert any(card.record.media for card in held.cards)
    assert any(card.record.has_edit for card in held.cards)


def test_it_has_every_kind_of_page(demo: tuple[Site, Report]) -> None:
    site, _ = demo
    paths = set(site.pages())
    for name in (
        "2026.html",
        "2026/01.html",
        "2026/01/15.html",
        "2026/01/15/1.html",
        "undated.html",
        "tags/duty-room/1.html",
        "tags/duty-room.xml",
        "tags/duty-room.json",
        "sources/night-desk/1.html",
        "about.html",
        "method.html",
        "search.html",
        "stats.html",
    ):
        assert {f"zh/{name}", f"en/{name}"} <= paths, name
    assert "夜班台每年" in site.page("zh/tags/duty-room.html")
    assert "夜班台每年" not in site.page("zh/tags/duty-room/1.html")
    assert sum(map(len, site.pages().values())) < 2_500_000, "small"


def test_its_translations_are_as_honest_as_its_about_page(demo: tuple[Site, Report]) -> None:
    cards = demo[0].archive().cards
    editions = [edition for card in cards for edition in card.record.editions]
    full = [each for each in editions if each.translated == each.segments]
    reviewed = [each for each in editions if each.translated and not each.machine]
    machine = [each for each in editions if each.machine]
    none = [card for card in cards if not card.record.editions]
    assert len(full) >= 15
    assert len(reviewed) >= 8
    assert len(machine) >= 8
    assert len(none) >= 1
    assert len(editions) - len(full) >= 2


def test_it_has_nothing_to_complain_of(demo: tuple[Site, Report]) -> None:
    _, report = demo
    assert [finding for finding in report.findings if finding.severity != "note"] == []
