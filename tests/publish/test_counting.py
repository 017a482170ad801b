"""The quick way of counting counts what the expressions do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.publish.counting import _CJK, _WORD, count

ODD = "a9Zz_'’-?·«°ªé港口，。《〇々のンー한힣ᄀ⺀⼀⿟㐀䶿䷀一鿿꿿가힯ힰ豈﫿ＡＺ１！｡ｱ⁷ⁿ℀Яαℵ①𝒜😀\u0301\u2e2f \n\t"


def test_counting() -> None:
    assert count("国际刑警 Interpol's 195 members，2 days") == (4, 5)
    assert count("via-港口-log-港口x和，a-港-b，c-港，d") == (7, 4)
    assert count("CVE-2018-0296在不同型号上存在2种，2种") == (10, 2)


@given(st.one_of(st.text(ODD, max_size=40), st.text(max_size=40), st.text("a-'’港?", max_size=12)))
def test_quick_and_slow_agree(text: str) -> None:
    assert count(text) == (len(_CJK.findall(text)), len(_WORD.findall(text)))


@pytest.mark.parametrize("first", range(0, 0x30000, 0x400))
def test_every_character_counts_as_it_did(first: int) -> None:
    for code in range(first, first + 0x400):
        for text in (f"b{chr(code)}b", f"港{chr(code)}"):
            assert count(text) == (len(_CJK.findall(text)), len(_WORD.findall(text))), hex(code)
