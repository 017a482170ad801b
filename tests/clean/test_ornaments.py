from __future__ import annotations

from tests.clean.captures import CHINESE, LATER, MORE, PROSE, WECHAT, cleaned, texts, web, wechat

LINE = "![](https://mmbiz.qpic.cn/line/0?wx_fmt=png)"
LONG = f"{MORE} {PROSE}"
DOT = "![](https://mmbiz.qpic.cn/dot/0?wx_fmt=gif)"
CHART = "![](https://mmbiz.qpic.cn/chart/0?wx_fmt=png)"


def test_a_picture_that_stands_there_three_times_is_an_ornament() -> None:
    made = texts(cleaned(wechat(LINE, CHINESE, LINE, CHART, LATER, LINE), url=WECHAT))
    assert made == [CHINESE, CHART, LATER]


def test_a_moving_picture_is_one_from_its_second_time() -> None:
    assert texts(cleaned(wechat(DOT, CHINESE, DOT, LATER), url=WECHAT)) == [CHINESE, LATER]


def test_a_still_picture_may_be_shown_twice() -> None:
    body = wechat(CHINESE, CHART, LATER * 2, LATER * 3, CHART, CHINESE * 2)
    assert texts(cleaned(body, url=WECHAT)).count(CHART) == 2


def test_what_shows_nothing_goes() -> None:
    made = cleaned(web(PROSE, "·", "![]()", "\\*\\*\\*", MORE))
    assert texts(made) == [PROSE, MORE]
    assert [d.rule for d in made.decisions].count("empty") == 3


def test_a_long_heading_that_stands_there_twice_is_a_card() -> None:
    card = "## Why the harbour master keeps a book of hours since the war"
    assert texts(cleaned(web(PROSE, card, MORE, card))) == [PROSE, MORE]


def test_a_picture_of_a_web_page_that_stands_twice_is_shown_once() -> None:
    picture = "![The lamp](https://e.org/lamp.jpg)"
    assert texts(cleaned(web("Lamps", picture, "Piers", picture, PROSE, MORE))) == [
        picture,
        PROSE,
        MORE,
    ]


def test_two_headings_in_a_row_that_begin_alike_are_a_card() -> None:
    card = "#### Boats, ropes, lamps, pilots and two hundred other things are to be seen"
    blocks = (PROSE, f"{card} in May.", "Harbour fair", f"{card} and bought in May.", MORE, LONG)
    assert texts(cleaned(web(*blocks)))[:2] == [PROSE, "Harbour fair"]
    apart = texts(cleaned(web(PROSE, f"{card} in May.", MORE, LONG, f"{card} in June.", MORE)))
    assert len([text for text in apart if text.startswith("#")]) == 2
