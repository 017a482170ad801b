from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from diglot.catalogue import edits
from tests.cli.run import CommandLine
from tests.sites import Site, capture

EDIT = "content/edits/2024/03/05/夜查.toml"


@pytest.fixture
def kept(site: Site) -> Site:
    site.article("2024/03/05/夜查.md", capture('勒索软件 "锁住" 港口'))
    return site


def _editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Make $EDITOR a program that does something to the file it is given."""
    script = tmp_path / "my editor.py"
    script.write_text(
        "import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\n"
        "text = file.read_text(encoding='utf-8')\n" + code,
        encoding="utf-8",
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')


def test_a_new_edit_names_every_field(kept: Site, run: CommandLine) -> None:
    made = run(kept.root, "edit", "2024/03/05/夜查.md", "--no-open")
    assert made.code == 0, made.err
    assert made.out.strip() == EDIT
    text = (kept.root / EDIT).read_text(encoding="utf-8")
    fields = "\n".join(line.removeprefix("# ") for line in text.splitlines() if " = " in line)
    table = tomllib.loads(fields)
    assert set(table) == set(edits.Edit.__dataclass_fields__)
    assert table["title"] == '勒索软件 "锁住" 港口'
    assert "ransomware" in table["tags_remove"]
    assert tomllib.loads(text) == {}


def test_an_edit_without_corrections_is_not_kept(
    kept: Site, run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(tmp_path, monkeypatch, "")
    assert run(kept.root, "edit", "2024/03/05/夜查.md").out == "nothing corrected\n"
    assert not (kept.root / EDIT).exists()


def test_what_the_editor_saves_is_checked(
    kept: Site, run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(tmp_path, monkeypatch, "file.write_text(text + 'titel = \"x\"\\n', encoding='utf-8')")
    ended = run(kept.root, "edit", "2024/03/05/夜查.md")
    assert ended.code == 1
    assert "did you mean `title`?" in ended.err
    _editor(tmp_path, monkeypatch, "file.write_text('hide = true\\n', encoding='utf-8')")
    assert run(kept.root, "edit", "2024/03/05/夜查.md").code == 0
    before = (kept.root / EDIT).read_bytes()
    assert run(kept.root, "edit", "2024/03/05/夜查.md", "--no-open").code == 0
    assert (kept.root / EDIT).read_bytes() == before, "what is there is not started anew"
    assert "hidden" in run(kept.root, "show", EDIT).out


def test_an_editor_that_is_not_there(
    kept: Site, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor --wait")
    ended = run(kept.root, "edit", "2024/03/05/夜查.md")
    assert ended.code == 2
    assert "set EDITOR" in ended.err


def test_an_editor_that_fails_loses_nothing(
    kept: Site, run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(
        tmp_path, monkeypatch, "file.write_text('hide = true\\n', encoding='utf-8'); sys.exit(3)"
    )
    ended = run(kept.root, "edit", "2024/03/05/夜查.md")
    assert ended.code == 2
    assert "ended with 3" in ended.err
    assert (kept.root / EDIT).read_text(encoding="utf-8") == "hide = true\n"


def test_captures_alone_have_no_edits(kept: Site, run: CommandLine) -> None:
    ended = run(kept.root, "edit", "2024/03/05/夜查.md", "--content", "content/articles")
    assert ended.code == 2
    assert "captures only" in ended.err
