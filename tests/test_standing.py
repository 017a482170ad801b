"""A site in which nothing has changed is known at a glance; whatever changes is seen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diglot import captures, pages
from diglot.pipeline import Report
from diglot.publish import manifest

from .sites import Site, capture

LONG_AGO = 1_700_000_000


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.article("2024/03/05/a.md", capture("港口", more="tags: [海运]\n"))
    made.article("2024/03/05/b.md", capture("船", "太短"))
    made.write("content/notes/days/2024-03-05.zh.md", "当日。\n")
    made.write("content/pages/about.zh.md", "# 关于\n")
    _age(made)
    made.build()
    return made


def _age(site: Site) -> None:
    """Let every file be old enough for its time to be relied on."""
    for path in (site.root / "content").rglob("*"):
        if path.is_file() and path.stat().st_mtime > LONG_AGO + 10_000:
            os.utime(path, (LONG_AGO, LONG_AGO))


def _glance(site: Site, monkeypatch: pytest.MonkeyPatch) -> Report:
    """Build where neither captures nor pages may be looked at."""
    with monkeypatch.context() as patch:
        patch.setattr(captures, "update", lambda *_, **__: pytest.fail("captures were looked at"))
        patch.setattr(pages, "publish", lambda *_, **__: pytest.fail("pages were looked at"))
        return site.build()


def test_nothing_is_looked_at_twice(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = site.build(full=True)
    again = _glance(site, monkeypatch)
    assert again.totals == first.totals
    assert again.findings == first.findings
    assert (again.changed, again.gone) == (0, 0)
    assert again.printed.pages == first.printed.pages
    assert again.printed.bytes == first.printed.bytes
    assert (again.printed.written, again.printed.removed) == (0, 0)


def test_the_size_is_that_of_the_files(site: Site) -> None:
    files = [path for path in site.output.rglob("*") if path.is_file()]
    manifest = site.output / ".diglot-manifest.json"
    size = sum(path.stat().st_size for path in files if path != manifest)
    assert site.build().printed.bytes == size


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/articles/2024/03/05/c.md", capture("新")),
        ("content/articles/2024/03/05/a.md", capture("改")),
        ("content/edits/2024/03/05/a.toml", 'title = "改过"\n'),
        ("content/notes/days/2024-03-05.zh.md", "另一句。\n"),
        ("content/notes/days/2031-03-05.zh.md", "没有这一天。\n"),
        ("content/pages/more.zh.md", "# 更多\n"),
        ("content/tags.toml", '[[tag]]\nslug = "port"\nzh = "港"\nen = "Port"\nwords = ["港口"]\n'),
        ("content/sources.toml", '[[source]]\nslug = "port"\nname = "港口观察"\nen = "Port"\n'),
        ("diglot.toml", 'title = { zh = "甲", en = "A" }\n'),
        ("templates/missing.html", '{% extends "diglot/missing.html" %}{% block main %}404{% endblock %}'),
        ("templates/static/more.css", "p { margin: 0 }\n"),
    ],
)  # fmt: skip
def test_what_changes_is_seen(site: Site, tmp_path: Path, path: str, text: str) -> None:
    before = site.pages()
    site.write(path, text)
    _age(site)
    report = site.build()
    assert report.printed.written or report.findings
    assert site.pages() == site.clean(tmp_path / "clean")
    assert site.pages() != before or report.findings


def test_what_is_gone_is_seen(site: Site, tmp_path: Path) -> None:
    site.remove("content/articles/2024/03/05/b.md")
    assert site.build().gone == 1
    assert site.pages() == site.clean(tmp_path / "clean")


def test_a_lost_page_is_put_back(site: Site, tmp_path: Path) -> None:
    (site.output / "zh" / "index.html").unlink()
    assert site.build().printed.written == 1
    assert site.pages() == site.clean(tmp_path / "clean")


def test_a_build_that_died_does_not_stand(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("2024/03/05/c.md", capture("新"))
    _age(site)
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "remove", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            site.build()
    site.remove("content/articles/2024/03/05/c.md")
    assert site.build().printed.removed
    assert site.pages() == site.clean(tmp_path / "clean")


def test_files_of_this_moment_are_read_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.article("2024/03/05/c.md", capture("新"))
    site.build()
    with pytest.raises(pytest.fail.Exception, match="looked at"):
        _glance(site, monkeypatch)
