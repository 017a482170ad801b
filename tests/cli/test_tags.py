from __future__ import annotations

import json

import pytest

from tests.cli.run import CommandLine
from tests.sites import Site, capture

TAGS = """
[registry]
defaults = false

[[tag]]
slug = "ransomware"
zh = "勒索软件"
en = "Ransomware"
match = ["勒索软件"]

[[tag]]
slug = "seals"
zh = "印章"
en = "Seals"
match = ["印章"]
"""


@pytest.fixture
def tagged(site: Site) -> Site:
    site.write("content/tags.toml", TAGS)
    site.article("a.md", capture("勒索软件锁住港口"))
    site.article("b.md", capture("夜里的船", more="tags: [勒索软件, 夜班]\n"))
    site.article("c.md", capture("早晨的船"))
    return site


def test_counts_coverage_and_what_is_left(tagged: Site, run: CommandLine) -> None:
    said = run(tagged.root, "tags").out
    assert "2  ransomware  勒索软件 / Ransomware (1 by hand)" in said
    assert "2 of 3 articles have a tag (67%)" in said
    assert "without a tag:\n  c.md" in said
    assert run(tagged.root, "tags", "--untagged").out == "c.md\n"
    assert run(tagged.root, "tags", "--unused").out == "seals\n"


def test_the_same_for_machines(tagged: Site, run: CommandLine) -> None:
    table = json.loads(run(tagged.root, "tags", "--format", "json").out)
    assert (table["articles"], table["tagged"]) == (3, 2)
    assert table["tags"][0]["by_rule"] == 1
    assert table["unused"] == ["seals"]
    one = json.loads(run(tagged.root, "tags", "Ransomware", "--format", "json").out)
    assert one == {"slug": "ransomware", "articles": ["a.md", "b.md"]}


def test_one_tag_by_slug_or_name(tagged: Site, run: CommandLine) -> None:
    assert run(tagged.root, "tags", "ransomware").out == "a.md\nb.md\n"
    assert run(tagged.root, "tags", "勒索软件").out == "a.md\nb.md\n"
    assert "has no article" in run(tagged.root, "tags", "seals").out
    missed = run(tagged.root, "tags", "ransomwear")
    assert missed.code == 2
    assert "did you mean ransomware?" in missed.err


def test_an_empty_archive(site: Site, run: CommandLine) -> None:
    assert "0 of 0 articles have a tag\n" in run(site.root, "tags").out
    assert run(site.root, "tags", "--format", "yaml").code == 2
