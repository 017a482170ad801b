"""What blocks a translation and what only warns, on pairs of our own."""

from __future__ import annotations

import re

import pytest

from diglot.translate.checks import addresses, check
from diglot.translate.numbers import different_numbers
from tests.translate.pairs import GOOD
from tests.translate.server import PAGE

LONG_ZH, LONG_EN = GOOD[1]
BOTH = [(s, t, "en" if re.search("[\u4e00-\u9fff]", s) else "zh-Hans") for s, t in GOOD]


def codes(source: str, answer: str, into: str = "en") -> set[str]:
    return {fault.code for fault in check(source, answer, into=into)}


def blocked(source: str, answer: str, into: str = "en") -> set[str]:
    return {fault.code for fault in check(source, answer, into=into) if fault.blocks}


@pytest.mark.parametrize(("source", "answer", "into"), BOTH)
def test_good_translations_pass(source: str, answer: str, into: str) -> None:
    assert codes(source, answer, into) == set()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("", "empty"),
        (" \u3000\n", "empty"),
        (LONG_ZH, "echo"),
        (LONG_ZH + "!", "echo"),
        (PAGE, "error-text"),
        ("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.", "error-text"),
        ("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", "error-text"),
        ("Our systems have detected unusual traffic from your computer network.", "error-text"),
        ("I'm sorry, but I can't help with that request.", "error-text"),
        ("这是中文而不是英文。" + LONG_EN, "untranslated"),
        ("the " * 200, "loop"),
        ("the of the in the of the in the of the in", "loop"),
        (LONG_EN + " More at http://new.example/x", "address"),
        ("a\x00b " + LONG_EN, "garbled"),
        ("\u202e" + LONG_EN, "garbled"),
        ("a\ud800 " + LONG_EN, "garbled"),
        (LONG_EN.encode().decode("latin1") + LONG_ZH.encode().decode("latin1"), "garbled"),
        ('The <g id="1">database</g> is searched 2000万', "slots"),
        ("The < x id = 2 / > is searched", "slots"),
    ],
)
def test_what_is_no_translation_is_blocked(answer: str, code: str) -> None:
    assert code in blocked(LONG_ZH, answer)


def test_error_words_in_the_source_may_be_translated() -> None:
    source = "服务器返回 429 Too Many Requests，客户端应当等待。"
    assert (
        blocked(source, "The server answers 429 Too Many Requests; the client must wait.") == set()
    )


def test_a_loop_in_the_source_may_stay_one() -> None:
    assert "loop" not in blocked("哈哈哈哈哈哈，他笑了。", "Ha ha ha ha ha ha, he laughed.")


def test_an_echo_of_words_that_are_kept_is_fine() -> None:
    assert check("Harrowgate", "Harrowgate", into="zh-Hans", keep=frozenset({"Harrowgate"})) == []


def test_chinese_is_expected_when_it_was_asked_for() -> None:
    english = "Officers searched eleven flats in four cities last night."
    assert "untranslated" in blocked(english, "Officers have searched eleven flats.", "zh-Hans")


@pytest.mark.parametrize("share", [0.4, 0.5])
def test_half_a_translation_warns(share: float) -> None:
    cut = LONG_EN[: int(len(LONG_EN) * share)]
    assert "length" in codes(LONG_ZH, cut)
    assert "length" not in blocked(LONG_ZH, cut)


@pytest.mark.parametrize(
    ("source", "answer", "differing"),
    [
        ("2000万", "20 million", ()),
        ("20,000,000", "2000万", ()),
        ("1.3亿美元", "$130 million", ()),
        ("三十二人", "32 people", ()),
        ("32人", "thirty-two people", ("32",)),  # spelt out in two words: a warning too many
        ("21点到周一", "from 21:00 to Monday", ()),
        ("12月", "December", ()),
        ("第3次", "the third time", ()),
        ("2022年", "in 2023", ("2022", "2023")),
        ("1,000", "100", ("1000", "100")),
        ("v2.10", "v2.1", ()),
        ("一", "one", ()),
    ],
)
def test_numbers(source: str, answer: str, differing: tuple[str, ...]) -> None:
    assert different_numbers(source, answer) == differing


def test_altered_numbers_are_noticed() -> None:
    missed = []
    for source, answer, into in BOTH:
        for match in re.finditer(r"\d+", re.sub(r"https?://\S+", "", answer)):
            altered = answer.replace(match[0], str(int(match[0]) * 3 + 7), 1)
            if altered != answer and "numbers" not in codes(source, altered, into):
                missed.append(altered)
    assert missed == []


def test_addresses_are_counted_without_the_full_stop() -> None:
    text = "见 https://a.example/x_y. 与 https://a.example/x_y，写 a.b@c.example。"
    assert addresses(text) == {"https://a.example/x_y": 2, "a.b@c.example": 1}
