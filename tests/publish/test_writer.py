"""Whole files, inside the output folder, and only ours are removed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diglot.errors import StorageError
from diglot.publish import manifest
from diglot.publish.writer import leftovers, write


def test_what_is_there_is_not_touched(tmp_path: Path) -> None:
    assert write(tmp_path, "a/b.html", b"one")
    before = (tmp_path / "a/b.html").stat().st_mtime_ns
    assert not write(tmp_path, "a/b.html", b"one")
    assert (tmp_path / "a/b.html").stat().st_mtime_ns == before
    assert write(tmp_path, "a/b.html", b"two")
    assert (tmp_path / "a/b.html").read_bytes() == b"two"


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "a/../../x",
        "/etc/x",
        "a//b",
        "",
        "a/",
        "a\\b",
        "a\x00b",
        "a b",
        "港",
        "x" * 300,
        "-rf",
    ],
)
def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(StorageError):
        write(tmp_path / "site", path, b"x")
    assert not list(tmp_path.rglob("*"))


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.html", b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StorageError, match="No space left"):
        write(tmp_path, "a.html", b"new")
    assert (tmp_path / "a.html").read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_a_manifest_round_trip(tmp_path: Path) -> None:
    assert manifest.store(tmp_path, {"b.html", "a/c.html"})
    assert manifest.read(tmp_path) == {"a/c.html", "b.html"}
    assert not manifest.store(tmp_path, ["a/c.html", "b.html"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"files": 3}',
        "\x00",
        "[" * 5000,
        '{"files": ["../x", "/x", "a/../../x", 3, ""]}',
    ],
)
def test_a_manifest_that_lies_names_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / manifest.NAME).write_text(text, encoding="utf-8")
    assert manifest.read(tmp_path) == set()


def test_removal_takes_empty_folders_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "a/b/c.html", b"x")
    write(tmp_path, "a/d.html", b"x")
    assert manifest.remove(tmp_path, ["a/b/c.html", "gone.html"]) == 1
    assert not (tmp_path / "a/b").exists()
    assert (tmp_path / "a/d.html").exists()
    assert tmp_path.exists()
