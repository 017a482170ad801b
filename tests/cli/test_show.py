from __future__ import annotations

import json

import pytest

from tests.cli.run import CommandLine
from tests.sites import Site, capture

URL = "https://harbour.example.org/ransomware?utm_source=feed"
PATH = "2024/03/05/夜查.md"


@pytest.fixture
def kept(site: Site) -> Site:
    """A site with an article that everything is known of."""
    body = "勒索软件在夜里锁住了港口的系统。\n\n![]()\n\n警察说，勒索软件来自一封邮件，邮件的附件是一份发票。"
    site.article(PATH, capture("勒索软件锁住港口", body, url=URL))
    site.article(
        "2024/03/06/again.md",
        capture("勒索软件锁住港口", "港口的系统在夜里被锁住了，警察来了。", url=URL),
    )
    site.article(
        "2024/03/07/shell.md", capture("空壳", "：\n，\n。\n\n视频\n小程序\n赞\n，轻点两下取消赞\n")
    )
    site.write("content/edits/2024/03/05/夜查.toml", 'title_en = "Ransomware in the harbour"\n')
    return site


@pytest.mark.parametrize(
    "name",
    [
        PATH,
        "2024/03/05/夜查",
        "夜查.md",
        "content/articles/" + PATH,
        "content\\articles\\" + PATH.replace("/", "\\"),
        "content/edits/2024/03/05/夜查.toml",
        "content/translations/en/2024/03/05/夜查.po",
        "content/notes/articles/2024/03/05/夜查.en.md",
        URL,
        "http://HARBOUR.example.org/ransomware#top",
    ],
)
def test_an_article_has_many_names(kept: Site, run: CommandLine, name: str) -> None:
    shown = run(kept.root, "show", name)
    assert shown.code == 0, shown.err
    assert f"content/articles/{PATH}" in shown.out


def test_it_is_found_by_id_and_by_page(kept: Site, run: CommandLine) -> None:
    table = json.loads(run(kept.root, "show", PATH, "--format", "json").out)
    (id,), (page,) = table["id"], table["page"]
    for name in (id, page, f"https://me.github.io/digest/{page}#en"):
        assert f"content/articles/{PATH}" in run(kept.root, "show", name).out


def test_everything_known_is_said(kept: Site, run: CommandLine) -> None:
    shown = run(kept.root, "show", PATH).out
    assert "published" in shown
    assert "ransomware (勒索软件 / Ransomware): title: 勒索软件" in shown
    assert "also seen in  content/articles/2024/03/06/again.md" in shown
    assert "Ransomware in the harbour" in shown
    assert "content/edits/2024/03/05/夜查.toml\n" in shown
    assert "content/translations/en/2024/03/05/夜查.po (not there yet)" in shown
    assert "kept; gone:" in shown


def test_what_is_not_published_says_why(kept: Site, run: CommandLine) -> None:
    assert "failed (empty-shell)" in run(kept.root, "show", "2024/03/07/shell.md").out
    twin = run(kept.root, "show", "2024/03/06/again.md").out
    assert f"duplicate of {PATH}" in twin


def test_a_name_of_nothing_brings_what_comes_near(kept: Site, run: CommandLine) -> None:
    missed = run(kept.root, "show", "2024/03/06/agian.md")
    assert missed.code == 2
    assert "did you mean 2024/03/06/again.md?" in missed.err
    kept.article("2024/04/01/again.md", capture("另一篇"))
    several = run(kept.root, "show", "again.md")
    assert several.code == 2
    assert "2024/03/06/again.md, 2024/04/01/again.md" in several.err


def test_a_folder_of_captures_has_no_files_to_edit(kept: Site, run: CommandLine) -> None:
    shown = run(kept.root, "show", PATH, "--content", "content/articles")
    assert shown.code == 0, shown.err
    assert "to change it" not in shown.out
