from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.clean.mojibake import TWICE, detect, repair
from tests.clean.captures import CHINESE, LATER, cleaned, texts, web

CODECS = ("ptcp154", "cp855", "mac_cyrillic", "cp775", "latin_1")


@pytest.mark.parametrize("codec", CODECS)
def test_text_comes_back_from_each_wrong_codec(codec: str) -> None:
    wrong = f"# 题\n\n{(CHINESE + LATER).encode().decode(codec)}"
    assert detect(wrong) == codec
    assert CHINESE in repair(wrong, codec)


def test_text_comes_back_that_was_decoded_wrongly_twice() -> None:
    wrong = (CHINESE + LATER).encode().decode("latin_1").encode().decode("gb18030")
    body = f"# 题\n\n{wrong} 2024\n\n\ue602 Share"
    assert detect(body) == TWICE
    assert repair(body, TWICE) == f"# 题\n\n{CHINESE}{LATER} 2024\n\n\ue602 Share"


def test_what_had_no_character_is_a_gap_and_the_rest_is_right() -> None:
    wrong = "# 题\n\n" + (CHINESE + LATER).encode().decode("cp1256", "replace").replace("�", "")
    assert detect(wrong) in ("", "cp1256")


@pytest.mark.parametrize(
    "text", ["", "plain", CHINESE, "це український текст, що триває", "naïve café"]
)
def test_good_text_is_left_alone(text: str) -> None:
    assert detect(text) == ""


@given(st.text())
def test_repair_never_raises(text: str) -> None:
    for codec in CODECS:
        repair(text, codec)


@given(st.text(alphabet=st.characters(max_codepoint=126)))
def test_ascii_is_never_touched(text: str) -> None:
    assert detect(text) == ""
    assert repair(text, "cp855") == text


def test_the_article_is_cleaned_as_it_should_have_read() -> None:
    wrong = "\n\n".join(text.encode().decode("cp855") for text in (CHINESE, LATER, "发表评论"))
    result = cleaned(web(wrong))
    assert result.codec == "cp855"
    assert texts(result) == [CHINESE, LATER]
