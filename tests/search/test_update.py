"""After any sequence of changes the index is the one that a clean build makes, by either way."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diglot.catalogue.cards import Card
from diglot.pipeline import Options
from diglot.publish.press import Press
from diglot.search import difference, files, holdings, partial, update, weaving, whole
from tests.sites import Site, capture
from tests.test_incremental import Change, changes


@pytest.fixture(scope="module")
def always_amended() -> Iterator[list[str]]:
    """However much changed, an index is amended; lists of three are long, two to five are newest."""
    ways: list[str] = []
    amend = partial.files_of

    def noted(*arguments: object, **more: object) -> object:
        found = amend(*arguments, **more)  # type: ignore[arg-type]  # as they were given
        ways.append("amended" if found is not None else "not known")
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(difference, "SHARE", 0)
        patch.setattr(partial, "files_of", noted)
        patch.setattr(files, "LONG", 3)
        patch.setattr(files, "STEP", 4)
        yield ways


def index_of(pages: dict[str, bytes]) -> dict[str, bytes]:
    return {path: body for path, body in pages.items() if path.startswith("search/")}


@pytest.mark.usefixtures("always_amended")
@settings(max_examples=12)
@given(st.lists(st.lists(changes, min_size=1, max_size=3), min_size=2, max_size=5))
def test_an_amended_index_is_a_clean_builds(rounds: list[list[Change]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "digest")
        for number, each in enumerate(rounds):
            for change in each:
                change(site)
            site.build()
            clean = site.clean(Path(folder) / f"clean-{number}")
            assert index_of(site.pages()) == index_of(clean)


def test_amending_is_what_was_tested(site: Site, always_amended: list[str]) -> None:
    for number in range(4):
        site.article(f"2024/03/05/{number}.md", capture(f"货船{number}"))
    site.build()
    always_amended.clear()
    site.article("2024/03/05/1.md", capture("一条别的船"))
    site.build()
    assert always_amended == ["amended"]


def test_articles_pass_from_the_newest_to_the_older_and_back(
    site: Site, always_amended: list[str], tmp_path: Path
) -> None:
    for number in range(9):
        site.article(f"2024/03/{number}.md", capture(f"货船{number}", day=f"2024-03-1{number}"))
    site.build()
    always_amended.clear()
    steps = [("x", "20"), ("y", "01"), ("z", "21"), ("x", ""), ("3", "22"), ("8", "02")]
    for number, (name, day) in enumerate(steps):
        if day:
            site.article(f"2024/03/{name}.md", capture(f"货船{name}", day=f"2024-03-{day}"))
        else:
            site.remove(f"content/articles/2024/03/{name}.md")
        site.build()
        assert index_of(site.pages()) == index_of(site.clean(tmp_path / f"clean-{number}"))
    assert always_amended == ["amended"] * 6


def test_only_days_of_what_changed_are_compared(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number in range(30):
        day = f"2024-03-{10 + number // 3}"
        site.article(f"2024/03/05/{number}.md", capture(f"货船{number}", day=day))
    site.build()
    asked: list[str] = []
    state = holdings.state

    def noted(press: Press, card: Card) -> bytes:
        asked.append(card.record.title)
        return state(press, card)

    monkeypatch.setattr(difference, "state", noted)
    site.article("2024/03/05/4.md", capture("沉没的船", day="2024-03-14"))
    site.build()
    assert sorted(asked) == sorted(["货船3", "货船5", "货船12", "货船13", "货船14", "沉没的船"])
    assert index_of(site.pages()) == index_of(site.clean(tmp_path / "clean"))


def test_a_name_that_another_article_changes_is_noticed(site: Site, tmp_path: Path) -> None:
    """Of the spellings of a tag that no registry has, the commonest is shown in all articles."""
    for number, name in enumerate(["Zeta Kit", "zeta kit", "zeta kit", *["x"] * 30]):
        text = capture(f"货船{number}", day=f"2024-03-0{number % 9 + 1}", more=f"tags: [{name}]\n")
        site.article(f"2024/03/05/{number:02}.md", text)
    site.build()
    for number in (50, 51):
        text = capture(f"货船{number}", day="2024-04-01", more="tags: [Zeta Kit]\n")
        site.article(f"2024/04/01/{number}.md", text)
    site.build()
    assert index_of(site.pages()) == index_of(site.clean(tmp_path / "clean"))


def test_a_check_between_builds_loses_nothing(site: Site, tmp_path: Path) -> None:
    """`diglot check` brings the store up to date and leaves the index behind."""
    from diglot import pipeline
    from diglot.project import locate
    from diglot.settings import load

    for number in range(30):
        site.article(f"2024/03/05/{number}.md", capture(f"货船{number}"))
    site.build()
    for title in ("第一版", "第二版"):
        site.article("2024/03/05/3.md", capture(title))
        pipeline.inspect(locate(site.root), load(site.root)[0], Options())
    site.remove("content/articles/2024/03/05/4.md")
    pipeline.inspect(locate(site.root), load(site.root)[0], Options())
    site.build()
    assert index_of(site.pages()) == index_of(site.clean(tmp_path / "clean"))


def test_workers_make_the_same_index(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number in range(30):
        site.article(f"2024/03/05/{number}.md", capture(f"货船{number}"))
    clean = site.clean(tmp_path / "clean")
    monkeypatch.setattr(whole, "ALONE", 0)
    monkeypatch.setattr(partial, "ALONE", 0)
    monkeypatch.setattr(weaving, "BATCH", 7)
    site.build(workers=2)
    assert index_of(site.pages()) == index_of(clean)
    site.article("2024/03/06/x.md", capture("又一条船", day="2024-03-06"))
    site.build(workers=2)
    assert index_of(site.pages()) == index_of(site.clean(tmp_path / "again"))


def test_a_build_that_dies_while_indexing_leaves_the_index_as_it_was(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number in range(30):
        site.article(f"2024/03/05/{number}.md", capture(f"货船{number}"))
    site.build()
    site.article("2024/03/05/3.md", capture("沉没的船"))
    with monkeypatch.context() as patch:
        patch.setattr(update, "_items", _dies)
        with pytest.raises(KeyboardInterrupt):
            site.build()
    site.article("2024/03/05/3.md", capture("打捞的船"))
    site.build()
    assert index_of(site.pages()) == index_of(site.clean(tmp_path / "clean"))


def _dies(*_: object) -> object:
    raise KeyboardInterrupt
