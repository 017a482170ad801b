"""After any sequence of changes a build leaves what a clean build would."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diglot import planning
from diglot.publish import pages
from diglot.publish.plans import Plan
from tests.sites import TEXT, Site, capture

NAMES = [f"2024/0{month}/1{month}/note-{at}.md" for at, month in enumerate((3, 3, 4, 4, 5))]
TITLES = [
    "港口夜查",
    "Ransomware at the harbour",
    "国际刑警组织的新网站",
    "A quiet day",
    "勒索软件与港口",
]
DAYS = ["2024-03-05", "2024-03-05", "2022-12-27", "2025/01/02", "not a day"]
TAGS = """
[[tag]]
slug = "harbour"
zh = "{zh}"
en = "Harbour"
match = ["港口", "harbour"]
"""
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"

msgctxt "title"
msgid "{title}"
msgstr "Translated {number}"

#, fuzzy
msgctxt "text"
msgid "{text}"
msgstr "A translated paragraph, {number}."
"""
SETTINGS = """base_url = "https://example.org/{number}/"
page_size = 10
noindex = {noindex}
[feed]
body = "{body}"
"""
SOURCES = """
[[group]]
slug = "ports"
zh = "港口{number}"
en = "Ports"
[[source]]
name = "港口观察"
zh = "港口观察"
en = "Harbour Watch {number}"
group = "ports"
"""
SHELF = 11
"""Captures that stay while others change: lists of two pages, and tags with feeds."""

at = st.integers(0, len(NAMES) - 1)
small = st.integers(0, 2)
Change = Callable[[Site], None]


def _write(where: int, title: int, day: int, body: int) -> Change:
    text = "\n\n".join([TEXT["zh"], TEXT["en"], f"CVE-2024-000{body} and CVE-2024-000{body}."])
    tags = f"tags: [港口, extra {body}]\n" if body else ""
    url = f"https://harbour.example.org/{title if body else where}"
    article = capture(TITLES[title], text, day=DAYS[day], url=url, more=tags)
    return lambda site: site.article(NAMES[where], article)


def _remove(where: int) -> Change:
    def change(site: Site) -> None:
        (site.root / "content/articles" / NAMES[where]).unlink(missing_ok=True)

    return change


def _shelve(site: Site) -> None:
    """The captures that stay."""
    site.write("content/tags.toml", TAGS.format(zh="港口"))
    site.write("diglot.toml", SETTINGS.format(number=0, body="full", noindex="false"))
    for number in range(SHELF):
        url = f"https://harbour.example.org/shelf/{number}"
        text = capture(f"港口 {number}", TEXT["zh"] * 3, url=url)
        site.article(f"2024/03/05/shelf-{number:02}.md", text)


def _undated(number: int) -> Change:
    text = f"---\ntitle: 无日期 {number}\nurl: https://e.org/u\n---\n\n{TEXT['zh'] * 3}\n"
    return lambda site: site.article("undated.md", text)


def _failed(number: int) -> Change:
    text = f"---\ntitle: 空 {number}\ndate: 2024-03-0{number + 4}\n---\n"
    return lambda site: site.article("2024/failed.md", text)


def _rename(where: int, to: int) -> Change:
    def change(site: Site) -> None:
        old = site.root / "content/articles" / NAMES[where]
        if old.exists():
            site.article(NAMES[to], old.read_text(encoding="utf-8"))
            old.unlink(missing_ok=where == to)

    return change


def _put(path: str, text: str) -> Change:
    return lambda site: site.write(path, text)


def _beside(where: int, kind: str, suffix: str, text: str) -> Change:
    return _put(f"content/{kind}/{NAMES[where].removesuffix('.md')}{suffix}", text)


def _po(where: int, number: int) -> Change:
    text = PO.format(title=TITLES[number], text=TEXT["zh"], number=number)
    return _beside(where, "translations/en", ".po", text)


def _template(number: int) -> Change:
    text = '{% extends "base.html" %}{% block main %}<h1>' + f"day {number}</h1>{{% endblock %}}"
    return _put("templates/day.html", text)


def _settings(number: int) -> Change:
    body, noindex = ("full", "excerpt")[number % 2], ("false", "false", "true")[number]
    return _put("diglot.toml", SETTINGS.format(number=number, body=body, noindex=noindex))


changes = st.one_of(
    st.builds(_write, at, at, at, small),
    st.builds(_remove, at),
    st.builds(_rename, at, at),
    st.builds(_po, at, small),
    st.builds(lambda n: _put("content/tags.toml", TAGS.format(zh=f"港口{n}")), small),
    st.builds(
        lambda w, n: _beside(
            w, "edits", ".toml", f'title = "改过的标题 {n}"\nhide = {str(n == 2).lower()}\n'
        ),
        at,
        small,
    ),
    st.builds(lambda w, n: _beside(w, "notes/articles", ".zh.md", f"注 {n}"), at, small),
    st.builds(lambda n: _put("content/notes/days/2024-03-05.zh.md", f"这一天 {n}"), small),
    st.builds(lambda n: _put("content/notes/tags/harbour.en.md", f"On harbours {n}"), small),
    st.builds(lambda n: _put("content/pages/about.zh.md", f"---\ntitle: 关于{n}\n---\n字"), small),
    st.builds(lambda n: _put("content/notes/sources/t.zh.md", f"来源 {n}"), small),
    st.builds(lambda n: _put("content/sources.toml", SOURCES.format(number=n)), small),
    st.builds(_undated, small),
    st.builds(_failed, small),
    st.builds(_template, small),
    st.builds(_settings, small),
)


KINDS = {
    "index.html",
    "404.html",
    "all.xml",
    "all.json",
    "sources.opml",
    "sitemap.xml",
    "sitemap-lists.xml",
    "robots.txt",
    ".nojekyll",
} | {
    f"{lang}/{name}"
    for lang in ("zh", "en")
    for name in (
        "index.html",
        "archive.html",
        "2024.html",
        "2024/03.html",
        "2024/03/05.html",
        "2024/03/05/1.html",
        "undated.html",
        "tags/index.html",
        "tags/harbour.html",
        "tags/harbour/1.html",
        "tags/harbour.xml",
        "tags/harbour.json",
        "sources/index.html",
        "search.html",
        "stats.html",
        "feed.xml",
        "feed.json",
    )
}
"""A path of every kind of page and machine-read file."""


def test_every_kind_of_page_is_among_those_compared(site: Site) -> None:
    _shelve(site)
    for change in (_undated(1), _failed(1), _write(0, 0, 0, 1)):
        change(site)
    _put("content/pages/about.zh.md", "# 关于")(site)
    site.build()
    made = set(site.pages())
    assert made >= KINDS
    kinds = {name for name, _ in pages.KINDS}
    assert kinds == {
        "home", "days", "calendar", "tags", "sources", "authored", "feeds", "search",
        "machine", "stats", "sitemap", "fixed", "articles",
    }, "a new kind belongs into KINDS above"  # fmt: skip
    assert "zh/about.html" in made
    assert any(path.startswith("a/") for path in made)
    assert any(re.fullmatch("zh/sources/t-.*/1.html", path) for path in made)


@settings(max_examples=12)
@given(st.lists(st.lists(changes, min_size=1, max_size=4), min_size=2, max_size=4))
def test_incremental_output_is_a_clean_builds(rounds: list[list[Change]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "digest")
        _shelve(site)
        for number, each in enumerate(rounds):
            for change in each:
                change(site)
            site.build()
            assert site.pages() == site.clean(Path(folder) / f"clean-{number}")


SINGLE: dict[str, Change] = {
    "article": _write(0, 3, 0, 1),
    "another day": _write(0, 0, 2, 1),
    "removal": _remove(1),
    "renaming": _rename(1, 4),
    "edit": _beside(0, "edits", ".toml", 'title = "另一个标题"\n'),
    "hiding": _beside(0, "edits", ".toml", "hide = true\n"),
    "translation": _po(0, 1),
    "note on an article": _beside(0, "notes/articles", ".en.md", "A note"),
    "note on a day": _put("content/notes/days/2024-03-05.zh.md", "另注"),
    "note on a tag": _put("content/notes/tags/harbour.en.md", "Other words"),
    "page": _put("content/pages/about.zh.md", "---\ntitle: 又\n---\n字"),
    "tags": _put("content/tags.toml", TAGS.format(zh="别名")),
    "sources": _put("content/sources.toml", SOURCES.format(number=1)),
    "undated": _undated(1),
    "failed": _failed(1),
    "site's page order": _put("content/pages/about.zh.md", "---\ntitle: 关\norder: 0\n---\n字"),
    "template": _put("templates/parts/pager.html", "{% macro pager(p, l, r) %}p{% endmacro %}"),
    "article template": _put("templates/article.html", '{% extends "base.html" %}'),
    "words": _put("templates/locale/zh.po", 'msgid ""\nmsgstr ""\n\nmsgid "Tags"\nmsgstr "标"\n'),
    "style": _put("templates/static/site.css", "body { color: red }"),
    "settings": _put("diglot.toml", SETTINGS.format(number=7, body="full", noindex="true")),
    "time zone": _put("diglot.toml", 'timezone = "America/New_York"\n'),
    "rule": _put("content/rules/x.toml", 'host = ["harbour.example.org"]\n'),
    "glossary": _put("content/glossary.csv", "id,zh,en,kind,accepted,note\n"),
}


@pytest.mark.parametrize("name", SINGLE)
def test_each_single_change(name: str, site: Site, tmp_path: Path) -> None:
    _shelve(site)
    for number in range(len(NAMES)):
        _write(number, number, number % 3, number % 3)(site)
    for filled in ("note on a day", "note on a tag", "page", "tags", "translation"):
        SINGLE[filled](site)
    _put("content/notes/days/2024-03-05.zh.md", "注")(site)
    _put("content/notes/tags/harbour.en.md", "Words")(site)
    site.build()
    SINGLE[name](site)
    site.build()
    assert site.pages() == site.clean(tmp_path / "clean")


def test_a_new_article_changes_no_older_page_of_a_list(site: Site) -> None:
    _shelve(site)
    site.build()
    older = [path for path in site.pages() if path.endswith("/1.html")]
    assert len(older) >= 6
    times = {path: (site.output / path).stat().st_mtime_ns for path in older}
    article = capture("港口 新", TEXT["zh"] * 3, url="https://harbour.example.org/new")
    site.article("2024/03/05/a-new.md", article)
    site.build()
    lists = [path for path in older if "/tags/" in path or "/sources/" in path]
    assert lists
    assert {path: (site.output / path).stat().st_mtime_ns for path in lists} == {
        path: times[path] for path in lists
    }


def test_a_new_article_has_only_those_pages_planned_that_it_can_touch(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[dict[str, Plan]] = []

    def distinct(plans: Iterable[Plan]) -> dict[str, Plan]:
        planned.append({plan.path: plan for plan in plans})
        return planned[-1]

    monkeypatch.setattr(planning, "distinct", distinct)
    _shelve(site)
    site.build()
    site.article("2025/01/01/new.md", capture("Elsewhere", day="2025-01-01", source="Quay"))
    site.build()
    whole, part = planned
    places = {plan.place for plan in part.values()}
    (article,) = (place for place in places if place.startswith("articles "))
    days = {"days 2024-03-05", "days 2025-01-01"}
    assert places - {""} == days | {"years 2025", "sources quay", article}
    (site.output / "zh/index.html").unlink()
    site.build()
    assert planned[-1].keys() == whole.keys() | part.keys()


def test_a_second_build_writes_nothing(site: Site) -> None:
    for number, name in enumerate(NAMES):
        _write(number, number, number, number % 3)(site)
        assert name
    first = site.build()
    assert first.printed.written == first.printed.pages
    times = {path: path.stat().st_mtime_ns for path in site.output.rglob("*")}
    second = site.build()
    assert (second.changed, second.printed.written, second.printed.removed) == (0, 0, 0)
    assert times == {path: path.stat().st_mtime_ns for path in site.output.rglob("*")}


def test_a_lost_cache_changes_no_file(site: Site) -> None:
    _write(0, 0, 0, 0)(site)
    site.build()
    shutil.rmtree(site.root / ".cache")
    assert site.build().printed.written == 0


def test_a_torn_cache_counts_as_empty(site: Site) -> None:
    _write(0, 0, 0, 0)(site)
    site.build()
    (site.root / ".cache/diglot.sqlite").write_bytes(b"SQLite format 3\x00" + b"x" * 4000)
    assert site.build().printed.written == 0


def test_a_missing_page_is_put_back(site: Site) -> None:
    _write(0, 0, 0, 0)(site)
    site.build()
    before = site.pages()
    (site.output / "zh/index.html").unlink()
    site.build()
    assert site.pages() == before


def test_files_of_others_are_left_alone(site: Site) -> None:
    _write(0, 0, 0, 0)(site)
    site.build()
    site.write("site/CNAME", "digest.example.org")
    _remove(0)(site)
    site.build()
    assert site.page("CNAME") == "digest.example.org"
    assert not list((site.output / "a").rglob("*")), "the removed article's page is gone"
