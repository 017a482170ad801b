from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from diglot.clean.casing import Case, cases, objections
from tests.clean.captures import RULES

SHIPPED = Path(str(files("diglot.clean") / "rules"))
CASES = list(cases(SHIPPED))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_what_rule_files_promise(case: Case) -> None:
    assert objections(case, RULES) == []


def test_every_rule_file_brings_a_case() -> None:
    assert {case.file for case in CASES} == {path.name for path in SHIPPED.glob("*.toml")}


def test_a_case_that_does_not_hold_says_why() -> None:
    case = next(case for case in CASES if case.file == "schneier.toml")
    wrong = replace_case(case, keep=("Nothing",), drop=case.keep, failed="captcha")
    said = " ".join(objections(wrong, RULES))
    assert "failed is '', not 'captcha'" in said
    assert "not ['Nothing']" in said
    assert f"kept {case.keep[0]!r}" in said


def replace_case(case: Case, **changes: object) -> Case:
    return case._replace(**changes)  # type: ignore[arg-type]  # each of the field's own type
