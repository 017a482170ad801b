"""Short texts that travel together, and what happens when they come back in disorder."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from diglot.translate.engines.protocol import BadTextError, EngineError, TransientError
from diglot.translate.packing import ask_packed, packs
from diglot.translate.sentences import sentences

texts = st.lists(st.text("甲乙 ab\n", min_size=1, max_size=12).filter(str.strip), max_size=30)


@given(texts, st.integers(12, 60))
def test_packs_hold_every_text_once_in_order_and_fit(some: list[str], room: int) -> None:
    found = packs(some, lambda text: len(text) <= room)
    assert [index for pack in found for index in pack] == list(range(len(some)))
    for pack in found:
        joined = "\n".join(some[index] for index in pack)
        assert len(joined) <= room
        assert len(pack) == 1 or len(joined.split("\n")) == len(pack)


def counted(
    answer: Callable[[str], str | EngineError],
) -> tuple[Callable[[str], str | EngineError], list[int]]:
    asked: list[int] = []

    def ask(text: str) -> str | EngineError:
        asked.append(text.count("\n") + 1)
        return answer(text)

    return ask, asked


FOUR = ["a", "b", "c", "d"]


def test_a_pack_that_comes_back_whole_costs_one_request() -> None:
    ask, asked = counted(str.upper)
    assert ask_packed(ask, FOUR) == ["A", "B", "C", "D"]
    assert asked == [4]


def test_a_wrong_line_count_splits_the_pack_in_halves_then_singles() -> None:
    ask, asked = counted(lambda text: text.upper().replace("A\nB", "A B"))
    assert ask_packed(ask, FOUR) == ["A", "B", "C", "D"]
    assert asked == [4, 2, 1, 1, 2]


def test_one_bad_text_costs_only_itself() -> None:
    ask, _ = counted(lambda text: BadTextError("no") if "c" in text else text.upper())
    answers = ask_packed(ask, FOUR)
    assert answers[:2] == ["A", "B"]
    assert isinstance(answers[2], BadTextError)
    assert answers[3] == "D"


def test_trouble_with_the_engine_is_not_asked_again_in_halves() -> None:
    ask, asked = counted(lambda text: TransientError("down"))
    assert all(isinstance(each, TransientError) for each in ask_packed(ask, FOUR))
    assert asked == [4]


@given(st.text("甲。乙，a. b!", max_size=80), st.integers(1, 20))
def test_sentences_fit_and_lose_nothing_but_space(text: str, room: int) -> None:
    pieces = sentences(text, lambda part: len(part) <= room)
    assert all(len(piece) <= room for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
