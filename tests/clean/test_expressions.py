from __future__ import annotations

import time
from pathlib import Path

import pytest

from diglot.clean import load_rules
from diglot.clean.expressions import engine, first_use
from diglot.clean.patterns import SECONDS, RuleTimeoutError, anchored, fields, scoped
from diglot.clean.ruleset import Expression, Ruleset
from tests.clean.captures import MORE, PROSE, cleaned, texts, web


def drops(*expressions: Expression) -> Ruleset:
    return Ruleset(name="pier", drop=expressions)


def test_the_first_expression_in_order_says_what_a_block_is() -> None:
    run = engine(
        Ruleset(
            name="pier",
            drop=(Expression("pier:drop", "^Lamp"),),
            end=(Expression("pier:end", "^Lamps"),),
        )
    )
    assert first_use(run, run.free, "Lamps", 5, "") == ("end", "pier:end")
    assert first_use(run, run.free, "Lamp", 4, "") == ("drop", "pier:drop")
    assert first_use(run, run.free, "Horn", 4, "") is None


def test_a_later_expression_is_taken_where_the_first_is_for_shorter_blocks() -> None:
    run = engine(
        drops(
            Expression("pier:short", "^Lamp", max_chars=10),
            Expression("pier:long", "^Lamp o", max_chars=100),
            Expression("pier:any", "^Lamp of"),
        )
    )
    assert first_use(run, run.free, "Lamp of", 7, "") == ("drop", "pier:short")
    assert run.known == {"Lamp of": ("drop", "pier:short")}
    assert first_use(run, run.free, "Lamp of " + "x" * 40, 48, "") == ("drop", "pier:long")
    assert first_use(run, run.free, "Lamp of " + "x" * 400, 408, "") == ("drop", "pier:any")


def test_flags_hold_for_their_own_expression_alone() -> None:
    run = engine(drops(Expression("pier:one", "(?i)^lamp"), Expression("pier:two", "^horn")))
    assert first_use(run, run.free, "LAMP", 4, "") == ("drop", "pier:one")
    assert first_use(run, run.free, "HORN", 4, "") is None
    assert scoped("(?i)^lamp") == "(?i:^lamp)"


@pytest.mark.parametrize(
    ("pattern", "is_anchored"),
    [
        ("^a", True),
        ("a", False),
        ("^a|b", False),
        ("^(?:a|b)", True),
        (r"^[|]a", True),
        ("(?s)^a", True),
    ],
)
def test_expressions_that_match_at_the_start_only_are_known(
    pattern: str, is_anchored: bool
) -> None:
    assert anchored(pattern) is is_anchored


def test_a_sites_expression_has_little_time() -> None:
    take = fields(Expression("pier:slow", "^(?:a|aa)+$", bounded=True))
    started = time.monotonic()
    with pytest.raises(RuleTimeoutError) as error:
        take("a" * 60 + "b")
    assert error.value.rule == "pier:slow"
    assert time.monotonic() - started < 40 * SECONDS


def test_a_slow_rule_of_a_site_is_reported_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "pier.toml").write_text(
        "hosts = ['harbour.example']\n[[drop]]\nid = 'slow'\nmatch = '^(?:a|aa)+$'\n",
        encoding="utf-8",
    )
    made = cleaned(web(PROSE, "a" * 60 + "b", MORE), rules=load_rules(tmp_path))
    assert {PROSE, MORE} <= set(texts(made))
    (finding,) = [finding for finding in made.findings if finding.code == "rule-timeout"]
    assert "pier:slow" in finding.what


def test_an_expression_is_tried_on_blocks_that_hold_one_of_its_words() -> None:
    run = engine(drops(Expression("pier:fog", "horn|bell", contains=("horn", "雾"))))
    (fog,) = run.free
    assert fog.may("a bell in the 雾")
    assert not fog.may("a bell")
    assert first_use(run, run.free, "the horn", 8, "") == ("drop", "pier:fog")
    assert first_use(run, run.free, "the bell", 8, "") is None
