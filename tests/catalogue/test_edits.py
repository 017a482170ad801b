"""Every field of an edit, and what is said of those that cannot be used."""

from __future__ import annotations

import datetime as dt

import pytest

from diglot.catalogue.edits import Edit, parse


def test_every_field() -> None:
    text = """
title = "a"
title_zh = "题"
title_en = "T"
summary_zh = "摘"
summary_en = "S"
date = 2022-12-27
lang = "en"
hide = true
tags_add = ["x"]
tags_remove = ["y"]
keep = ["0123456789ab"]
drop = ["ba9876543210"]
"""
    edit, findings = parse(text.encode(), "edits/a.toml")
    assert findings == []
    assert edit == Edit(
        title="a",
        title_zh="题",
        title_en="T",
        summary_zh="摘",
        summary_en="S",
        date=dt.date(2022, 12, 27),
        lang="en",
        hide=True,
        tags_add=("x",),
        tags_remove=("y",),
        keep=("0123456789ab",),
        drop=("ba9876543210",),
    )


@pytest.mark.parametrize(
    ("row", "help"),
    [
        ("titel = 'x'", "did you mean `title`?"),
        ("hide = 'yes'", "true or false"),
        ("date = 'soon'", "2022-12-27"),
        ("tags_add = 'x'", "list"),
        ("keep = ['nothex']", "hashes"),
        ("title = 3", "text"),
    ],
)
def test_what_cannot_be_used_is_reported_with_its_line(row: str, help: str) -> None:
    edit, (finding,) = parse(f"\n{row}\nlang = 'en'\n".encode(), "edits/a.toml")
    assert edit == Edit(lang="en")
    assert (finding.path, finding.line) == ("edits/a.toml", 2)
    assert help in finding.help


@pytest.mark.parametrize("raw", [b"title = ", b"\xff\xfe", b"<<<<<<< HEAD\ntitle = 'a'\n"])
def test_a_broken_edit_changes_nothing(raw: bytes) -> None:
    edit, (finding,) = parse(raw, "edits/a.toml")
    assert edit == Edit()
    assert finding.severity == "error"
    assert finding.line == 1


def test_a_date_may_be_text_or_a_moment() -> None:
    assert parse(b"date = '2022-12-27'", "x")[0].date == dt.date(2022, 12, 27)
    assert parse(b"date = 2022-12-27T10:00:00Z", "x")[0].date == dt.date(2022, 12, 27)
