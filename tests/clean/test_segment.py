from __future__ import annotations

from tests.clean.captures import MORE, PROSE, cleaned, page, texts

MENU = [f"[Quay number {i}](/quay/{i})" for i in range(30)]


def test_without_a_title_the_stretch_of_most_prose_is_the_text() -> None:
    body = "\n\n".join(["# Unsaid title", *MENU, PROSE, MORE, PROSE[::-1], *MENU, "Imprint"])
    assert texts(cleaned(body)) == [PROSE, MORE, PROSE[::-1]]


def test_the_stretch_is_noted_before_rules_have_their_say() -> None:
    body = "\n\n".join(["# Unsaid title", *MENU, PROSE, MORE])
    first, last = page(body, until="stretch").stretch
    assert (first, last) == (31, 33)


def test_a_page_of_links_only_keeps_its_zone() -> None:
    body = "\n\n".join(["# Unsaid title", *MENU])
    made = page(body, until="segment")
    assert (made.start, made.end) == (1, 31)
