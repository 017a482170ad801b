"""Bytes to text by evidence; what cannot be told is quarantined with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.capture.decode import _C1, _UNWANTED, MAX_BYTES, _is_tame, decode
from diglot.errors import Quarantined

CHINESE = "---\ntitle: 港口的警察\n---\n\n在夜里，他们检查了三艘船，发现两份文件是伪造的。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_encodings(encoding: str) -> None:
    text, findings = decode(CHINESE.encode(encoding), "a.md")
    assert text == CHINESE
    assert bool(findings) == (not encoding.startswith("utf-8"))


def test_what_is_no_encoding_is_quarantined_with_its_place() -> None:
    with pytest.raises(Quarantined) as caught:
        decode(b"one\ntwo \xff\xfe\xfd three\n", "a.md")
    assert caught.value.finding.line == 2
    assert "byte 8" in caught.value.finding.what


def test_size_is_bounded() -> None:
    with pytest.raises(Quarantined):
        decode(b"x" * (MAX_BYTES + 1), "a.md")


def test_line_ends_and_controls() -> None:
    text, (finding,) = decode("a\r\nb\rc\u2028d\x00\x07e\ufffef\x1bg".encode(), "a.md")
    assert text == "a\nb\nc\ndefg"
    assert (finding.severity, finding.line) == ("note", 4)


def test_latin_1_mojibake_is_mended() -> None:
    text, _ = decode(
        "It\u00e2\u0080\u0099s \u00e2\u0080\u0093 caf\u00c3\u00a9 \u0085".encode(), "a.md"
    )
    assert text.startswith("It’s – caf")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_quarantined(raw: bytes) -> None:
    try:
        text, _ = decode(raw, "a.md")
    except Quarantined:
        return
    assert not set(text) & {"\r", "\x00", "\x1b", "\u2028", "\ufeff\x00"}
    text.encode("utf-8")


@given(
    st.text(
        st.one_of(
            st.characters(),
            st.sampled_from(
                "\r\n\x00\x7f\x80\x84\x85\x9f\xc3\xa9\u2028\u2029\ufffe\uffff\ufeff，a"
            ),
        ),
        max_size=30,
    )
)
def test_what_is_taken_for_tame_has_nothing_to_repair(text: str) -> None:
    if _is_tame(text.encode("utf-8", "surrogatepass"), text):
        assert not set(text) & set("\r\x85\u2028\u2029")
        assert not _UNWANTED.search(text)
        assert not _C1.search(text)
