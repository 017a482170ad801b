"""Names in an index stand where readers look for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.publish.collation import groups, letter, ordered
from diglot.publish.views import Ref


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("安全", "A"), ("勒索软件", "L"), ("网络犯罪", "W"), ("情报", "Q"), ("隐私", "Y"), ("重庆", "Z"),
        ("AI", "A"), ("zero trust", "Z"), ("Éire", "E"), ("“引号”", "Y"), ("0day", "#"), ("Ωmega", "#"), ("", "#"),
    ],
)  # fmt: skip
def test_letters(name: str, expected: str) -> None:
    assert letter(name) == expected


def test_groups_follow_the_alphabet() -> None:
    refs = tuple(Ref(name=name) for name in ("隐私", "AI", "安全", "0day", "勒索软件", "Law"))
    found = groups(refs)
    assert [group.heading.name for group in found] == ["A", "L", "Y", "#"]
    assert [ref.name for ref in found[0].refs] == ["AI", "安全"]


@given(st.lists(st.text(max_size=8), max_size=12))
def test_order_is_total(names: list[str]) -> None:
    refs = tuple(Ref(name=name, href=str(at)) for at, name in enumerate(names))
    assert ordered(refs) == ordered(tuple(reversed(refs)))
