"""Whose work an entry is, and what an entry is found by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diglot.translate.entries import Entry, Provenance, key, po_path, read_provenance
from tests.translate.helpers import human, machine

MADE = machine("text", "甲", "A")


@pytest.mark.parametrize(
    ("entry", "by", "replaceable"),
    [
        (MADE, "machine", True),
        (replace(MADE, fuzzy=False), "human", False),  # its flag was cleared: approved
        (replace(MADE, text="A, edited"), "human", False),  # edited, the flag forgotten
        (replace(MADE, text=""), "nobody", True),
        (human("text", "甲", "A"), "human", False),
        (Entry(role="text", source="甲", text="A", fuzzy=True), "machine", False),
        (Entry(role="text", source="甲", text=" \n"), "nobody", True),
    ],
)
def test_whose_work_a_text_is(entry: Entry, by: str, replaceable: bool) -> None:
    assert (entry.by, entry.replaceable) == (by, replaceable)


def test_provenance_survives_its_comment() -> None:
    mark = Provenance(engine="openai gpt=5; x", date="2026-11-22", out="0" * 12, glossary="")
    safe = replace(mark, engine="openai model-7b")
    assert read_provenance([safe.comment(), "checked by L."]) == (safe, ("checked by L.",))


def test_characters_that_po_would_mangle_are_spaces_in_keys() -> None:
    assert key("text", "a\x0bb\u2028c\td\n") == ("text", "a b c\td\n")


def test_a_po_file_has_its_article_s_path() -> None:
    assert po_path("2022/12/27/“标题” 1.5.md", "en") == "en/2022/12/27/“标题” 1.5.po"
