"""PO files as the build reads them: whole or not at all."""

from __future__ import annotations

import pytest

from diglot.translate.reading import read_po
from tests.translate.helpers import po

GOOD = 'msgctxt "text"\nmsgid "甲"\nmsgstr "A"\n'
SECOND = 'msgctxt "text"\nmsgid "乙"\nmsgstr "B"\n'


def broken(content: bytes) -> tuple[int, str]:
    entries, findings = read_po(content, "en/a.po")
    assert entries == ()
    (finding,) = findings
    assert finding.severity == "error"
    assert finding.path == "en/a.po"
    return finding.line, finding.what


def test_entries_come_with_their_lines_and_comments() -> None:
    content = po(
        "# checked\n# diglot: engine=google 1; date=2026-11-22; out=ab; glossary=cd\n#, fuzzy\n"
        '#| msgid "旧"\nmsgctxt "item"\nmsgid ""\n"甲\\n"\n"乙\\t\\"丙\\""\nmsgstr "A"\n',
        '#, fuzzy\n#~ msgctxt "text"\n#~ msgid "去"\n#~ msgstr "Gone"\n',
    )
    (first, gone), findings = read_po(content, "x")
    assert findings == ()
    assert (first.role, first.source, first.text) == ("item", '甲\n乙\t"丙"', "A")
    assert (first.fuzzy, first.notes, first.line) == (True, ("checked",), 10)
    assert first.provenance is not None
    assert first.provenance.glossary == "cd"
    assert (gone.obsolete, gone.source, gone.fuzzy) == (True, "去", True)


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (po(GOOD, "<<<<<<< HEAD\n" + SECOND), 9, "merge conflict"),
        (po(GOOD, SECOND.replace('"B"', '"B\n')), 11, "not a PO file here"),
        (po(GOOD, SECOND.replace('msgid "乙"', "msgid 乙")), 10, "not a PO file here"),
        (po(GOOD, "", GOOD), 11, "same entry as line 6"),
        (po(GOOD, 'msgctxt "text"\nmsgid "丙"\n'), 10, "missing msgstr"),
        (po(GOOD, 'msgctxt "text"\nmsgid "a" "b"\nmsgstr ""\n'), 10, "not a PO file here"),
        (po(GOOD).replace("甲".encode(), "甲".encode("gbk")), 6, "not UTF-8"),
        (b"just some text\n", 1, "not a PO file here"),
        (b"\x00\x01\x02", 1, "not a PO file here"),
    ],
)
def test_what_cannot_be_read_says_where(content: bytes, line: int, says: str) -> None:
    found, what = broken(content)
    assert says in what
    assert found == line


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", b"# only a comment\n"])
def test_a_file_without_entries_is_fine(content: bytes) -> None:
    assert read_po(content, "x") == ((), ())


def test_crlf_and_a_byte_order_mark_are_read() -> None:
    entries, findings = read_po(b"\xef\xbb\xbf" + po(GOOD).replace(b"\n", b"\r\n"), "x")
    assert findings == ()
    assert [entry.text for entry in entries] == ["A"]


def test_an_entry_of_no_role_is_left_alone_with_a_warning() -> None:
    entries, findings = read_po(po(GOOD, 'msgid "乙"\nmsgstr "B"\n'), "x")
    assert [entry.source for entry in entries] == ["甲"]
    assert [(finding.severity, finding.line) for finding in findings] == [("warning", 9)]


@pytest.mark.parametrize("cut", range(0, len(po(GOOD, SECOND)), 7))
def test_a_file_cut_anywhere_raises_nothing(cut: int) -> None:
    entries, findings = read_po(po(GOOD, SECOND)[:cut], "x")
    assert not (entries and any(finding.severity == "error" for finding in findings))
