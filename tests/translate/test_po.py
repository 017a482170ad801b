"""PO files as they are written: nothing of a person's is ever lost."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.model import Finding, Segment
from diglot.translate.entries import Entry, key
from diglot.translate.po import store
from diglot.translate.reading import read_po
from tests.translate.helpers import entries, human, machine, po

TITLE, ONE, TWO = (
    Segment(role="title", text="标题"),
    Segment(role="text", text="甲 **乙**\n丙"),
    Segment(role="item", text='引"号\\反'),
)
ALL = (TITLE, ONE, TWO)


def save(
    file: Path, *made: Entry, segments: tuple[Segment, ...] | None = ALL
) -> tuple[Finding, ...]:
    return store(file, "en/a.po", lang="en", segments=segments, made=made)


def test_a_new_file_has_all_segments_in_order(tmp_path: Path) -> None:
    file = tmp_path / "en" / "a.po"
    save(file, machine("text", ONE.text, "A **B**\nC"))
    assert [key(e.msgctxt, e.msgid) for e in polib.pofile(str(file))] == [
        key(s.role, s.text) for s in ALL
    ]
    assert entries(file)["text", ONE.text].by == "machine"
    assert b"python-format" not in file.read_bytes()


def test_writing_again_changes_no_byte(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    save(file, *(machine(s.role, s.text, f"{s.text} x") for s in ALL))
    before = file.read_bytes(), file.stat().st_mtime_ns
    save(file)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_a_persons_text_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    save(file, human("title", "标题", "Mine"), machine("text", ONE.text, "Engine's"))
    text = file.read_text(encoding="utf-8").replace("Engine's", "Corrected, flag left")
    file.write_text(text, encoding="utf-8")
    save(file, machine("title", "标题", "Other"), machine("text", ONE.text, "Other"))
    assert entries(file)["title", "标题"].text == "Mine"
    assert entries(file)["text", ONE.text].text == "Corrected, flag left"


def test_a_fuzzy_text_of_unknown_origin_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    save(file, Entry(role="title", source="标题", text="Needs work", fuzzy=True))
    save(file, machine("title", "标题", "Other"))
    assert entries(file)["title", "标题"].text == "Needs work"


def test_a_machine_text_gives_way(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    save(file, machine("title", "标题", "Old"))
    save(file, human("title", "标题", "From elsewhere"))
    found = entries(file)["title", "标题"]
    assert (found.text, found.by, found.provenance) == ("From elsewhere", "human", None)


def test_what_left_the_article_becomes_obsolete_and_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    save(file, human("text", ONE.text, "Mine"), machine("item", TWO.text, "Its"))
    save(file, segments=(TITLE,))
    read, _ = read_po(file.read_bytes(), "x")
    assert {(entry.text, entry.by) for entry in read if entry.obsolete} == {
        ("Mine", "human"),
        ("Its", "machine"),
    }
    save(file)
    assert entries(file)["text", ONE.text].text == "Mine"
    assert entries(file)["item", TWO.text].by == "machine"


def test_only_some_entries_leave_the_others_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    save(file, human("text", ONE.text, "Mine"), segments=(ONE, TWO))
    save(file, machine("title", "标题", "T"), segments=None)
    assert [e.msgctxt for e in polib.pofile(str(file))] == ["title", "text", "item"]
    assert entries(file)["text", ONE.text].text == "Mine"


@pytest.mark.parametrize(
    "content",
    [
        po('msgctxt "title"\nmsgid "标题"\nmsgstr "Mine"\n', ">>>>>>> theirs\n"),
        b"\xff\xfe",
        b"junk",
    ],
)
def test_a_file_that_cannot_be_read_is_never_rewritten(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(content)
    (finding,) = save(file, machine("title", "标题", "T"))
    assert finding.severity == "error"
    assert file.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["a.po"]


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.po"
    save(file, human("title", "标题", "Mine"))
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(file, machine("text", ONE.text, "A"))
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.po"]


def test_comments_of_people_and_tools_survive(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(
        po('# asked the author\n#. note\n#: a.md:3\nmsgctxt "title"\nmsgid "标题"\nmsgstr "Mine"\n')
    )
    save(file, machine("text", ONE.text, "A"))
    text = file.read_text(encoding="utf-8")
    assert "# asked the author\n#. note\n#: a.md:3\n" in text


po_text = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\t%{}\u2028\x85\x0b\r'),
    min_size=1,
    max_size=40,
)


@given(st.lists(st.tuples(po_text, po_text), min_size=1, max_size=4))
def test_every_text_comes_back_as_it_went(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    file = tmp_path_factory.mktemp("po") / "a.po"
    pairs = list({key("text", source): (source, text) for source, text in pairs}.values())
    segments = tuple(Segment(role="text", text=source) for source, _ in pairs)
    made = [
        human("text", key("text", source)[1], key("text", text)[1] + "x") for source, text in pairs
    ]
    assert save(file, *made, segments=segments) == ()
    found = entries(file)
    for entry in made:
        assert found[entry.role, entry.source].text == entry.text
    first = file.read_bytes()
    save(file, segments=segments)
    assert file.read_bytes() == first
