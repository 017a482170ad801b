"""Permalinks hang on this table: a pair that changes breaks every link to its article."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diglot.catalogue.identity import _WECHAT_URL, article_id, host_of, normalise

FROZEN = [
    (
        "https://mp.weixin.qq.com/s?__biz=MzA3Mjc1MTkwOA==&mid=2650521524&idx=2&sn=d78e&chksm=8716&scene=58#rd",
        "x.md",
        "nqirpo2qr2",
    ),
    ("https://mp.weixin.qq.com/s/AbC-dEf_123", "x.md", "m2s3klvvrn"),
    ("https://example.org/2024/01/a-title.html", "x.md", "hjdlv7bypx"),
    ("http://www.example.org/?p=123&utm_source=rss", "x.md", "3mjvwa3zb3"),
    ("https://example.org:8080/path/", "x.md", "24zpucauix"),
    ("https://例え.jp/港", "x.md", "6akfqtgmfu"),
    ("https://example.org/#!/story/1", "x.md", "jswcbrm6ul"),
    ("", "2022/12/27/daily.md", "5pvze6eimc"),
    ("javascript:alert(1)", "五月/三日.md", "kpkl7o7lhi"),
    ("https://user:pw@example.org/a?x=%20y&z", "x.md", "onovrsgevb"),
]

SAME = [
    ("http://example.org/a", "https://example.org/a/"),
    ("https://Example.ORG:443/a", "https://example.org/a"),
    ("https://example.org/a?utm_source=feed&utm_medium=x", "https://example.org/a"),
    ("https://example.org/a?b=1&a=2", "https://example.org/a?a=2&b=1"),
    ("https://example.org/a#part", "https://example.org/a"),
    ("https://example.org/a/index.html", "https://example.org/a"),
    ("https://example.org/%E6%B8%AF", "https://example.org/港"),
    (
        "https://mp.weixin.qq.com/s?__biz=Mz==&mid=26&idx=2&sn=d7&chksm=87&scene=58#rd",
        "http://mp.weixin.qq.com/s?sn=other&idx=2&mid=26&__biz=Mz==",
    ),
]
DIFFERENT = [
    ("https://example.org/a", "https://example.org/b"),
    ("https://example.org/?id=1", "https://example.org/?id=2"),
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/#!/a", "https://example.org/#!/b"),
    ("https://example.org:8080/a", "https://example.org/a"),
    (
        "https://mp.weixin.qq.com/s?__biz=Mz==&mid=26&idx=1",
        "https://mp.weixin.qq.com/s?__biz=Mz==&mid=26&idx=2",
    ),
    ("https://mp.weixin.qq.com/s/abcDEF", "https://mp.weixin.qq.com/s/abcdef"),
]


@given(
    st.from_regex(
        r"https?://[a-z0-9.-]{1,12}\.[a-z]{2,4}(/[A-Za-z0-9:@!,;=~._-]{0,8}){0,3}", fullmatch=True
    )
)
@example("https://www.example.org/a/index.html")
@example("https://mp.weixin.qq.com/s/AbC")
@example("https://example.org./")
def test_a_plain_address_is_spelt_as_any_other(url: str) -> None:
    assert normalise(url) == normalise(f"{url}#part")
    assert host_of(url) == host_of(f"{url}#part")


@pytest.mark.parametrize(("url", "path", "id"), FROZEN)
def test_frozen(url: str, path: str, id: str) -> None:
    assert article_id(url, path) == id


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_page(one: str, other: str) -> None:
    assert normalise(one) == normalise(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_pages(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "ftp://e.org/x",
        "not a url",
        "http://",
        "http://[::1",
        "//e.org/x",
    ],
)
def test_what_is_no_address_is_known_by_its_path(url: str) -> None:
    assert normalise(url) == ""
    assert article_id(url, "a.md") == article_id("", "a.md") != article_id("", "b.md")


@given(st.text(max_size=80))
@example(" \u200b")
def test_never_raises_and_is_stable(text: str) -> None:
    once = normalise("https://" + text)
    assert normalise("https://" + once) == once or not once
    assert len(article_id(text, text)) == 10
    host_of(text)


def test_host() -> None:
    assert host_of("https://www.Example.org:8443/x") == "example.org"
    assert host_of("mailto:a@b.c") == ""


@given(st.text("0=&#;%+\nAz", max_size=8), st.text("19&#;\n\u0661", max_size=3))
def test_the_quick_way_reads_wechats_addresses_alike(biz: str, tail: str) -> None:
    url = f"https://mp.weixin.qq.com/s?__biz=Mz{biz}&mid=26&idx=2{tail}"
    if quick := _WECHAT_URL.match(url):
        assert normalise(url) == normalise(url.replace("?", "?a=1&"))
        assert quick[1] in url
