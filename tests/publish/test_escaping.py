from __future__ import annotations

import markupsafe
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from diglot.publish.escaping import escape, escaped, safe


class Own:
    """Something that says itself how it stands in HTML."""

    def __html__(self) -> str:
        return "<own>"


VALUES = (
    st.text()
    | st.text().map(Markup)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.none()
    | st.dates()
    | st.lists(st.text())
    | st.just(Own())
)


@given(VALUES)
def test_every_value_is_escaped_as_markupsafe_does(value: object) -> None:
    assert str(escape(value)) == str(markupsafe.escape(value))
    assert escaped(value) == markupsafe.escape(value)
    assert type(escaped(value)) is Markup


@given(st.text())
def test_what_is_safe_is_taken_as_it_stands(text: str) -> None:
    assert safe(text) == Markup(text)  # noqa: S704 - that is what is compared
    assert type(safe(text)) is Markup
