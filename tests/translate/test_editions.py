"""An article in its other language, from the bytes of its PO file."""

from __future__ import annotations

import subprocess
import sys

import pytest

from diglot.commonmark import split
from diglot.model import Cleaned, Edition
from diglot.translate.editions import edition
from tests.translate.helpers import machine, po

BODY = "第一段**话**。\n\n- 甲\n- 乙\n\n```\n代码\n```\n\n![图](a.png)\n"
MACHINE = machine("text", "第一段**话**。", "First **words**.")


def entry(role: str, source: str, text: str, before: str = "") -> str:
    return f'{before}msgctxt "{role}"\nmsgid "{source}"\nmsgstr "{text}"\n'


def made(role: str, source: str, text: str) -> str:
    mark = machine("text", source, text).provenance
    assert mark is not None
    return entry(role, source, text, f"# {mark.comment()}\n#, fuzzy\n")


def edited(content: bytes | None) -> Edition:
    cleaned = Cleaned(blocks=split(BODY), decisions=())
    return edition(
        path="a.md", title="标题", cleaned=cleaned, lang="en", po=content, po_path="en/a.po"
    )


def test_without_a_file_everything_is_missing_or_the_same() -> None:
    found = edited(None)
    assert (found.translated, found.segments, found.machine) == (0, 5, 0)
    assert found.title.state == "missing"
    assert [pair.state for pair in found.pairs] == ["missing", "missing", "same", "missing"]
    assert not any(pair.text for pair in found.pairs)


def test_each_block_says_how_its_translation_came_about() -> None:
    found = edited(
        po(
            entry("title", "标题", "Title"),
            made("text", "第一段**话**。", "First **words**."),
            entry("item", "甲", "A"),
            made("alt", "图", "Map").replace('"Map"', '"A map"'),
        )
    )
    assert (found.title.text, found.title.state) == ("Title", "human")
    first, items, code, picture = found.pairs
    assert (first.text, first.state) == ("First **words**.\n\n", "machine")
    assert (first.engine, first.date) == ("pseudo 1", "2026-11-22")
    assert (items.text, items.state, items.partial) == ("- A\n- 乙\n\n", "human", True)
    assert (code.state, code.text) == ("same", "")
    assert (picture.text, picture.state) == ("![A map](a.png)\n", "human")
    assert (found.translated, found.segments, found.machine) == (4, 5, 1)


def test_a_block_is_machine_made_where_any_segment_is() -> None:
    found = edited(po(entry("item", "甲", "A"), made("item", "乙", "B")))
    assert (found.pairs[1].state, found.pairs[1].partial) == ("machine", False)


def test_a_file_that_cannot_be_read_translates_nothing_and_says_so() -> None:
    found = edited(po(entry("item", "甲", "A"), "=======\n"))
    assert found.translated == 0
    assert [(each.path, each.line, each.severity) for each in found.findings] == [
        ("en/a.po", 9, "error")
    ]


def test_a_translation_outlives_a_change_of_its_block_s_form() -> None:
    found = edited(
        po(
            entry("heading", "第一段**话**。", "First."),
            entry("text", "**甲**", "**A**"),
            made("heading", "乙", "B"),
        )
    )
    assert (found.pairs[0].text, found.pairs[0].state) == ("First.\n\n", "human")
    assert (found.pairs[1].text, found.pairs[1].state) == ("- A\n- B\n\n", "machine")
    assert (found.translated, found.machine) == (3, 1)


def test_a_role_is_part_of_the_key() -> None:
    assert edited(po(entry("text", "标题", "Title"))).title.state == "missing"


def test_markup_in_a_translation_stays_inside_its_segment() -> None:
    found = edited(po(entry("item", "甲", "x\\n\\n- y\\n\\n# z")))
    assert found.pairs[1].text.count("\n- ") == 1
    assert "\\# z" in found.pairs[1].text


@pytest.mark.parametrize("module", ["babel", "polib", "deep_translator", "requests", "rapidfuzz"])
def test_an_edition_without_a_file_imports_nothing_heavy(module: str) -> None:
    code = (
        "import sys; from diglot.translate.editions import edition; from diglot.model import Cleaned;"
        "edition(path='a', title='t', cleaned=Cleaned(blocks=(), decisions=()), lang='en', po=None,"
        f" po_path='p'); sys.exit({module!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
