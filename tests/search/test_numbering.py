"""Numbers follow days, are nobody else's, and stay when others come."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from diglot.search.numbering import ORIGIN, STRIDE, UNDATED, Arrival, numbers

days = st.none() | st.dates(dt.date(2022, 1, 1), dt.date(2022, 1, 4)) | st.dates()
arrivals = st.builds(
    Arrival, id=st.text("abc", min_size=1, max_size=4), day=days, fetched=st.sampled_from("123")
)
crowd = st.lists(arrivals, max_size=60, unique_by=lambda each: each.id)


@given(crowd)
def test_each_has_a_number_of_its_own_that_tells_its_day(found: list[Arrival]) -> None:
    stride, placed = numbers(found)
    assert len(set(placed.values())) == len(found) == len(placed)
    for each in found:
        day = placed[each.id] // stride
        if each.day is None:
            assert day < UNDATED
        else:
            assert day == max(each.day.toordinal() - ORIGIN, UNDATED)


@given(crowd)
def test_the_order_of_arrival_in_the_list_does_not_matter(found: list[Arrival]) -> None:
    assert numbers(found) == numbers(list(reversed(found)))


def test_what_comes_last_moves_nobody_while_there_is_room() -> None:
    day = dt.date(2024, 3, 5)
    found = [Arrival(id=f"id{number}", day=day, fetched=f"{number:03}") for number in range(72)]
    _, before = numbers(found[:71])
    _, after = numbers(found)
    assert before.items() <= after.items()


def test_other_days_do_not_matter() -> None:
    found = [Arrival(id=f"id{n}", day=dt.date(2024, 3, 5), fetched="") for n in range(20)]
    others = [Arrival(id=f"x{n}", day=dt.date(2024, 3, 4), fetched="") for n in range(90)]
    assert numbers(found)[1].items() <= numbers(found + others)[1].items()


def test_a_day_may_hold_more_than_its_usual_places() -> None:
    found = [Arrival(id=f"id{n}", day=dt.date(2024, 3, 5), fetched="") for n in range(2000)]
    stride, placed = numbers(found)
    assert stride == 4 * STRIDE
    assert len(set(placed.values())) == 2000
