"""Lines that go in step give what they give one after the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diglot.instep import Line, alone, together


def _line(steps: int, taken: list[int], name: int) -> Line[int]:
    for _ in range(steps):
        taken.append(name)
        yield
    if steps == 3:
        raise ValueError(name)
    return steps


@given(st.lists(st.integers(0, 5)))
def test_results_are_in_the_order_of_the_lines(lengths: list[int]) -> None:
    taken: list[int] = []
    lines = [_line(steps, taken, at) for at, steps in enumerate(lengths)]
    results = together(lines, lambda at, error: -1 - at)
    assert results == [-1 - at if steps == 3 else steps for at, steps in enumerate(lengths)]
    for at, steps in enumerate(lengths):
        assert taken.count(at) == steps
    firsts = sum(steps > 0 for steps in lengths)
    assert taken[:firsts] == sorted(taken[:firsts])  # all take their first step before any a second


def test_a_line_alone() -> None:
    assert alone(_line(2, [], 0)) == 2
