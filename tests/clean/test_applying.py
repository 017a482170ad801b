from __future__ import annotations

from pathlib import Path

from diglot.clean import Rules, load_rules
from tests.clean.captures import MORE, PROSE, RULES, cleaned, texts, web

LAST = "A third sentence about lamps, which nobody has asked for yet and nobody ever will."


def rules(folder: Path, text: str) -> Rules:
    (folder / "pier.toml").write_text(f"hosts = ['harbour.example']\n{text}", encoding="utf-8")
    found = load_rules(folder)
    assert found.findings == ()
    return found


def test_the_text_stands_between_its_marks(tmp_path: Path) -> None:
    found = rules(tmp_path, "[body]\nstart = ['^Story:$']\nend = ['^Ends here$']\n")
    made = cleaned(web("Of all menus", "Story:", PROSE, MORE, "Ends here", LAST), rules=found)
    assert texts(made) == [PROSE, MORE]


def test_the_last_of_several_starts_counts_and_the_first_end(tmp_path: Path) -> None:
    found = rules(tmp_path, "[body]\nstart = ['^Story:$']\nend = ['^Ends here$']\n")
    body = web("Story:", "Of all menus", "Story:", PROSE, MORE, "Ends here", "More", "Ends here")
    assert texts(cleaned(body, rules=found)) == [PROSE, MORE]


def test_a_keep_stays_where_other_rules_would_drop(tmp_path: Path) -> None:
    found = rules(tmp_path, "[[keep]]\nmatch = '^Share'\n")
    body = web(PROSE, "Share", MORE)
    assert "Share" in texts(cleaned(body, rules=found))
    assert "Share" not in texts(cleaned(body))


def test_groups_of_metadata_become_facts_and_the_block_goes(tmp_path: Path) -> None:
    found = rules(
        tmp_path,
        "[[meta]]\nmatch = '^Kept by (?P<author>[^,]+), (?P<published>.+)$'\n"
        "[[meta]]\nmatch = '^First in (?P<original_url>\\S+)'\n",
    )
    body = web("Kept by Ada Chen, 3 March 2024", PROSE, MORE, "First in https://pier.example/a")
    made = cleaned(body, rules=found)
    assert (made.author, made.published) == ("Ada Chen", "2024-03-03")
    assert made.original_url == "https://pier.example/a"
    assert texts(made) == [PROSE, MORE]


def test_a_block_may_be_metadata_and_the_start_of_the_text(tmp_path: Path) -> None:
    found = rules(
        tmp_path,
        "title = false\n[body]\nstart = ['^Kept by']\n[[meta]]\nmatch = '^Kept by (?P<author>.+)$'\n",
    )
    made = cleaned(web("Of all menus", "Kept by Ada", PROSE, MORE), rules=found)
    assert (texts(made), made.author) == ([PROSE, MORE], "Ada")


def test_a_wording_is_the_whole_block_in_whatever_case(tmp_path: Path) -> None:
    found = rules(tmp_path, "[wording]\nfurniture = ['ring the bell']\n")
    made = cleaned(
        web(PROSE, "**Ring the Bell!**", MORE, "Ring the bell twice, said he."), rules=found
    )
    assert texts(made) == [PROSE, MORE, "Ring the bell twice, said he."]


def test_expressions_have_a_longest_block(tmp_path: Path) -> None:
    found = rules(tmp_path, "[[drop]]\nmatch = '^The lamp'\nmax_chars = 40\n")
    made = cleaned(web("The lamp is a lamp.", PROSE, MORE), rules=found)
    assert texts(made) == [PROSE, MORE]


def test_links_to_a_host_of_promotion_go_and_text_with_one_stays(tmp_path: Path) -> None:
    found = rules(tmp_path, "[[drop]]\nlink_host = ['shop.example']\n")
    text = f"{PROSE} See [the shop](https://shop.example/a)."
    body = web(text, "[Buy a lamp](https://shop.example/lamp)", MORE, LAST)
    assert texts(cleaned(body, rules=found)) == [text, MORE, LAST]


def test_a_closing_wording_in_the_head_is_a_button() -> None:
    assert texts(cleaned(web("Comments", PROSE, MORE))) == [PROSE, MORE]


def test_a_page_of_a_family_is_known_by_its_marks(tmp_path: Path) -> None:
    (tmp_path / "pier.toml").write_text(
        "marks = ['/wp-harbour/']\n[[drop]]\nmatch = '^Ships'\n", encoding="utf-8"
    )
    found = load_rules(tmp_path)
    body = web(f"{PROSE} ![](https://a.example/wp-harbour/a.png)", MORE, LAST)
    assert MORE not in texts(cleaned(body, rules=found))
    assert MORE in texts(cleaned(web(PROSE, MORE, LAST), rules=found))


def test_a_host_without_rules_has_those_for_all() -> None:
    assert RULES.of("https://nowhere.example/a", "words").name == "generic"
    assert RULES.of("", "# 标题\n\n正文，正文").name == "generic+chinese"
    assert RULES.of("http://[broken", "words").name == "generic"
