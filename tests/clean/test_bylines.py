from __future__ import annotations

import pytest

from diglot.clean.facts import find_author, find_date, settled
from tests.clean.captures import MORE, PROSE, cleaned, texts, web


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("By [Ada Chen](https://harbour.example/author/ada) | March 3, 2024", "Ada Chen", "2024-03-03"),
        ("3 marzo 2024\n\nA cura di: Bo Li", "Bo Li", "2024-03-03"),
        ("Posted on 2024-03-03 by [Cem Oz](https://harbour.example/by/cem)", "Cem Oz", "2024-03-03"),
        ("作者：林小满\n发布于 2024年3月3日", "林小满", "2024-03-03"),
        ("[ada\\_chen](https://harbour.example/user/ada)", "ada_chen", ""),
    ],
)  # fmt: skip
def test_lines_below_the_title_name_author_and_date(line: str, author: str, published: str) -> None:
    made = cleaned(web(line, PROSE, MORE))
    assert (made.author, made.published) == (author, published)


@pytest.mark.parametrize(
    "sentence",
    [
        "A recent scoop by **Reuters** revealed that the lamp was changed by night.",
        "The pier was closed by Bo Li. "
        + "Nobody knows why it was closed on that day of all days. " * 3,
    ],
)
def test_a_sentence_names_no_author(sentence: str) -> None:
    assert cleaned(web(sentence, PROSE, MORE)).author == ""


def test_a_date_in_an_address_is_none() -> None:
    line = "All there is to know stands [here](https://harbour.example/2024/10/09/lamp)."
    made = cleaned(web(line, PROSE, MORE))
    assert (made.published, made.blocks[0].text.strip()) == ("", line)


def test_a_sentence_that_holds_a_date_stays() -> None:
    line = "Happy birthday to the lamp, which was born on 8 January 2003."
    assert cleaned(web(line, PROSE, MORE)).blocks[0].text.strip() == line


@pytest.mark.parametrize(
    ("text", "date"),
    [("2024-13-01", ""), ("v2024.1", ""), ("31.02.2024, 2024-03-01", "2024-03-01"), ("", "")],
)
def test_a_date_that_is_none_is_no_date(text: str, date: str) -> None:
    assert find_date(text) == date


def test_a_button_is_no_author() -> None:
    assert find_author("[Follow](https://harbour.example/author/ada)") == ""
    assert find_author("By 2024-03-03") == ""


def test_a_source_that_is_an_address_is_that_of_the_original() -> None:
    facts = settled({"reposted_from": "https://www.pier.example/a\\_b", "author": "ada\\_chen"})
    assert facts == {
        "reposted_from": "pier.example",
        "original_url": "https://www.pier.example/a_b",
        "author": "ada_chen",
    }


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Ada Chen", "Ada Chen"),
        ("[Bo van Lamp](/people/bo)", "Bo van Lamp"),
        ("Harbour Security", ""),
        ("A line about lamps", ""),
    ],
)
def test_a_name_alone_beside_the_date_is_the_author(line: str, author: str) -> None:
    result = cleaned(web(line, "March 3, 2024", PROSE, MORE))
    assert (result.author, result.published) == (author, "2024-03-03")


def test_a_script_names_its_author() -> None:
    code = "```\n# Exploit Title: Lamp\n# Exploit Author: Ada Chen (harbour)\nimport lamp\n```"
    result = cleaned(web("2024-03-03", code))
    assert result.author == "Ada Chen"
    assert texts(result) == [code]
