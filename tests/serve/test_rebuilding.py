from __future__ import annotations

from pathlib import Path

import pytest

from diglot import pipeline
from diglot.project import locate
from diglot.serve.board import Board
from diglot.serve.rebuilding import FEW, Workplace, _are_few, base_path, post, rebuild
from tests.sites import Site, capture


@pytest.fixture
def place(site: Site) -> Workplace:
    site.article("2024/03/05/a.md", capture("港口"))
    return Workplace(project=locate(site.root, output=site.root / ".cache" / "serve" / "site"))


def test_the_preview_is_built_aside(site: Site, place: Workplace) -> None:
    built = rebuild(place)
    assert built.changed
    assert not built.failed
    assert not (site.root / "site").exists()
    assert (place.project.output / "index.html").is_file()
    assert not rebuild(place).changed


def test_settings_that_are_wrong_are_shown_with_their_line(site: Site, place: Workplace) -> None:
    rebuild(place)
    site.write("diglot.toml", "# mine\npage_size = 5\n")
    built = rebuild(place, [])
    assert built.failed
    assert built.problems[0].place == "diglot.toml:2"
    assert "page_size" in built.problems[0].what
    assert built.problems[0].help
    site.write("diglot.toml", "")
    assert not rebuild(place, []).failed


def test_a_template_that_is_wrong_is_shown_with_its_line(site: Site, place: Workplace) -> None:
    site.write("templates/missing.html", "{% extends 'base.html' %}\n{% block main %}\n{% if %}\n")
    built = rebuild(place)
    assert built.failed
    assert built.problems[0].place == "templates/missing.html:3"


def test_errors_in_content_are_shown_beside_the_site(site: Site, place: Workplace) -> None:
    site.write("content/edits/2024/03/05/a.toml", 'title = "open\n')
    built = rebuild(place)
    assert not built.failed
    assert [problem.place for problem in built.problems] == ["edits/2024/03/05/a.toml:1"]


def test_a_warning_is_shown_to_who_made_it(site: Site, place: Workplace) -> None:
    path = site.root / "content" / "articles" / "2024" / "03" / "05" / "a.md"
    path.write_text("---\ntitle: 港口\ndate: 2024-13-45\n---\n\n" + "港口的船。" * 40, "utf-8")
    built = rebuild(place, [path])
    assert any(each.severity == "warning" for each in built.findings)
    assert [each.place.partition(":")[0] for each in built.problems] == ["2024/03/05/a.md"]
    assert not built.failed
    assert rebuild(place, [site.root / "diglot.toml"]).problems == ()


def test_a_fault_of_ours_ends_no_preview(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("one by none")

    monkeypatch.setattr(pipeline, "build", broken)
    built = rebuild(place)
    assert built.failed
    assert isinstance(built.fault, ZeroDivisionError)
    assert "one by none" in built.problems[0].what


def test_the_base_comes_from_the_settings(site: Site, place: Workplace) -> None:
    site.write("diglot.toml", 'base_url = "https://me.github.io/digest/"\n')
    board = Board()
    post(board, rebuild(place))
    assert board.state.base == "/digest/"
    assert base_path("https://me.github.io/a/b") == "/a/b/"


def test_a_change_of_base_reloads_pages(site: Site, place: Workplace, tmp_path: Path) -> None:
    board = Board()
    post(board, rebuild(place))
    before = board.state.version
    site.write("diglot.toml", 'base_url = "https://me.github.io/digest/"\n')
    post(board, rebuild(place))
    assert board.state.version > before


def test_drafts_are_shown_on_request(site: Site, place: Workplace) -> None:
    site.article("2024/03/05/b.md", capture("草稿一篇", more="draft: true\n"))
    report = rebuild(place).report
    assert report is not None
    assert report.totals.outcomes["published"] == 1
    with_drafts = Workplace(project=place.project, drafts=True)
    report = rebuild(with_drafts).report
    assert report is not None
    assert report.totals.outcomes["published"] == 2


def test_a_folder_counts_for_what_is_in_it(site: Site) -> None:
    for number in range(FEW):
        site.article(f"new/{number}.md", "text")
    folder = site.root / "content" / "articles" / "new"
    assert _are_few([folder])
    assert not _are_few([folder, folder / "0.md"])
