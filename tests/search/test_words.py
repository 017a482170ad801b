"""A text and a query are cut alike, whatever their case, width, accents and script."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.search import words
from diglot.search.words import LONGEST, VARIANTS, terms

ALPHABET = "aZ9 -_éÉİßＡ１ガカ゛が漏網络國ㄱ한кЙ，。·\n²①ﬁ𠀀e\u0301\xa0\u200bcve-1234"


def test_chinese_is_found_by_characters_and_pairs() -> None:
    assert terms("国际刑警") == {"国", "际", "刑", "警", "国际", "际刑", "刑警"}
    assert terms("国际，刑警") == {"国", "际", "刑", "警", "国际", "刑警"}


def test_mixed_text_is_cut_where_the_script_changes() -> None:
    assert terms("APT攻击") == {"apt", "攻", "击", "攻击"}


def test_traditional_text_is_found_in_simplified() -> None:
    assert terms("國際刑警組織") == terms("国际刑警组织")


def test_case_width_and_accents_do_not_matter() -> None:
    assert terms("ＲＡＮＳＯＭ Café İstanbul") == {"ransom", "cafe", "istanbul"}
    assert terms("cafe\u0301") == {"cafe"}


def test_a_cve_number_is_one_word_and_found_by_its_year() -> None:
    assert terms("(CVE-2022-30190)") >= {"cve-2022-30190", "cve-2022", "cve"}
    assert "cve-2022" not in terms("xcve-2022-30190")


def test_a_long_word_is_found_by_its_beginning() -> None:
    assert terms("a" * 64) == {"a" * LONGEST}


def test_nothing_is_found_by_punctuation() -> None:
    assert terms("…… —— !? _ -") == set()


@given(st.text(ALPHABET, max_size=40))
def test_normalising_less_often_changes_nothing(text: str) -> None:
    assert terms(text) == terms(unicodedata.normalize("NFKC", text))


@given(st.text(ALPHABET, max_size=40))
def test_plain_text_is_cut_as_any_other(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_NOT_PLAIN", re.compile(""))
        found = terms(text)
    assert terms(text) == found


def test_plain_characters_are_no_letters_but_ascii_and_what_is_written_without_spaces() -> None:
    for code in range(0x80, 0x20000):
        sign = chr(code)
        if words._NOT_PLAIN.search(sign):
            continue
        assert not sign.isalnum() or words._RUN.fullmatch(sign), hex(code)


@given(st.text(max_size=60))
def test_terms_are_folded_whole_and_short(text: str) -> None:
    for term in terms(text):
        assert 0 < len(term) <= LONGEST
        assert not re.search(r"\s|:|[A-Z]", term)


def test_usual_characters_have_no_other_form() -> None:
    """What `fold` does not normalise would not become other words if it did."""
    for code in range(0x20000):
        sign = chr(code)
        if words._UNUSUAL.search(sign):
            continue
        assert not unicodedata.combining(sign), hex(code)
        whole = re.findall(r"[^\W_]", unicodedata.normalize("NFKC", sign.lower()))
        assert whole == re.findall(r"[^\W_]", sign.lower()), hex(code)


def test_variants_pair_characters() -> None:
    pairs = dict(zip(VARIANTS[::2], VARIANTS[1::2], strict=True))
    assert pairs["網"] == "网"
    assert all(len(each) == 1 for each in pairs)
