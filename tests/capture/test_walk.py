"""Only regular files are captures."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from diglot.capture.walk import SHARED, walk


def test_files_in_order(tmp_path: Path) -> None:
    for name in (
        "b/2.md",
        "a/1.md",
        "b.md",
        "中文 & 100% #1.md",
        ".hidden.md",
        ".git/x.md",
        "c.txt",
        "d.MD",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    sources, findings = walk(tmp_path)
    assert [source.path for source in sources] == [
        "a/1.md",
        "b.md",
        "b/2.md",
        "d.MD",
        "中文 & 100% #1.md",
    ]
    assert [(finding.path, finding.severity) for finding in findings] == [(".hidden.md", "note")]


def test_two_find_what_one_does(tmp_path: Path) -> None:
    for day in range(SHARED + 3):
        folder = tmp_path / f"2024/{day:02}"
        folder.mkdir(parents=True)
        for name in ("a.md", "b.md", ".hidden.md", "c.txt"):
            (folder / name).write_text("x" * day, encoding="utf-8")
    sources, findings = walk(tmp_path)
    assert (len(sources), len(findings)) == (2 * SHARED + 6, SHARED + 3)
    assert walk(tmp_path, shared=True) == (sources, findings)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert walk(tmp_path / "none") == ([], [])


def test_a_folder_called_md_is_reported_and_walked(tmp_path: Path) -> None:
    (tmp_path / "x.md").mkdir()
    (tmp_path / "x.md/y.md").write_text("x", encoding="utf-8")
    sources, (finding,) = walk(tmp_path)
    assert [source.path for source in sources] == ["x.md/y.md"]
    assert finding.path == "x.md"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither links for all nor pipes")
def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("x", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    (tmp_path / "folder").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.md")
    sources, findings = walk(tmp_path)
    assert [source.path for source in sources] == ["real.md"]
    assert sorted(finding.path for finding in findings) == ["folder", "link.md", "pipe.md"]
