"""The one function every address passes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.publish.urls import safe_image, safe_link


@pytest.mark.parametrize(
    "url",
    [
        "javascript:x", "JAVASCRIPT:x", " javascript:x", "java\nscript:x", "\x01javascript:x", "vbscript:x",
        "data:text/html,x", "file:///etc/passwd", "//", "http://", "https://[::1", "http://a b/", "ftp://e.org",
        "https:\\\\e.org", "http://" + "a" * 70 + ".org/", "mailto:nobody", "blob:x", "&#106;avascript:x",
        "https://e.org/" + "a" * 5000,
    ],
)  # fmt: skip
def test_refused(url: str) -> None:
    assert safe_link(url) == ""


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://e.org/a?b=c&d#e", "https://e.org/a?b=c&d#e"),
        ("http://港口.example/夜", "http://xn--6orv52d.example/%E5%A4%9C"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("https://e.org/a b", "https://e.org/a%20b"),
        ("https://e.org/\"'<>", "https://e.org/%22%27%3C%3E"),
        ("https://u:p@e.org/x", "https://e.org/x"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
    ],
)
def test_accepted(url: str, safe: str) -> None:
    assert safe_link(url) == safe


def test_relative_addresses_need_a_base() -> None:
    assert safe_link("/a") == ""
    assert safe_link("/a", "https://e.org/x/y") == "https://e.org/a"
    assert safe_link("javascript:x", "https://e.org/x") == ""


@given(
    st.lists(st.sampled_from(["/", ".", "..", "a", "B-", "~1", "?", "#", ";", "%41", "["])),
    st.sampled_from(
        [
            "https://E.org/x/y?z#",
            "http://e.org",
            "https://e.org:80/",
            "http://-e/",
            "mailto:a@e.org",
        ]
    ),
)
def test_a_path_from_the_root_is_taken_as_any_other(parts: list[str], base: str) -> None:
    url = "/" + "".join(parts)
    with_dot = "/." + url  # the same place, which has to be worked out
    assert url.startswith("//") or safe_link(url, base) == safe_link(with_dot, base)


def test_images_are_https() -> None:
    assert safe_image("http://e.org/i.png") == "https://e.org/i.png"
    assert safe_image("mailto:a@b.org") == ""


@given(st.text(max_size=60), st.sampled_from(["", "https://e.org/a/b?c#d"]))
def test_only_tame_addresses_come_out(url: str, base: str) -> None:
    safe = safe_link(url, base)
    assert safe == "" or re.fullmatch(r"(?:https?://|mailto:)[!-~]+", safe)
    assert not set(safe) & set("<>\"'\\` ")
