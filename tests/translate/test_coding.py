"""What leaves for an engine, and what comes back into Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.commonmark import render, split
from diglot.model import Block, Role, Segment
from diglot.translate.coding import decode, encode
from diglot.translate.inline import definitions, inlines
from diglot.translate.segments import segments, splice
from diglot.translate.writing import meant_by
from tests.translate.markdown import documents

POSITION = re.compile(r' data-sourcepos="[^"]*"')
LINK, CODE = "[报告](http://x.y/a_b)", "`ls -l`"


def text_of(text: str, role: Role = "text") -> Segment:
    return Segment(role=role, text=text)


def tagged(text: str) -> tuple[str, ...]:
    coded = encode(text_of(text), tagged=True)
    assert coded is not None
    return coded.texts


def answered(text: str, *answers: str, tags: bool = True, role: Role = "text") -> str | None:
    coded = encode(text_of(text, role), tagged=tags)
    assert coded is not None
    assert len(coded.texts) == len(answers), coded.texts
    return decode(coded, answers)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("查**甲**与*乙*。", '查<g id="1">甲</g>与<g id="2">乙</g>。'),
        ("**整段**", "整段"),
        ("***整段***", "整段"),
        ("[整段](http://x)", "整段"),
        (f"运行 {CODE} 再看", '运行 <x id="1"/> 再看'),
        ("![图](a.png) 说明", "说明"),
        ("见 http://x.y/z 页", '见 <x id="1"/> 页'),
        ("见 [http://x.y/z](http://x.y/z) 页", '见 <x id="1"/> 页'),
        ("写信 a@b.example 吧", '写信 <x id="1"/> 吧'),
        ("a <b>粗</b> c", 'a <g id="1">粗</g> c'),
        ("a <script> c", 'a <x id="1"/> c'),
        ("甲[^1]乙", '甲<x id="1"/>乙'),
        ("a < b & c", "a &lt; b &amp; c"),
        ("甲\n乙", "甲\n乙"),
    ],
)
def test_markup_never_leaves_as_text(text: str, sent: str) -> None:
    assert tagged(text) == (sent,)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ('See <g id="1">A</g> now', "See **A** now"),
        ('<g id="1">A</g>', "**A**"),
        (
            '<g id="1">*A*</g> _x_ `c` [y](javascript:z)',
            "**\\*A\\*** \\_x\\_ \\`c\\` \\[y\\](javascript:z)",
        ),
        ('<script>x</script><g id="1">A</g>', "\\<script>x\\</script>**A**"),
        ('&lt;b&gt; <g id="1">A</g>', "\\<b> **A**"),
        ('1 < 2 <g id="1">A</g>', "1 < 2 **A**"),
        ("A", None),
        ('<g id="1">A</g> <g id="1">B</g>', None),
        ('<g id="2">A</g>', None),
        ('<g id="1">A', None),
        ('A</g><g id="1">', None),
        ('<x id="1"/>', None),
    ],
)
def test_answers_are_text_but_for_their_slots(answer: str, expected: str | None) -> None:
    assert answered("查**甲**吧", answer) == expected


def test_slots_may_change_their_order_and_nesting() -> None:
    text = f"先{CODE}后**甲 {LINK}**。"
    assert tagged(text) == ('先<x id="1"/>后<g id="2">甲 <g id="3">报告</g></g>。',)
    answer = '<g id="2">See <g id="3">it</g></g> after <x id="1"/>.'
    assert answered(text, answer) == f"**See [it](http://x.y/a_b)** after {CODE}."


def test_marks_that_only_work_beside_chinese_are_set_apart() -> None:
    assert answered("**·**数字时代", "Digital age") == "**·** Digital age"
    assert answered("**·**数字时代", "新时代") == "**·**新时代"


def test_a_link_inside_a_link_is_refused() -> None:
    text = f"{LINK}与[二](http://b)吧"
    assert answered(text, '<g id="1">a <g id="2">b</g></g> c') is None


@pytest.mark.parametrize(
    ("text", "role", "sent", "answers", "expected"),
    [
        ("**整段**", "text", ("整段",), ("All",), "**All**"),
        ("查**甲**。", "text", ("查甲。",), ("See A.",), "See A."),
        (f"见{LINK}。", "text", ("见报告。",), ("See it.",), f"See it.\\\n{LINK}"),
        (f"见{LINK}。", "cell", ("见报告。",), ("See it.",), f"See it. ({LINK})"),
        (f"见（{CODE}）与甲", "text", ("见与甲",), ("A",), f"A\\\n{CODE}"),
        ("甲[^1]乙", "text", ("甲 乙",), ("A",), "A[^1]"),
        ("甲  \n乙", "text", ("甲", "乙"), ("A", "B"), "A  \nB"),
        ("甲<br>乙", "cell", ("甲", "乙"), ("A", "B"), "A<br>B"),
        ("甲\n乙", "text", ("甲乙",), ("A",), "A"),
        ("one\ntwo", "text", ("one two",), ("A",), "A"),
        ("![图](a.png) **甲**", "text", ("甲",), ("A",), "![图](a.png) **A**"),
        (
            "甲\n![图](a)\n[![像](b)](c)\n乙",
            "text",
            ("甲", "乙"),
            ("A", "B"),
            "A\n![图](a)\n[![像](b)](c)\nB",
        ),
        ("甲\n`x`\n乙", "text", ("甲", "乙"), ("A", "B"), "A\n`x`\nB"),
        ("甲乙", "text", ("甲乙",), ("*A* <b> # `x`",), "\\*A\\* \\<b> # \\`x\\`"),
    ],
)
def test_without_tags_what_is_dropped_is_listed(
    text: str, role: Role, sent: tuple[str, ...], answers: tuple[str, ...], expected: str
) -> None:
    coded = encode(text_of(text, role), tagged=False)
    assert coded is not None
    assert coded.texts == sent
    assert decode(coded, answers) == expected


def test_a_title_is_no_markdown() -> None:
    assert answered("a *b* & c", "A *B*\n &amp; C", role="title") == "A *B* & C"


def test_keep_terms_leave_as_slots() -> None:
    coded = encode(text_of("装 Harrowgate 吧"), tagged=True, keep=re.compile("Harrowgate"))
    assert coded is not None
    assert coded.texts == ('装 <x id="1"/> 吧',)
    assert decode(coded, ['Set <x id="1"/> up']) == "Set Harrowgate up"


def test_long_texts_are_cut_between_sentences() -> None:
    text = "第一句话。" * 10
    coded = encode(text_of(text), tagged=False, fits=lambda part: len(part) <= 12)
    assert coded is not None
    assert set(coded.texts) == {"第一句话。第一句话。"}
    assert decode(coded, ["One."] * len(coded.texts)) == " ".join(["One."] * len(coded.texts))


def test_reference_links_come_back() -> None:
    defined = definitions(["[r]: /u\n"])
    coded = encode(text_of("见[甲][r]吧"), tagged=True, definitions=defined)
    assert coded is not None
    assert decode(coded, ['See <g id="1">A</g>']) == "See [A][r]"


def html(blocks: list[Block] | tuple[Block, ...]) -> list[str]:
    return [POSITION.sub("", each) for each in render(blocks)]


@given(documents)
def test_encoded_and_decoded_by_an_echo_renders_the_same_html(body: str) -> None:
    blocks = split(body)
    defined = definitions(each.text for each in blocks)
    again = []
    for each in blocks:
        wanted = []
        for span in segments(each):
            coded = encode(span.segment, tagged=True, definitions=defined)
            if coded is not None:
                decoded = decode(coded, coded.texts)
                if decoded is None:  # runs of asterisks that can be written in no other way
                    assert "**" in span.segment.text
                    continue
                wanted.append((span, decoded))
        again.append(Block(kind=each.kind, text=splice(each, wanted), line=each.line))
    assert html(again) == html(blocks)


@given(st.text(max_size=60))
def test_any_answer_is_read_as_text(answer: str) -> None:
    coded = encode(text_of(f"查**甲**与{LINK}吧"), tagged=False)
    assert coded is not None
    decoded = decode(coded, [answer])
    if decoded is None or not answer.strip():
        return
    nodes = inlines(decoded)
    assert nodes is not None
    kinds = {one[0] for one in meant_by(nodes) if isinstance(one, tuple)}
    assert kinds <= {"link", "break"}
    urls = [one[2] for one in meant_by(nodes) if isinstance(one, tuple) and one[0] == "link"]
    assert urls == ["http://x.y/a_b"]
