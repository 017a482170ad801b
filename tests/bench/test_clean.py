"""The cost of a capture by stage: every stage is entered, and nothing stays wrapped."""

from __future__ import annotations

from itertools import count
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
    assert all(float(line.split()[-1]) >= 0 for line in lines[1:])
    assert vars(prepare)["match"] is before


def test_what_one_stage_calls_of_another_counts_once() -> None:
    meter = clean.Meter()
    inner = meter.timed("tagging", lambda: sum(range(50_000)))
    outer = meter.timed("HTML", inner)
    outer()
    assert meter.spent["tagging"] > meter.spent["HTML"]
    assert meter.within == []


def test_asking_for_the_time_is_no_ones_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean, "process_time_ns", count(0, 7).__next__)
    assert clean.idle() == 7
    meter = clean.Meter(7)
    meter.timed("file", lambda: None)()
    assert meter.spent["file"] == 0


def test_the_profile_is_that_of_the_file(tmp_path: Path) -> None:
    learned = tmp_path / "learned.tsv"
    learned.write_text("# diglot learned profile 1\n@\te.org\t5\t\n0000000a0007\t3\n", "utf-8")
    assert clean.rules_of(learned).profile.of("https://e.org/a")[0].longest == 7
    assert clean.rules_of(None).profile.groups == {}
    for path, said in ((tmp_path / "none.tsv", "none.tsv"), (Path(clean.__file__), "clean.py:1: ")):
        with pytest.raises(SystemExit, match=said):
            clean.rules_of(path)
