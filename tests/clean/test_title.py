from __future__ import annotations

import pytest

from diglot.clean.title import similar
from tests.clean.captures import MORE, PROSE, cleaned, page, texts, web


def test_the_text_starts_behind_the_title_and_the_menu_goes() -> None:
    result = cleaned(web(PROSE, MORE))
    assert texts(result) == [PROSE, MORE]
    assert {d.rule for d in result.decisions if d.action == "drop"} == {
        "title-repeat",
        "above-title",
    }


@pytest.mark.parametrize(
    ("said", "wanted", "same"),
    [
        ("whilecleaningupraid", "whilecleaningupattack", True),
        ("anewlampontheno", "anewlamponthenorthpier", True),
        ("relatedarticles", "anewlamponthenorthpier", False),
        ("lamp", "lamp", False),
    ],
)
def test_titles_that_differ_in_a_word_are_the_same(said: str, wanted: str, same: bool) -> None:
    assert similar(said, wanted) is same


def test_the_last_title_with_the_text_below_it_counts() -> None:
    body = f"# A new lamp\n\nA new lamp\n\nHome\n\n## A new lamp\n\n{PROSE}\n\n{MORE}\n"
    assert page(body, until="title").start == 4


def test_a_title_said_again_below_the_text_does_not_count() -> None:
    body = f"# A new lamp\n\n## A new lamp\n\n{PROSE}\n\n{MORE}\n\n### A new lamp\n\nx\n"
    assert page(body, until="title").start == 2


def test_the_only_other_first_heading_stands_in_for_a_title_that_was_changed() -> None:
    body = f"# Why lamps matter to ships\n\n* [Home](/)\n\n# Harbour changes its light\n\n{PROSE}\n"
    made = page(body, until="title")
    assert (made.anchored, made.titled, made.start) == (True, False, 3)


def test_a_picture_right_above_the_title_with_words_of_its_own_stays() -> None:
    body = (
        "# A new lamp\n\n* [Home](/)\n\n![The lamp on the pier at night](/lamp.png)\n\n"
        f"# A new lamp\n\n{PROSE}\n"
    )
    assert texts(cleaned(body))[0].startswith("![The lamp")


def test_a_picture_above_the_title_that_stands_below_it_too_is_shown_once() -> None:
    above, below = (f"![A lamp on the northern pier](https://e.org/{n}.png)" for n in "ab")
    body = f"# A new lamp\n\nMenu\n\n{above}\n\n# A new lamp\n\n{below}\n\n{PROSE}\n\n{MORE}\n"
    assert texts(cleaned(body)) == [below, PROSE, MORE]
