"""A changed tag rule has those articles matched again that it can touch, and no others."""

from __future__ import annotations

import pytest

from diglot import matching
from diglot.catalogue import tagging
from diglot.catalogue.tag_types import Registry
from tests.sites import Site, capture, tree

TAG = '[[tag]]\nslug = "{slug}"\nzh = "{slug}"\nen = "{slug}"\n{rules}\n'
QUAY = TAG.format(slug="quay", rules='match = ["quayside"]')


@pytest.fixture
def matched(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Titles of the articles whose tags are matched with a whole registry, after a first build."""
    for title in ("Quayside police", "Lighthouse keepers", "Buoys adrift"):
        site.article(f"{title}.md", capture(title, f"{title} were asked. " * 9))
    site.article("press.md", capture("Elsewhere", "Nothing was asked. " * 9, source="Quay Post"))
    site.write("content/tags.toml", QUAY)
    site.build()
    titles: list[str] = []
    match = tagging.match

    def seen(registry: Registry, *, title: str, **more: str) -> tuple[tagging.Hit, ...]:
        titles.append(title)
        return match(registry, title=title, **more)

    monkeypatch.setattr(tagging, "match", seen)
    return titles


@pytest.mark.parametrize(
    ("tags", "touched"),
    [
        (QUAY + TAG.format(slug="light", rules='match = ["lighthouse"]'), ["Lighthouse keepers"]),
        (QUAY + TAG.format(slug="press", rules='sources = ["Quay Post"]'), ["Elsewhere"]),
        (QUAY.replace("quayside", "buoys"), ["Buoys adrift", "Quayside police"]),
        (QUAY.replace('zh = "quay"', 'zh = "码头"'), []),
        ("", ["Quayside police"]),
    ],
)
def test_only_what_a_rule_touches_is_matched_again(
    site: Site, matched: list[str], tags: str, touched: list[str]
) -> None:
    site.write("content/tags.toml", tags)
    site.build()
    assert sorted(matched) == touched
    matched.clear()
    site.build()
    assert not matched
    assert tree(site.output) == site.clean(site.root / "again")


def test_rules_that_may_touch_anything_have_all_matched_again(
    site: Site, matched: list[str]
) -> None:
    site.write("content/tags.toml", QUAY + "[[pattern]]\nregex = 'buoy\\d+'\n")
    site.build()
    assert len(matched) == 4


def test_rules_that_the_store_forgot_have_all_matched_again(
    site: Site, matched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "_KEY", "elsewhere")
    site.write("content/tags.toml", QUAY.replace("quayside", "buoys"))
    site.build()
    assert len(matched) == 4
    assert tree(site.output) == site.clean(site.root / "again")
