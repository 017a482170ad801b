"""Plans say what a run would do, and send nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.translate.fill import run
from diglot.translate.planning import plan
from diglot.translate.reports import Limits, Price
from tests.translate.helpers import desk, original
from tests.translate.test_fill import Fake, article

TERM = "n,国家中心局,NCB,term,,\n"


def test_a_plan_is_what_the_run_then_does(tmp_path: Path) -> None:
    articles = [article(number) for number in range(5)]
    table = desk(tmp_path)
    engine = Fake()
    planned = plan(articles, desk=table, engine=engine, price=Price(per_million=20.0))
    assert engine.asked == []
    assert not (tmp_path / "translations").exists()
    report = run(articles, desk=table, engine=engine)
    assert (planned.articles, planned.of_articles) == (report.articles, report.of_articles)
    assert planned.requests == report.requests
    assert planned.characters == report.characters
    assert planned.new + planned.reused == report.stored + report.reused
    assert planned.cost == pytest.approx(report.characters * 20 / 1e6)
    assert (planned.stale, planned.suggested, planned.remote) == (0, 0, False)
    assert plan(articles, desk=table, engine=engine).of_articles == 0


def test_a_plan_knows_reused_stale_and_near_segments(tmp_path: Path) -> None:
    table = desk(tmp_path)
    run([original("国家中心局开会。\n\n天气很好。\n")], desk=table, engine=Fake())
    file = tmp_path / "translations/en/2026/h.po"
    long = "警方表示，港口的两台起重机将停用到三月。"
    file.write_text(f'msgctxt "text"\nmsgid "{long}"\nmsgstr "Out."\n', encoding="utf-8")
    other = original(f"天气很好。\n\n{long.replace('两', '三')}\n", "2026/b.md")
    planned = plan(
        [original("国家中心局开会。\n\n天气很好。\n"), other],
        desk=desk(tmp_path, TERM),
        engine=Fake(),
    )
    assert (planned.new, planned.stale, planned.reused, planned.suggested) == (1, 1, 2, 1)


@pytest.mark.parametrize(
    ("limits", "articles", "new"), [(Limits(articles=2), 2, 19), (Limits(titles_only=True), 5, 5)]
)
def test_limits_hold_for_plans(tmp_path: Path, limits: Limits, articles: int, new: int) -> None:
    many = [article(number) for number in range(5)]
    planned = plan(many, desk=desk(tmp_path), engine=Fake(), limits=limits)
    assert (planned.articles, planned.of_articles, planned.new) == (articles, 5, new)
    assert planned.cost is None
