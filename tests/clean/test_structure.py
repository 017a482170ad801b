from __future__ import annotations

import pytest

from diglot.clean.structure import fenced, headed, tidied
from tests.clean.captures import CHINESE, MORE, PROSE, block, cleaned, texts, web


def test_code_between_empty_fences_is_one_fence() -> None:
    made, kinds = fenced(
        ["a", "```\n```", "int x\\_y = 1;", "call(x\\_y);", "```\n```", "b"], ["paragraph"] * 6
    )
    assert made[2] == "```\nint x_y = 1;\n\ncall(x_y);\n```"
    assert (made[3], kinds[2]) == ("", "code")


def test_prose_between_empty_fences_stays_prose() -> None:
    given_ = ("```\n```", CHINESE, "```\n```")
    assert fenced(given_, ("paragraph",) * 3)[0] == given_


def test_the_fence_reaches_the_article() -> None:
    result = cleaned(web(PROSE, "```\n```", "lamp = on(1);", "```\n```", MORE))
    assert [b.kind for b in result.blocks] == ["paragraph", "code", "paragraph"]
    assert texts(result)[1] == "```\nlamp = on(1);\n```"


def test_a_line_between_empty_headings_is_the_heading() -> None:
    made, kinds = headed(
        ["##", "一、背景", "##", "正文。"], ["heading", "paragraph", "heading", "paragraph"]
    )
    assert (made[1], kinds[1]) == ("## 一、背景", "heading")


def test_a_table_that_laid_out_the_page_becomes_paragraphs() -> None:
    table = block("|  |  |\n| --- | --- |\n| one |  |\n|  | two |", "table")
    assert [b.text.strip() for b in tidied([table])] == ["one", "two"]


def test_a_table_without_header_takes_its_first_row() -> None:
    table = block("|  |  |\n| --- | --- |\n| No | Name |\n| 1 | lamp |", "table")
    assert tidied([table])[0].text.strip() == "| No | Name |\n| --- | --- |\n| 1 | lamp |"


def test_a_table_with_header_is_left_alone() -> None:
    table = block("| No | Name |\n| --- | --- |\n| 1 | lamp |", "table")
    assert tidied([table]) == (table,)


def test_pictures_that_never_came_go_and_linked_ones_are_shown() -> None:
    made = tidied(
        [
            block("![](data:image/png;base64...)"),
            block("[![lamp](data:image/png;base64...)](https://e.org/lamp.png)"),
            block("![]()\nThe lamp is new."),
        ]
    )
    assert [b.text.strip() for b in made] == ["![lamp](https://e.org/lamp.png)", "The lamp is new."]


def test_no_separator_at_an_end_or_behind_another() -> None:
    rule = block("---", "rule")
    assert [b.text for b in tidied([rule, block("a"), rule, rule, block("b"), rule])] == [
        "a\n\n", "---\n\n", "b\n\n",
    ]  # fmt: skip


def test_torn_bold_is_joined() -> None:
    assert tidied([block("**0****1** and more")])[0].text == "**01** and more\n\n"


def test_a_picture_that_never_came_goes_with_its_title() -> None:
    torn = '![a](data:image/png;base64,AA "The lamp") The lamp on the pier.'
    assert [b.text.strip() for b in tidied([block(torn)])] == ["The lamp on the pier."]


def test_comments_of_a_script_are_no_headings() -> None:
    comments = [
        block(f"# {line}") for line in ("Date: 2022", "CVE: N/A", "Tested on: a\\_b", "Lamp")
    ]
    made = tidied([block("Before."), *comments])
    assert [b.kind for b in made] == ["paragraph", "code", "heading"]
    assert made[1].text == "```\n# Date: 2022\n# CVE: N/A\n# Tested on: a_b\n```\n\n"


@pytest.mark.parametrize(
    ("fence", "whole"),
    [
        ("```\n1\n### 理解灯塔\n```", "### 1 理解灯塔"),
        ("```\n## 理解灯塔\n```", "## 理解灯塔"),
        ("```\n\n一\n\n样本HASH与灯\n\n```", "## 一 样本HASH与灯"),
        ("```\n1\nprint\n```", "```\n1\nprint\n```"),
        ("```\n# apt install lamp\n```", "```\n# apt install lamp\n```"),
        ("```\n## lamp --on\n```", "```\n## lamp --on\n```"),
        ("```\n1\n### 灯\nlamp = on\n```", "```\n1\n### 灯\nlamp = on\n```"),
    ],
)
def test_a_heading_that_was_fenced_is_one(fence: str, whole: str) -> None:
    assert [b.text.strip() for b in tidied([block(fence, "code")])] == [whole]
