from __future__ import annotations

from pathlib import Path

import pytest

from diglot.errors import UsageError
from diglot.starting import Wishes, create, eject
from tests.sites import tree

ROOT = Path(__file__).parents[2]


def test_what_is_written_is_what_is_named(tmp_path: Path) -> None:
    written = create(tmp_path / "d", Wishes(github=True, demo=True, templates=True))
    assert sorted(written) == sorted(tree(tmp_path / "d"))
    assert ".gitignore" in written
    assert "site/.gitignore" in written
    assert not any("dot-" in name for name in written)


def test_nothing_is_written_into_a_folder_in_use(tmp_path: Path) -> None:
    create(tmp_path, Wishes())
    before = tree(tmp_path)
    with pytest.raises(UsageError):
        create(tmp_path, Wishes(demo=True))
    assert tree(tmp_path) == before


def test_a_theme_in_use_is_kept(tmp_path: Path) -> None:
    eject(tmp_path)
    with pytest.raises(UsageError):
        eject(tmp_path)


def test_files_end_lines_as_git_keeps_them() -> None:
    files = tree(ROOT / "diglot" / "starting" / "files")
    assert files
    assert not [name for name, content in files.items() if b"\r" in content]
