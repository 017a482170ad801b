"""Other generators are given the pages that diglot made, and no others."""

from __future__ import annotations

import json
from pathlib import Path

import frontmatter
import pytest

from bench import published
from bench.peers import eleventy, hugo, pelican
from bench.published import Selection
from diglot.project import locate
from tests.sites import Site, capture


@pytest.fixture
def chosen(site: Site) -> Selection:
    site.article(
        "a.md", capture('"勒索软件": {{% 港口 %}}', "勒索软件与勒索软件。{{< x >}}\n\n" * 20)
    )
    site.article("b.md", capture("Ransomware at night", "Ransomware in the harbour. " * 30))
    site.article("c.md", capture("Failed", "It looks like your JavaScript is disabled."))
    site.build()
    return published.selection(locate(site.root))


def test_what_failed_is_not_among_them(chosen: Selection) -> None:
    assert [article.title for article in chosen] == [
        '"勒索软件": {{% 港口 %}}',
        "Ransomware at night",
    ]


def test_hugo_gets_front_matter_that_it_reads_and_no_shortcodes(
    chosen: Selection, tmp_path: Path
) -> None:
    hugo.write(chosen, tmp_path / "hugo")
    pages = [
        frontmatter.load(str(path)) for path in (tmp_path / "hugo" / "content" / "a").iterdir()
    ]
    assert {page["title"] for page in pages} == {article.title for article in chosen}
    assert not any("{{" in page.content for page in pages)
    terms = {path.parent.name for path in (tmp_path / "hugo" / "content").rglob("_index.md")}
    assert terms == {term.slug for term in (*chosen.tags, *chosen.sources)}


def test_eleventy_and_pelican_get_every_article(chosen: Selection, tmp_path: Path) -> None:
    eleventy.write(chosen, tmp_path / "eleventy")
    pelican.write(chosen, tmp_path / "pelican")
    ids = {article.id for article in chosen}
    assert {path.stem for path in (tmp_path / "eleventy" / "a").iterdir()} == ids
    assert {path.stem for path in (tmp_path / "pelican" / "content").iterdir()} == ids
    feeds = json.loads((tmp_path / "eleventy" / "feeds.json").read_text(encoding="utf-8"))
    assert {f"sources/{source.slug}" for source in chosen.sources} <= set(feeds)
