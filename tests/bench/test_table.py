"""Tables say what was measured, what was aimed for, and whether it was met."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import results, table
from bench.measure import Cost
from bench.results import Measured, Results
from bench.scenarios import Run


def _results(captures: int = 10_000, **walls: float) -> Results:
    made = {
        name.replace("_", " "): Measured(wall=wall, cpu=wall, peak=10**8, runs=1)
        for name, wall in walls.items()
    }
    hugo = {"Hugo": Measured(wall=10, cpu=20, peak=10**9, runs=1)}
    return Results(
        corpus="Harbour",
        captures=captures,
        published=captures // 2,
        machine="a machine",
        date="2026-01-02",
        versions=["Python 3"],
        peers=hugo,
        diglot=made,
    )


def test_medians_are_taken_of_each_measure() -> None:
    runs = [
        Run(cost=Cost(wall=w, cpu=c, peak=p), written=3)
        for w, c, p in ((1, 9, 5), (2, 8, 7), (9, 1, 6))
    ]
    made = results.median(runs)
    assert (made.wall, made.cpu, made.peak, made.written, made.runs) == (2, 8, 6, 3, 3)


def test_results_come_back_as_they_were_stored(tmp_path: Path) -> None:
    found = _results(clean=3)
    results.store(found, tmp_path / "results.json")
    assert results.load(tmp_path / "results.json") == found


@pytest.mark.parametrize(("wall", "met"), [(0.3, "yes"), (0.45, "**no**"), (0.7, "**no**")])
def test_one_article_more_is_held_against_both_aims(wall: float, met: str) -> None:
    text = table.markdown(_results(one_article_more=wall))
    assert f"| one article more: ≤ 1/25 of Hugo's build | 1/{10 / wall:.0f} | {met} |" in text
    assert f"≤ 0.5 s | {wall:.2f} s | {'yes' if wall <= 0.5 else '**no**'} |" in text


def test_times_are_held_against_those_of_the_same_articles() -> None:
    walls = {"clean, no search": 9.0}
    text = table.markdown(_results(10_000, **walls))
    assert "| clean, no search: ≤ 0.7 of Hugo's time | 0.90 | **no** |" in text
    walls["clean, no search, published alone"] = 7.0
    text = table.markdown(_results(10_000, **walls))
    assert "| clean, no search, published alone: ≤ 0.7 of Hugo's time | 0.70 | yes |" in text
    assert "0.90" not in text


def test_growth_is_told_against_a_smaller_corpus() -> None:
    text = table.markdown(_results(100_000, clean=100), _results(10_000, clean=10))
    assert "| clean: ≤ 11 × the time of 10,000 captures | 10.0 × | yes |" in text


def test_a_table_replaces_the_one_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "a\n<!-- bench b -->\nold\n<!-- end -->\nc\n<!-- bench d -->\nx\n<!-- end -->\n"
    )
    table.put(page, "b", "new\n")
    assert (
        page.read_text()
        == "a\n<!-- bench b -->\nnew\n<!-- end -->\nc\n<!-- bench d -->\nx\n<!-- end -->\n"
    )
    with pytest.raises(ValueError, match="bench e"):
        table.put(page, "e", "new\n")
