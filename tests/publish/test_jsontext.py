from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.publish import jsontext

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    TEXT | st.integers(-(2**60), 2**60) | st.booleans() | st.none(),
    lambda some: st.lists(some) | st.dictionaries(TEXT, some),
)


def as_python_writes_it(value: object, indent: int | None) -> str:
    """What the standard library makes of it, markup written as escapes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=indent)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


@given(VALUES)
def test_text_is_as_python_writes_it(value: object) -> None:
    assert jsontext.dumps(value) == as_python_writes_it(value, None)
    assert jsontext.dumps(value, indent=1) == as_python_writes_it(value, 1)


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": ["a\ud800b", 1]}, ("\ud800",)])
def test_halves_of_characters_stop_nothing(value: object) -> None:
    text = jsontext.dumps(value)
    assert "?" in text
    json.loads(text.encode())


def test_numbers_that_json_does_not_know_are_left_out() -> None:
    assert jsontext.dumps({"a": float("nan"), "b": float("inf")}) == '{"a": null, "b": null}'
