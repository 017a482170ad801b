"""The cost of a capture by stage: every stage is entered, and nothing stays wrapped."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import clean
from diglot import prepare

CAPTURE = (
    "---\ntitle: Harbour\nurl: https://e.org/a\n---\n# Harbour\n\n" + "The pilots met again. " * 9
)


def test_every_stage_has_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = vars(prepare)["match"]
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(CAPTURE, encoding="utf-8")
    clean.main([str(tmp_path)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2 captures")
    stages = [line[:36].strip() for line in lines[1:]]
    assert stages == [*clean.STAGES, "other", "whole"]
    assert all(float(line.split()[-1]) > 0 for line in lines[1:])
    assert vars(prepare)["match"] is before


def test_what_one_stage_calls_of_another_counts_once() -> None:
    meter = clean.Meter()
    inner = meter.timed("tagging", lambda: sum(range(50_000)))
    outer = meter.timed("HTML", inner)
    outer()
    assert meter.spent["tagging"] > meter.spent["HTML"]
    assert meter.within == []
