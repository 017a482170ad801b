from __future__ import annotations

from tests.clean.captures import CHINESE, LATER, MORE, PROSE, cleaned, texts, web

TEXT = (PROSE, MORE)


def test_byline_date_and_counters_go_and_the_standfirst_stays() -> None:
    standfirst = (
        "The harbour has a new light, and everybody who has ever come in by night is glad of it now"
    )
    body = web(
        standfirst, "Published 12 Dec 2022", "[Ada Chen](/author/ada)", "Keeper", "1,204", *TEXT
    )
    result = cleaned(body)
    assert texts(result) == [standfirst, *TEXT]
    assert (result.author, result.published) == ("Ada Chen", "2022-12-12")


def test_a_portrait_goes_and_a_picture_stays() -> None:
    picture = "![The lamp](https://harbour.example/lamp.png)"
    portrait = "![Ada](https://secure.gravatar.com/avatar/1)"
    assert texts(cleaned(web(portrait, picture, *TEXT))) == [picture, *TEXT]


def test_tags_and_links_behind_the_text_go() -> None:
    body = web(*TEXT, "Tags: [lamp](/tag/lamp), [pier](/tag/pier)", "[Older](/1) [Newer](/2)")
    assert texts(cleaned(body)) == [*TEXT]


def test_a_short_last_line_of_the_text_stays() -> None:
    assert texts(cleaned(web(*TEXT, "That is all!")))[-1] == "That is all!"


def test_an_edge_is_not_taken_where_nothing_would_be_left() -> None:
    assert texts(cleaned(web("A note of 3 March 2024 on the lamp that keepers trim"))) == [
        "A note of 3 March 2024 on the lamp that keepers trim"
    ]


def test_the_date_of_a_line_behind_the_text_counts_where_the_head_has_none() -> None:
    assert cleaned(web(*TEXT, "Posted on March 3, 2024")).published == "2024-03-03"


def test_labels_that_all_parts_of_a_text_have_belong_to_it() -> None:
    parts = [
        part
        for n in "123"
        for part in (f"【发布时间】2024-03-0{n}", "【概述】", CHINESE + LATER * int(n))
    ]
    assert texts(cleaned(web(*parts, title="港务周报"))) == parts


def test_the_last_words_of_a_text_stay_behind_an_advertisement() -> None:
    made = texts(cleaned(web(PROSE, MORE, "Advertisement", "The end.")))
    assert made == [PROSE, MORE, "The end."]


def test_short_lines_below_a_heading_that_stays_are_text() -> None:
    result = cleaned(web("5 min", "Piers", "## Lamps", "New ones", PROSE, MORE))
    assert texts(result) == ["## Lamps", "New ones", PROSE, MORE]


def test_a_picture_is_no_portrait_for_letters_in_its_address() -> None:
    picture = "![](https://e.org/AVvXsEiLogoQx/s1600/pier.png)"
    portrait = "![](https://e.org/site-logo.png)"
    assert texts(cleaned(web(portrait, picture, PROSE, MORE))) == [picture, PROSE, MORE]


def test_a_heading_above_pictures_that_stay_stays() -> None:
    pictures = [f"![](https://e.org/{n}.png)" for n in range(8)]
    assert texts(cleaned(web(PROSE, MORE, "### Use", *pictures)))[-9:] == ["## Use", *pictures]
