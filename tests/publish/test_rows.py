"""Rows number blocks alike in every language, and leads end where a sentence does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diglot.commonmark import split
from diglot.model import Edition, Pair, State, Translation
from diglot.publish import rows
from diglot.publish.references import Surroundings

AROUND = Surroundings(media={})
BODY = "## 题\n\n第一段。\n\n```\ncode\n```\n\n第二段。\n\n![]()\n"


def edition(*texts: str) -> Edition:
    pairs = []
    for block, text in zip(split(BODY), texts, strict=True):
        state: State = "same" if text == "=" else "human" if text else "missing"
        pairs.append(Pair(block=block, text=text.removeprefix("="), state=state))
    return Edition(lang="en", title=Translation(text="T", state="human"), pairs=tuple(pairs))


def test_rows_beside_one_another() -> None:
    made = rows.of("zh-Hans", split(BODY), [edition("## Heading", "First.", "=", "", "=")], AROUND)
    assert [row.kind for row in made] == ["heading", "paragraph", "code", "paragraph"]
    assert made[0].level == 2
    assert [cell.html for cell in made[0].cells] == ["<h2>题</h2>", "<h2>Heading</h2>"]
    assert made[2].shared.startswith("<pre>")
    assert [cell.state for cell in made[3].cells] == ["human", "missing"]
    assert made[3].cells[1].html == ""


def test_one_language_alone() -> None:
    made = rows.of("zh-Hans", split(BODY), [], AROUND)
    assert [len(row.cells) for row in made] == [1, 1, 0, 1]
    assert rows.texts(made) == ["题", "第一段。", "code", "第二段。"]
    assert rows.lead(made, "zh") == "第一段。 第二段。"
    assert rows.lead(made, "zh", rows.texts(made)) == "第一段。 第二段。"
    assert rows.lead(made, "en") == ""


def test_pictures_stand_once_and_are_described_in_every_language() -> None:
    blocks = split("![港口](https://e.org/a.png)\n")
    pair = Pair(block=blocks[0], text="![The harbour](https://e.org/a.png)", state="human")
    title = Translation(text="T", state="human")
    (row,) = rows.of("zh-Hans", blocks, [Edition(lang="en", title=title, pairs=(pair,))], AROUND)
    assert row.cells == ()
    assert 'alt="港口 / The harbour"' in row.shared
    assert row.shared.count("<img") == 1


@given(st.text(max_size=500), st.integers(10, 200))
def test_leads_are_short(text: str, limit: int) -> None:
    assert len(rows.shorten(text, limit)) <= limit + 1


def test_a_lead_is_prose_before_lists_and_says_nothing_twice() -> None:
    body = "- one\n- two\n\n导语：港口夜查。\n\n港口夜查。\n\n三艘船。\n"
    made = rows.of("zh-Hans", split(body), [], AROUND)
    assert rows.lead(made, "zh") == "港口夜查。 三艘船。"
    assert rows.lead(made[:1], "zh") == "one two"
