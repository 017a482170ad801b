"""The index over all PO files: found again, rebuilt at will, people before engines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diglot.translate.memory import Memory
from tests.translate.helpers import machine, po

OLD = "警方表示，港口的两台起重机将停用到三月。"
NEW = "警方表示，港口的三台起重机将停用到三月底。"


def human_entry(source: str, text: str, role: str = "text", obsolete: str = "") -> str:
    lines = (f'msgctxt "{role}"', f'msgid "{source}"', f'msgstr "{text}"')
    return "".join(f"{obsolete}{line}\n" for line in lines)


def machine_entry(source: str, text: str, glossary: str = "") -> str:
    mark = machine("text", source, text, glossary).provenance
    assert mark is not None
    return f"# {mark.comment()}\n#, fuzzy\n" + human_entry(source, text)


def write(folder: Path, name: str, *blocks: str) -> None:
    file = folder / "po" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(po(*blocks))


def synced(folder: Path) -> Memory:
    memory = Memory(folder / "cache")
    assert memory.sync(folder / "po") == ()
    return memory


def test_people_are_found_before_engines_and_current_before_obsolete(tmp_path: Path) -> None:
    write(tmp_path, "en/a.po", machine_entry("甲", "machine"))
    write(tmp_path, "en/b.po", human_entry("甲", "old", obsolete="#~ "))
    write(tmp_path, "en/c.po", human_entry("甲", "current"))
    write(tmp_path, "zh/d.po", human_entry("甲", "other language"))
    with synced(tmp_path) as memory:
        assert [(u.text, u.by) for u in memory.exact("text", "甲", "en")] == [
            ("current", "human"),
            ("old", "human"),
            ("machine", "machine"),
        ]
        assert memory.exact("title", "甲", "en") == ()


def test_near_texts_are_offered_the_article_s_own_first(tmp_path: Path) -> None:
    write(tmp_path, "en/a.po", human_entry(OLD, "Own.", obsolete="#~ "))
    write(tmp_path, "en/b.po", human_entry(NEW.replace("底", "末"), "Nearer, elsewhere."))
    write(tmp_path, "en/c.po", machine_entry(NEW.replace("底", "中"), "An engine's."))
    with synced(tmp_path) as memory:
        own = memory.near(NEW, "en", "en/a.po")
        elsewhere = memory.near(NEW, "en", "en/x.po")
        assert own is not None
        assert elsewhere is not None
        assert (own[0].text, elsewhere[0].text) == ("Own.", "Nearer, elsewhere.")
        assert own[1] >= 80
        assert memory.near("毫不相干的另一句话，说的是天气。", "en") is None


def test_two_peoples_different_translations_are_a_conflict(tmp_path: Path) -> None:
    write(tmp_path, "en/a.po", human_entry("甲", "One"), human_entry("乙", "Same"))
    write(tmp_path, "en/b.po", human_entry("甲", "Other"), human_entry("乙", "Same"))
    with synced(tmp_path) as memory:
        ((first, second),) = memory.conflicts()
        assert (first.path, second.path, second.text) == ("en/a.po", "en/b.po", "Other")


def test_changes_on_disk_are_seen_and_the_index_can_be_deleted(tmp_path: Path) -> None:
    write(tmp_path, "en/a.po", human_entry("甲", "One"))
    synced(tmp_path).__exit__()
    write(tmp_path, "en/a.po", human_entry("甲", "Edited"))
    os.utime(tmp_path / "po/en/a.po", ns=(1, 1))
    write(tmp_path, "en/b.po", human_entry("乙", "B"))
    with synced(tmp_path) as memory:
        assert memory.exact("text", "甲", "en")[0].text == "Edited"
        kept = memory.exact("text", "乙", "en")
    (tmp_path / "po/en/a.po").unlink()
    for file in (tmp_path / "cache").iterdir():
        file.unlink()
    with synced(tmp_path) as memory:
        assert memory.exact("text", "甲", "en") == ()
        assert memory.exact("text", "乙", "en") == kept


@pytest.mark.parametrize(
    "spoilt", [b"", b"not a database at all, but long enough to look like it" * 9]
)
def test_a_spoilt_index_is_made_anew(tmp_path: Path, spoilt: bytes) -> None:
    write(tmp_path, "en/a.po", human_entry("甲", "One"))
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "translate.sqlite").write_bytes(spoilt)
    with synced(tmp_path) as memory:
        assert memory.exact("text", "甲", "en")[0].text == "One"


def test_a_file_that_cannot_be_read_is_reported_every_time(tmp_path: Path) -> None:
    write(tmp_path, "en/a.po", human_entry("甲", "One"), "<<<<<<< HEAD\n")
    for _ in range(2):
        with Memory(tmp_path / "cache") as memory:
            (finding,) = memory.sync(tmp_path / "po")
            assert (finding.path, finding.severity) == ("translations/en/a.po", "error")
            assert memory.exact("text", "甲", "en") == ()


def test_refusals_are_counted_by_engine(tmp_path: Path) -> None:
    with Memory(tmp_path) as memory:
        memory.refuse("google 1", "en", "text", "甲", "echo")
        memory.refuse("google 1", "en", "text", "甲", "loop")
        assert memory.refused("google 1", "en", "text", "甲") == (2, "loop")
        assert memory.refused("openai x", "en", "text", "甲") == (0, "")
