from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.clean.bold import mended
from tests.clean.captures import PROSE, cleaned, texts, web


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("**每****周****情报**", "**每周情报**"),
        ("****4、********北堤****", "**4、北堤**"),
        ("## **一、******通告****", "## **一、通告**"),
        ("****林小满：这是**新的**；那是**旧的**。", "林小满：这是**新的**；那是**旧的**。"),
        ("* one **two**\n* **three:**four", "* one **two**\n* **three**:four"),
        ("**·**UsePIN", "·UsePIN"),
        ("`a****b`", "`a****b`"),
        ("call 138****1234", "call 138****1234"),
        ("见****“北堤”****。", "见“北堤”。"),
        ("the word is **** and **not** more", "the word is **** and **not** more"),
        ("fine: **so** it (**is**) here", "fine: **so** it (**is**) here"),
        ("***Aside***:** no****", "***Aside***:** no"),
    ],
)
def test_bold_reads_as_it_was_meant(torn: str, whole: str) -> None:
    assert mended(torn) == whole


def test_each_cell_of_a_table_is_mended_by_itself() -> None:
    torn = "| **a****b** | ****c**** |\n| --- | --- |\n| 1 | ** |"
    assert mended(torn, table=True) == "| **ab** | **c** |\n| --- | --- |\n| 1 | ** |"


@given(st.text(alphabet="a北 .：*\n|`#-"), st.booleans())
def test_nothing_but_asterisks_and_their_place_changes(text: str, table: bool) -> None:
    assert sorted(mended(text, table=table).replace("*", "")) == sorted(text.replace("*", ""))


def test_an_article_shows_no_asterisks() -> None:
    result = cleaned(web(PROSE, "The **lamp****s**", PROSE + "****"))
    assert texts(result)[1:] == ["The **lamps**", PROSE]
