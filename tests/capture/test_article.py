"""What front matter, path and text say together."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.capture.article import document, one_line, read
from diglot.errors import Quarantined
from diglot.model import Article

SHANGHAI = ZoneInfo("Asia/Shanghai")


def article(text: str, path: str = "a.md") -> Article:
    return read(text.encode("utf-8"), path, SHANGHAI)


def test_a_capture() -> None:
    got = article(
        "---\ntitle: 港口：夜查 &amp; “伪造”\nurl: https://e.org/1\nsource: 港口 观察\ndate: 2022-12-27\n"
        "fetch_date: 2025-10-04T02:33:31.752817\ntags: 港口, 伪造\n---\n\n# 题\n\n文\n"
    )
    assert got.title == "港口：夜查 & “伪造”"
    assert (got.source, got.url, got.day) == ("港口 观察", "https://e.org/1", dt.date(2022, 12, 27))
    assert got.fetched == dt.datetime(2025, 10, 3, 18, 33, 31, 752817, tzinfo=dt.UTC)
    assert got.tags == ("港口", "伪造")
    assert (got.body, got.body_line) == ("\n# 题\n\n文\n", 9)
    assert got.findings == ()


def test_no_front_matter() -> None:
    got = article("# The **first** [heading](x)\n\ntext\n", "2022/12/27/x.md")
    assert got.title == "The first heading"
    assert got.day == dt.date(2022, 12, 27)
    assert [finding.code for finding in got.findings] == ["no-front-matter"]
    assert article("text", "folder/name of it.md").title == "name of it"


@pytest.mark.parametrize(
    ("date", "fetched", "path", "day"),
    [
        ("0000-00-00", "2025-10-04", "x.md", dt.date(2025, 10, 4)),
        ("nonsense", "2025-10-04", "2022/12/27/x.md", dt.date(2022, 12, 27)),
        ("9999-12-31", "2025-10-04", "x.md", dt.date(2025, 10, 4)),
        ("2199-01-01", "", "x.md", None),
        ("", "2025-10-04", "x.md", dt.date(2025, 10, 4)),
    ],
)
def test_what_stands_in_for_a_date(date: str, fetched: str, path: str, day: dt.date | None) -> None:
    got = article(f"---\ntitle: t\ndate: {date}\nfetch_date: {fetched}\n---\nx\n", path)
    assert got.day == day
    assert [f.line for f in got.findings if f.code == "date"] == ([3] if date else [])


def test_titles_are_one_line_of_plain_text() -> None:
    got = article("---\ntitle: <strong>A</strong>\tB\u202e &lt;script&gt; C<br />\n---\nx")
    assert got.title == "A B <script> C"


def test_too_many_tags() -> None:
    got = article("---\ntags: [" + ",".join(map(str, range(60))) + "]\n---\nx")
    assert len(got.tags) == 50
    assert [finding.code for finding in got.findings] == ["tags"]


def test_front_matter_out_of_bounds_is_quarantined() -> None:
    with pytest.raises(Quarantined) as caught:
        article("---\n" + "k: v\n" * 300 + "---\nx\n")
    assert caught.value.finding.line == 1


def test_a_document_out_of_bounds_is_quarantined_with_the_files_line() -> None:
    with pytest.raises(Quarantined) as caught:
        document(article("---\ntitle: t\n---\nfine\n\n" + "> " * 2000))
    assert caught.value.finding.line == 6


@given(st.text(max_size=400))
def test_any_text_is_an_article_whose_blocks_tile_it(text: str) -> None:
    try:
        got = read(text.encode("utf-8", "replace"), "x.md", SHANGHAI)
        blocks = document(got).blocks
    except Quarantined:
        return
    assert got.title
    assert "".join(block.text for block in blocks) == got.body


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert "\n" not in one_line(text)
    assert one_line(text) == one_line(text).strip()
