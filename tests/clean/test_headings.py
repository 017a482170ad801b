from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diglot.clean.headings import levelled
from diglot.model import Block
from tests.clean.captures import CHINESE, LATER, MORE, PROSE, block


def levels(*texts: str) -> list[str]:
    return [made.text.strip() for made in levelled([block(text) for text in texts])]


def test_bold_lines_above_text_become_headings() -> None:
    assert levels("**漏洞概述**", "正文。", "**影响范围**", "正文。") == [
        "## 漏洞概述", "正文。", "## 影响范围", "正文。",
    ]  # fmt: skip


def test_one_bold_line_is_emphasis() -> None:
    assert levels("**漏洞概述**", "正文。") == ["**漏洞概述**", "正文。"]


def test_sentences_captions_and_labels_are_no_headings() -> None:
    lines = ("**这是一句话。**", "**图1 架构**", "**名称：**", "**" + "长" * 41 + "**")
    given_ = [text for line in lines for text in (line, "正文。", line, "正文。")]
    assert levels(*given_) == given_


def test_a_second_style_goes_one_level_below() -> None:
    made = levels("***甲段***", "x", "**甲一**", "x", "**甲二**", "x", "***乙段***", "x")
    assert made[::2] == ["## 甲段", "### 甲一", "### 甲二", "## 乙段"]


def test_a_number_joins_the_line_below_it() -> None:
    assert levels("01", "背景", "正文。", "**0 2**", "**方法**", "正文。") == [
        "## 01 背景", "正文。", "## 02 方法", "正文。",
    ]  # fmt: skip


def test_bold_lines_go_below_headings_that_are_there() -> None:
    made = levels("# A", "x", "**a one**", "x", "**a two**", "x", "# B", "x")
    assert made[::2] == ["## A", "### a one", "### a two", "## B"]


def test_levels_are_closed_up_below_the_title() -> None:
    assert levels("### A", "x", "###### B", "x", "# C", "x")[::2] == ["## A", "### B", "## C"]


def test_setext_headings_and_bold_around_headings() -> None:
    assert levels("# **A**", "x") == ["## A", "x"]
    made = levelled([Block(kind="heading", text="A\n===\n\n", line=1), block("x")])
    assert made[0].text == "## A\n\n"


def test_a_heading_that_is_a_paragraph_becomes_one() -> None:
    long = "这一整段都被标成了标题，" * 4 + "其实只是因为字号。"
    made = levelled([block(f"# {long}")])
    assert (made[0].kind, made[0].text.strip()) == ("paragraph", long)


@given(st.lists(st.text(max_size=60).filter(str.strip)))
def test_levels_never_skip_and_never_raise(lines: list[str]) -> None:
    last = 1
    for made in levelled([block(line) for line in lines]):
        if made.kind == "heading" and made.text.startswith("##"):
            level = len(made.text) - len(made.text.lstrip("#"))
            assert 2 <= level <= min(last + 1, 6)
            last = level


def test_counted_lines_right_below_a_line_of_their_style_are_one_level_lower() -> None:
    lines = [
        "**Attacks**",
        "**1. The lamp**",
        "Text.",
        "**2. The horn**",
        "Text.",
        "**Defence**",
        "Text.",
    ]
    found = [text for text in levels(*lines) if text.startswith("#")]
    assert found == ["## Attacks", "### 1. The lamp", "### 2. The horn", "## Defence"]


def test_lines_counted_otherwise_are_of_one_level_where_text_stands_between() -> None:
    lines = ["**1. The lamp**", "Text.", "**2. The horn**", "Text.", "**To end**", "Text."]
    found = [text for text in levels(*lines) if text.startswith("#")]
    assert found == ["## 1. The lamp", "## 2. The horn", "## To end"]


def test_lines_of_one_style_below_the_same_heading_have_one_level() -> None:
    lines = ["# A", "### B", "Text.", "**One**", "Text.", "**Two**", "Text.", "### C", "Text."]
    found = [text for text in levels(*lines) if text.startswith("#")]
    assert found == ["## A", "### B", "#### One", "#### Two", "### C"]


def test_bold_lines_above_captured_headings_stay_above_them() -> None:
    lines = ["**One**", "Text.", "## A", "Text.", "**Two**", "Text.", "## B", "Text."]
    found = [text for text in levels(*lines) if text.startswith("#")]
    assert found == ["## One", "### A", "## Two", "### B"]


def test_numbers_right_below_bold_lines_are_lower_than_these() -> None:
    lines = [
        "**News**",
        "**01**",
        "**Lamp**",
        "Text.",
        "**02**",
        "**Horn**",
        "Text.",
        "**Weather**",
    ]
    found = [text for text in levels(*lines, "Text.") if text.startswith("#")]
    assert found == ["## News", "### 01 Lamp", "### 02 Horn", "## Weather"]


def test_counted_lines_stand_as_chinese_texts_nest_them() -> None:
    blocks = [
        block("**一、灯**"), block(CHINESE), block("**（一）旧灯**"), block(CHINESE),
        block("**1.一盏旧灯，从战后一直点到春天，领航员们在每封信里都写到它的光，也写到它后来的样子**"), block(LATER),
        block("**（二）新灯**"), block(CHINESE), block("**二、船**"), block(LATER),
    ]  # fmt: skip
    assert [b.text.split()[0] for b in levelled(blocks) if b.kind == "heading"] == [
        "##", "###", "####", "###", "##",
    ]  # fmt: skip


def test_a_long_line_in_latin_script_is_a_heading_and_an_address_is_none() -> None:
    blocks = [
        block("**The key role of lamps in the automation of harbours**"), block(PROSE),
        block("**How lamps help**"), block(MORE), block("**https://harbour.example/lamps**"), block(MORE),
    ]  # fmt: skip
    assert [b.kind for b in levelled(blocks)][::2] == ["heading", "heading", "paragraph"]
