from __future__ import annotations

import pytest

from tests.clean.captures import MORE, PROSE, cleaned, texts, web


@pytest.mark.parametrize(
    "line",
    ["工作地点：长沙", "hxxp://lamp.example", "lamp[.]example", "> Posted on March 3, 2024 by Ada"],
)
def test_lines_that_say_something_stay_at_an_edge(line: str) -> None:
    assert texts(cleaned(web(line, PROSE, MORE, line))) == [line, PROSE, MORE, line]


def test_a_line_that_leads_to_a_page_is_text_and_a_link_alone_is_none() -> None:
    led = "New paper: “[Why harbours need more lamps than they have](https://e.org/paper)”:"
    assert texts(cleaned(web("[Lamps](/lamps) [Piers](/piers)", led, PROSE, MORE)))[0] == led
