"""Segments of a block, and the block with some of them replaced."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.commonmark import split
from diglot.model import Block
from diglot.translate.leaves import frame
from diglot.translate.segments import Span, segments, splice
from tests.translate.markdown import documents, replacement


def block(text: str) -> Block:
    (only,) = split(text)
    return only


def found(text: str) -> list[tuple[str, str]]:
    return [(span.segment.role, span.segment.text) for span in segments(block(text))]


def replaced(text: str, *wanted: str) -> str:
    one = block(text)
    return splice(one, list(zip(segments(one), wanted, strict=True)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一段**话**。\n", [("text", "一段**话**。")]),
        ("one\ntwo  \nthree\n", [("text", "one\ntwo  \nthree")]),
        ("## 标题 ##\n", [("heading", "标题")]),
        ("标题\n续\n===\n", [("heading", "标题\n续")]),
        ("> 甲\n> 乙\n丙\n", [("text", "甲\n乙\n丙")]),
        (
            "- 甲\n  续\n\n  二段\n- 乙\n  - 丙\n",
            [("item", t) for t in ("甲\n续", "二段", "乙", "丙")],
        ),
        ("> 1. 甲\n>    续\n", [("item", "甲\n续")]),
        ("| 甲 | `x` |\n|--|--|\n| ab\\|cd | 1 |\n", [("cell", "甲"), ("cell", "ab\\|cd")]),
        ("![图](a.png)\n", [("alt", "图")]),
        ("[![ 图 ](a.png)](http://b)\n", [("alt", "图")]),
        ("见 ![图](a.png) 下\n", [("text", "见 ![图](a.png) 下"), ("alt", "图")]),
        ("[^1]: 注\n    续\n", [("text", "注\n续")]),
        ("[a]: /u\n后文\n", [("text", "后文")]),
        ("```\n代码\n```\n", []),
        ("---\n", []),
        ("<div>文</div>\n", []),
        ("![](a.png)\n", []),
        ("![a.png](a.png)\n", []),
        ("2022-12-27 · 17:00\n", []),
        ("`代码`\n", []),
        ("CVE-2026-990017 / evil[.]example / d41d8cd98f\n", []),
        ("**`ls`**, http://a.example/words\n", []),
        ("[words](http://x)\n", [("text", "[words](http://x)")]),
        ("http://example.org/中文\n", []),
    ],
)
def test_what_a_block_has_to_translate(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_span_says_where_its_text_stands() -> None:
    text = "> - 甲 ![图](a.png)\n>   乙 ![像](b.png)\n"
    one = block(text)
    item, first, second = segments(one)
    assert text[item.start : item.end] == "甲 ![图](a.png)\n>   乙 ![像](b.png)"
    assert item.prefix == ">   "
    assert [text[span.start : span.end] for span in (first, second)] == ["图", "像"]


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("> 甲\n> 乙\n", ["one\ntwo\nthree"], "> one\n> two\n> three\n"),
        ("- 甲\n  续\n\n  二\n", ["a\nb", "c"], "- a\n  b\n\n  c\n"),
        ("## 题 ##\n\n", ["a\nb"], "## a b ##\n\n"),
        ("| 甲 | 乙 |\n|--|--|\n", ["a|b", "c\nd"], "| a\\|b | c d |\n|--|--|\n"),
        ("甲 ![图](a.png)\n", ["See ![图](a.png)", "map"], "See ![map](a.png)\n"),
        ("甲 ![图](a.png)\n", ["No picture", "map"], "No picture\n"),
        ("甲\n\n[r]: /u\n", ["a"], "a\n\n[r]: /u\n"),
        ("[^1]: 注\n", ["a\nb"], "[^1]: a\n      b\n"),
        ("甲\n", ["1. not a list"], "1\\. not a list\n"),
        ("甲\n", ["# no heading"], "\\# no heading\n"),
        ("甲\n", ["a\n\nb"], "a\nb\n"),
        ("甲\n", ["[r]: /u"], "\\[r]: /u\n"),
        ("甲\n", ["```\nx"], "\\```\nx\n"),
        ("甲\n", [""], "甲\n"),
        ("![图](a.png)\n", ["a]b(c"], "![a\\]b\\(c](a.png)\n"),
    ],
)
def test_replacements_stay_in_their_places(text: str, wanted: list[str], expected: str) -> None:
    assert replaced(text, *wanted) == expected


@given(documents)
def test_every_segment_replaced_by_itself_gives_the_body_byte_for_byte(body: str) -> None:
    blocks = split(body)
    again = [splice(each, [(s, s.segment.text) for s in segments(each)]) for each in blocks]
    assert "".join(again) == body


@given(documents, st.lists(replacement, min_size=1, max_size=8))
def test_no_replacement_changes_the_frame(body: str, texts: list[str]) -> None:
    for each in split(body):
        spans = segments(each)
        wanted = [(span, texts[i % len(texts)]) for i, span in enumerate(spans)]
        after = splice(each, wanted)
        assert frame(after).shape == frame(each.text).shape
        assert len(frame(after).leaves) == len(frame(each.text).leaves)


@given(documents, replacement, st.integers(0, 30))
def test_what_is_not_replaced_stays_as_it_was(body: str, text: str, index: int) -> None:
    for each in split(body):
        spans: list[Span] = [span for span in segments(each) if span.segment.role != "alt"]
        if not spans:
            continue
        span = spans[index % len(spans)]
        after = splice(each, [(span, text)])
        assert after.startswith(each.text[: span.start])
        assert after.endswith(each.text[span.end :])


@pytest.mark.parametrize(
    "piece", [" ", "#", "`", "a", "a@", "[", "](", "<", "\\", "&", "甲 ", "\t*"]
)
@pytest.mark.parametrize("frame_of", ["{}", "甲 {} 乙", "# 甲 {} 乙", "| 甲 {} |\n|--|"])
def test_no_text_takes_quadratic_time(piece: str, frame_of: str) -> None:
    text = frame_of.format(piece * (60_000 // len(piece))) + "\n"
    started = time.monotonic()
    for each in split(text):
        spans = segments(each)
        splice(each, [(span, "word " + piece * 20_000) for span in spans])
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("piece", ["*a ", "_a", "**", "> "])
def test_a_hostile_translation_does_not_reach_the_parser(piece: str) -> None:
    assert replaced("甲乙\n", piece * 60_000) == "甲乙\n"


def test_deep_nesting_is_bounded_by_time() -> None:
    text = "".join("> " * 60 + f"- {'甲' * 5} {i}\n" for i in range(40))
    one = block(text)
    assert len(segments(one)) == 40
