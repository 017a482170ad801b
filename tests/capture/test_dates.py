"""Every spelling of a date gives one day, and nonsense gives none."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.capture.dates import day_in_path, day_of, moment_of, parse

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-12-27", dt.date(2022, 12, 27)),
        ("2022/12/27", dt.date(2022, 12, 27)),
        ("2022.1.7", dt.date(2022, 1, 7)),
        ("2022年12月27日", dt.date(2022, 12, 27)),
        ("2022年12月27日 08:05", dt.date(2022, 12, 27)),
        ("Tue, 27 Dec 2022 02:33:31 GMT", dt.date(2022, 12, 27)),
        ("Tue, 27 Dec 2022 20:33:31 +0000", dt.date(2022, 12, 28)),
        ("2022-12-27T20:00:00Z", dt.date(2022, 12, 28)),
        ("2022-12-27T02:33:31+08:00", dt.date(2022, 12, 27)),
        ("2022-12-27T00:10:00+09:00", dt.date(2022, 12, 26)),
        ("2025-10-04T02:33:31.752817", dt.date(2025, 10, 4)),
    ],
)
def test_spellings(text: str, day: dt.date) -> None:
    value = parse(text)
    assert value is not None
    assert day_of(value, SHANGHAI) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0000-00-00",
        "2022-02-30",
        "2022-13-01",
        "soon",
        "20221227",
        "12:30:45",
        "99999",
        "Tue, 99 Zzz",
    ],
)
def test_nonsense(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=40))
def test_never_raises(text: str) -> None:
    value = parse(text)
    if value is not None:
        day_of(value, SHANGHAI)
        moment_of(value, SHANGHAI)


def test_the_ends_of_time() -> None:
    value = parse("9999-12-31T23:59:59-14:00")
    assert value is not None
    assert day_of(value, SHANGHAI) is None
    assert moment_of(value, SHANGHAI) is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2022/12/27/daily/x.md", dt.date(2022, 12, 27)),
        ("notes/2022-12-27-x.md", dt.date(2022, 12, 27)),
        ("2022/13/40/x.md", None),
        ("x.md", None),
        ("12022/12/27/x.md", None),
    ],
)
def test_paths(path: str, day: dt.date | None) -> None:
    assert day_in_path(path) == day
