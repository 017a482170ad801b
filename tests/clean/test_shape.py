from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from diglot.clean.shape import MARK, measure, plain


def test_a_links_address_weighs_nothing() -> None:
    short = measure(["see [the pier](https://e.org)"])
    long = measure(["see [the pier](https://e.org/with/a/very/long/path?and=a&query=too)"])
    assert short == long
    assert short.linked == (len("the pier"),)


def test_a_picture_is_no_link_and_its_description_no_text() -> None:
    shape = measure(["![a lamp on a pier](https://e.org/lamp.png)"])
    assert (shape.images, shape.links, shape.linked, shape.wordless) == ((1,), (0,), (0,), (True,))


def test_an_address_that_stands_for_itself_counts_as_text() -> None:
    shape = measure(["in [https://e.org/a](https://e.org/a)"])
    assert shape.linked == (0,)


def test_one_link_torn_over_several_blocks_is_all_link() -> None:
    shape = measure(
        ["[A new lamp", "2024-07-02", "![](https://e.org/a.png)](https://e.org/a)", "x"]
    )
    assert shape.linked[:3] == shape.weight[:3]
    assert shape.linked[3] == 0


def test_keys_fold_digits_and_leave_addresses_out() -> None:
    texts = [
        "read 5,120 times, [more](https://e.org/1)",
        "read 17,3 times, [more](https://e.org/2)",
    ]
    one, other = measure(texts).key
    assert one == other != 0


def test_pictures_are_told_apart_by_address_not_by_size() -> None:
    texts = [
        "![](https://e.org/a/640?x=1)",
        "![](https://e.org/a/0)",
        "**![](https://e.org/b/640)**",
    ]
    one, same, other = measure(texts).key
    assert one == same != other


def test_long_blocks_heavier_than_what_is_known_get_no_key() -> None:
    texts = ["a lamp on the pier " * 30, "a lamp", f"![](https://e.org/{'x' * 300}.png)"]
    assert all(measure(texts).key)
    assert [key > 0 for key in measure(texts, 0, 100).key] == [False, True, True]
    assert [key > 0 for key in measure(texts, 0, 0).key] == [False, True, False]


@given(st.text("ab ![]*_", max_size=8), st.text("abc/?#.:", min_size=1))
def test_a_picture_alone_is_measured_as_one_with_others(alt: str, target: str) -> None:
    alone = measure([f"![{alt}](https://e.org/{target})"])
    beside = measure([f"![{alt}](https://e.org/{target}) ![](https://e.org/i.png)"])
    if "]" not in alt:
        assert (alone.images, alone.links, alone.weight) == ((1,), (0,), (0,))
        assert alone.pictorial == beside.pictorial == (True,)
        assert beside.seen[0].startswith(alone.seen[0])
        assert alone.said == beside.said


def test_marks_of_our_own_in_a_text_do_no_harm() -> None:
    shape = measure([f"a {MARK} b \x00 c", "d"])
    assert len(shape.seen) == 2


@given(st.lists(st.text()))
def test_every_block_has_a_measure(texts: list[str]) -> None:
    shape = measure(texts)
    assert {len(column) for column in structs.astuple(shape)} == {len(texts)}
    assert all(linked >= 0 for linked in shape.linked)


@given(st.text())
def test_a_wording_is_found_again_whatever_marks_it_wears(text: str) -> None:
    assert plain(f"**{text}**") == plain(text)
