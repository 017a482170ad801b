from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.adding.decoding import decode


@pytest.mark.parametrize(
    ("content", "kind", "text"),
    [
        ("中文".encode(), "", "中文"),
        ("中文".encode("gb18030"), "", "中文"),
        ("中文".encode("gbk"), "text/html; charset=GB2312", "中文"),
        ("中文".encode("big5"), 'text/html; charset="Big5"', "中文"),
        ("<meta charset=big5>中文".encode("big5"), "", "<meta charset=big5>中文"),
        (
            '<?xml version="1.0" encoding="gbk"?>中'.encode("gbk"),
            "",
            '<?xml version="1.0" encoding="gbk"?>中',
        ),
        (b"\xef\xbb\xbf\xe4\xb8\xad", "text/html; charset=gbk", "中"),
        (b"\xff\xfe-N", "", "中"),
        ("“quoted”".encode("cp1252"), "text/html; charset=iso-8859-1", "“quoted”"),
        ("中文".encode(), "text/html; charset=hex", "中文"),
        ("中文".encode(), "text/html; charset=no-such-thing", "中文"),
        (b'<meta charset="utf-16">ok', "", '<meta charset="utf-16">ok'),
    ],
)
def test_a_page_is_read_as_a_browser_reads_it(content: bytes, kind: str, text: str) -> None:
    assert decode(content, kind) == text


@given(st.binary(), st.text())
def test_decoding_never_fails(content: bytes, kind: str) -> None:
    assert isinstance(decode(content, kind), str)
