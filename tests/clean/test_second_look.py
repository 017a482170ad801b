from __future__ import annotations

from tests.clean.captures import MORE, PROSE, cleaned, texts, web

MENU = "\n".join(
    f"* [Quay number {i}](https://harbour.example/quay/{i}/{'x' * 60})" for i in range(90)
)


def cut(body: str) -> str:
    return body[:7_990] + "..."


def test_a_capture_cut_inside_the_menu_holds_no_article() -> None:
    assert cleaned(cut(f"# A new lamp\n\n{MENU}")).failed == "navigation-only"


def test_a_capture_cut_right_below_the_title_holds_no_article() -> None:
    body = (
        f"# A new lamp\n\n{MENU[:7_800]}\n\n# A new lamp\n\n![](https://harbour.example/{'x' * 400}"
    )
    assert cleaned(cut(body)).failed == "navigation-only"


def test_a_page_that_speaks_of_something_else_is_another_page() -> None:
    links = [f"[Quay {i}](/quay/{i})" for i in range(30)]
    body = "\n\n".join(["# Keeper retires after decades abroad", *links, PROSE, MORE])
    assert cleaned(body, title="Keeper retires after decades abroad").failed == "navigation-only"
    assert cleaned(body, title="北堤的守灯人退休了，接替他的人来自内陆").failed == ""


def test_a_text_of_links_is_kept_and_marked() -> None:
    listed = "* [The first lamp on the north pier](https://e.org/1)\n* [The second lamp on the south pier](https://e.org/2)"
    result = cleaned(web(listed))
    assert (texts(result), result.failed, result.doubtful) == ([listed], "", True)


def test_a_file_without_address_is_no_capture_and_is_kept_whole() -> None:
    result = cleaned(f"# Links of the day\n\n{MENU}", url="")
    assert (result.failed, len(result.blocks)) == ("", 1)


def test_a_page_with_nothing_on_it() -> None:
    assert cleaned("# A new lamp\n\n![]()\n\n·\n").failed == "no-text"


def test_a_note_without_address_is_kept_whole_and_never_failed() -> None:
    note = "# A note\n\nShare\n\nLamp.\n\n## Leave a Reply\n\n[Home](/)\n"
    made = cleaned(note, url="", title="A note")
    assert made.failed == ""
    assert texts(made) == ["Share", "Lamp.", "## Leave a Reply", "[Home](/)"]


def test_a_list_of_links_that_was_cut_is_a_menu_though_it_says_the_titles_words() -> None:
    entries = "\n".join(
        f"* [Lamp {n}](/{n})\n\n  What a new lamp {n} does at night" for n in range(160)
    )
    body = f"# A new lamp\n\n{entries}"[:7_997] + "..."
    assert cleaned(body).failed == "navigation-only"


def test_a_line_with_a_link_is_a_text_that_a_list_of_languages_does_not_hold() -> None:
    said = "You will find it all told [on the other page](https://harbour.example/other)."
    languages = "Choose a language\n" + "\n".join(f"Language {n}" for n in range(40))
    result = cleaned(web(said, languages))
    assert (texts(result), result.failed, result.doubtful) == ([said], "", False)
