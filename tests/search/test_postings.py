"""Lists come back as they went in, and change as they would be made anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diglot.search import postings
from diglot.search.postings import count, decode, encode, exchange, read_varint, varint

codes = st.sets(st.integers(0, 1 << 40), min_size=1, max_size=80)


def _list(found: set[int]) -> bytes:
    return encode(sorted(found, reverse=True)) if found else b""


@given(st.integers(0, 1 << 60))
def test_a_number_comes_back(number: int) -> None:
    raw = varint(number)
    assert read_varint(raw + b"\x01", 0) == (number, len(raw))


@given(codes)
def test_a_list_comes_back(found: set[int]) -> None:
    raw = _list(found)
    assert decode(raw) == sorted(found, reverse=True)
    assert count(raw) == len(found)


@pytest.fixture(scope="module")
def _short_stretches() -> Iterator[None]:
    """Lists of a few postings are read in several stretches, as long ones are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_FIRST", 3)
        patch.setattr(postings, "_STRETCH", 12)
        yield


@pytest.mark.usefixtures("_short_stretches")
@given(codes, codes, st.data())
def test_an_exchanged_list_is_the_one_that_would_be_made(
    found: set[int], more: set[int], data: st.DataObject
) -> None:
    out = data.draw(st.sets(st.sampled_from(sorted(found))))
    into = more - (found - out)
    assume(out or into)
    assert exchange(_list(found), out, into) == _list(found - out | into)


def test_an_empty_list_can_be_filled_and_emptied() -> None:
    raw = exchange(b"", set(), {7, 3})
    assert decode(raw) == [7, 3]
    assert exchange(raw, {7, 3}, set()) == b""
