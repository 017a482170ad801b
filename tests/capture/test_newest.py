"""What comes into the newest folder is seen without looking at the others."""

from __future__ import annotations

import os
from pathlib import Path

from diglot.capture.newest import LISTED, newest_change


def tick(folder: Path, second: int) -> None:
    os.utime(folder, (second, second))


def archive(root: Path) -> Path:
    """Two days of two years, each folder changed in another second, the later the newer."""
    days = [root / "2023" / "12" / "31", root / "2024" / "01" / "02"]
    for number, day in enumerate(days):
        day.mkdir(parents=True)
        for depth, folder in enumerate((day.parent.parent, day.parent, day)):
            tick(folder, 100 + 10 * number + depth)
    tick(root, 50)
    return root


def test_the_newest_folder_and_those_on_the_way_are_looked_at(tmp_path: Path) -> None:
    root = archive(tmp_path / "articles")
    assert newest_change(root) == 112 * 10**9
    tick(root / "2024" / "01", 200)
    assert newest_change(root) == 200 * 10**9
    tick(root / "2023" / "12" / "31", 300)
    assert newest_change(root) == 200 * 10**9, "an older day is found when all are walked"


def test_a_new_day_is_seen(tmp_path: Path) -> None:
    root = archive(tmp_path / "articles")
    before = newest_change(root)
    (root / "2024" / "01" / "03").mkdir()
    assert newest_change(root) > before


def test_hidden_folders_files_and_links_are_not_followed(tmp_path: Path) -> None:
    root = archive(tmp_path / "articles")
    (root / ".zzz").mkdir()
    (root / "zzz.md").touch()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if os.name != "nt":
        (root / "zzz").symlink_to(elsewhere, target_is_directory=True)
    tick(root, 50)
    assert newest_change(root) == 112 * 10**9


def test_without_a_folder_nothing_came(tmp_path: Path) -> None:
    assert newest_change(tmp_path / "articles") == 0


def test_of_a_folder_with_very_many_files_the_first_are_looked_at(tmp_path: Path) -> None:
    for number in range(LISTED + 1):
        (tmp_path / f"{number}.md").touch()
    tick(tmp_path, 50)
    assert newest_change(tmp_path) == 50 * 10**9
