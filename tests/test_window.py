"""Windows of days: several sites of one archive hold all of it, and a moved window is a clean build."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.settings import load
from tests.cli.run import CommandLine
from tests.sites import Site, capture, tree


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(monkeypatch, capsys)


@pytest.fixture
def years(site: Site) -> Site:
    """Three years of two articles each, one without a day, notes on a day, a tag and a source."""
    for year in (2023, 2024, 2025):
        for half in ("01-01", "12-31"):
            title = f"Ships of {year}-{half}"
            site.article(
                f"{half}/{year}.md",
                capture(title, day=f"{year}-{half}").replace("2024-04-01T", "2026-01-01T"),
            )
    undated = capture("Ships at no time").replace("date: 2024-03-05\n", "")
    site.article("undated.md", undated.replace("fetch_date: 2024-04-01T08:00:00\n", ""))
    site.write("content/notes/days/2023-12-31.en.md", "A word.\n")
    return site


def articles(folder: Path) -> set[str]:
    return {path.name for path in (folder / "a").rglob("*.html")}


def test_a_project_a_year_as_the_docs_have_it(years: Site, run: CommandLine) -> None:
    run(years.root, "build", "-j", "0", "--strict")
    whole = articles(years.output)
    assert len(whole) == 7
    windows = {
        "site-2023": ("--until", "2023-12-31"),
        "site-2024": ("--since", "2024-01-01", "--until", "2024-12-31"),
        "site-2025": ("--since", "2025-01-01"),
    }
    parts = []
    for name, words in windows.items():
        base = f"https://example.org/{name}/"
        built = run(years.root, "build", "-o", name, "-b", base, "--strict", "-j", "0", *words)
        assert built.code == 0, built.err
        assert "outside the days to publish" in built.out
        parts.append(articles(years.root / name))
    assert set.union(*parts) == whole
    assert [len(part) for part in parts] == [3, 2, 2], "undated ones are in the first"
    assert "Ships of 2023" not in (years.root / "site-2024/en/index.html").read_text("utf-8")


def test_a_window_that_moves_leaves_what_a_clean_build_makes(years: Site, tmp_path: Path) -> None:
    for number, (since, until) in enumerate(
        (("2023-06-01", "2024-12-31"), ("2025-01-01", "9999-12-31"), ("2024-01-01", "2025-01-01"))
    ):
        years.write("diglot.toml", f"since = {since}\nuntil = '{until}'\n")
        years.build()
        assert tree(years.output) == years.clean(tmp_path / f"clean{number}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "soon"), "write the day as 2024-12-31"),
        (("--since", "2025-01-01", "--until", "2024-01-01"), "nothing would be published"),
    ],
)
def test_days_that_are_none(years: Site, run: CommandLine, words: list[str], said: str) -> None:
    built = run(years.root, "build", *words)
    assert built.code == 2
    assert said in built.err


def test_days_are_dates_or_texts(site: Site) -> None:
    site.write("diglot.toml", 'since = 2024-01-01\nuntil = "2024-12-31"\n')
    chosen, findings = load(site.root)
    assert (chosen.since.isoformat(), chosen.until.isoformat()) == ("2024-01-01", "2024-12-31")
    assert findings == []
