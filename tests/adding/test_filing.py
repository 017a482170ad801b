from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diglot.adding import filing
from diglot.adding.page import Page
from diglot.capture import article
from diglot.model import Article

NOW = dt.datetime(2026, 2, 14, 8, 12, 40, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]), max_size=60
)


def _read(page: Page) -> Article:
    return article.read(filing.text_of(page, NOW).encode(), "2026/02/14/x.md", NOW.tzinfo or dt.UTC)


@given(TEXT.filter(lambda text: text.strip()), TEXT, TEXT)
@example("\u0f52", "\uf900", "\uf900")  # composed otherwise than they are written
def test_front_matter_reads_back_as_it_was(title: str, source: str, author: str) -> None:
    page = Page(
        title=title, body="Text.", url="https://x.example/?a=1&copy=2", source=source, author=author
    )
    read = _read(page)
    shown = [
        unicodedata.normalize("NFC", re.sub(r"\s+", " ", each).strip())
        for each in (title, source, author)
    ]
    assert [read.title, read.source, read.author] == shown, "composed as all texts are"
    assert read.url == page.url
    assert not [finding for finding in read.findings if finding.severity != "note"]


@pytest.mark.parametrize(
    "title",
    [
        '"Quoted"',
        "'s",
        "a: b #c",
        "AT&amp;T",
        "&copy 2026",
        "<b>bold</b>",
        "[x] y",
        "| z",
        "- a",
        "é",
    ],
)
def test_titles_that_other_formats_would_spoil(title: str) -> None:
    assert _read(Page(title=title, body="x")).title == title


def test_dates_are_kept() -> None:
    read = _read(Page(title="T", body="x", date="2026-02-03T18:30:00Z"))
    assert read.published == dt.datetime(2026, 2, 3, 18, 30, tzinfo=dt.UTC)
    assert read.day == dt.date(2026, 2, 4), "the day it is in Shanghai"
    assert read.fetched == NOW.astimezone(dt.UTC)


@given(TEXT, TEXT)
def test_a_name_is_safe_on_any_system(source: str, title: str) -> None:
    stem = filing.name(source, title)
    assert 0 < len(stem.encode()) <= filing.STEM + 1
    assert not set(stem) & set('<>:"/\\|?*#%\0\n')
    assert stem == stem.strip(" .")
    assert not stem.startswith(".")


@pytest.mark.parametrize("title", ["CON", "nul", "com1", "aux.txt", "..", "/etc/passwd", "a" * 500])
def test_names_that_mean_something(title: str) -> None:
    stem = filing.name("", title)
    assert stem.lower() not in ("con", "nul", "com1", "aux.txt", "..", "")
    assert "/" not in stem


def test_a_path_of_its_own(tmp_path: Path) -> None:
    page = Page(title="港口", body="x", source="灯塔")
    first = filing.place(tmp_path, page, NOW.date())
    assert first == tmp_path / "2026" / "02" / "14" / "灯塔_港口.md"
    filing.write(first, "one")
    second = filing.place(tmp_path, page, NOW.date())
    assert second.name == "灯塔_港口-2.md"
    filing.write(second, "two")
    assert first.read_text(encoding="utf-8") == "one"
    assert sorted(path.name for path in first.parent.iterdir()) == [
        "灯塔_港口-2.md",
        "灯塔_港口.md",
    ]
