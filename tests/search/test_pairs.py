"""A pair of characters has one number, and comes back from it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diglot.search.pairs import numbered, spelled

runs = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=30)


@given(runs)
def test_pairs_come_back_in_their_order(text: str) -> None:
    assert spelled(list(numbered(text))) == [first + second for first, second in pairwise(text)]


def test_a_pair_has_its_number_wherever_it_stands() -> None:
    assert numbered("漏洞")[0] == numbered("有漏洞")[1] == numbered("大漏洞了")[1]
    assert numbered("漏洞")[0] != numbered("洞漏")[0]
