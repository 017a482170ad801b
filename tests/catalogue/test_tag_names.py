import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.catalogue.tag_names import MOST, RESERVED, hashed, name_key, shown, slug_for, usable

INVISIBLE = "\u200b\u200d\ufeff\u00ad\u2060\ufe0f"


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(st.text(min_size=1, max_size=20), st.sampled_from(INVISIBLE), st.integers(0, 20))
def test_invisible_characters_change_no_key(name: str, invisible: str, place: int) -> None:
    assert name_key(invisible + name + invisible) == name_key(name)


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu", "Nd"], max_codepoint=0x7F)))
def test_case_and_width_change_no_key(name: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in name)
    assert name_key(wide) == name_key(name.upper()) == name_key(name.lower())


@given(st.text())
def test_every_name_gets_a_path_that_is_safe_everywhere(name: str) -> None:
    slug = slug_for(name)
    assert slug not in RESERVED
    assert usable(slug) or slug == hashed(name)
    assert len(slug) <= MOST
    assert slug == slug_for(name_key(name))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Interpol", "interpol"),
        ("ＡＩ safety", "ai-safety"),
        ("C++", "c"),
        ("Zero\u200bTrust", "zerotrust"),
        ("  __proto__  ", "proto"),
    ],
)
def test_ascii_names_keep_their_letters(name: str, slug: str) -> None:
    assert slug_for(name) == slug


@pytest.mark.parametrize("name", ["国际刑警", "Café", "index", "NUL", "con", "!!!", "", "x" * 61])
def test_other_names_get_a_hash(name: str) -> None:
    assert slug_for(name) == hashed(name)
    assert len(hashed(name)) == 10


def test_a_name_like_a_hash_is_hashed_too() -> None:
    assert slug_for(hashed("国际刑警")) != hashed("国际刑警")


def test_what_is_shown_keeps_case_and_width() -> None:
    assert shown("\ufeff Ｚero\u200b\tTrust ") == "Ｚero Trust"
