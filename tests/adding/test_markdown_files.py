from __future__ import annotations

from pathlib import Path

import pytest

from diglot.adding import markdown_files
from diglot.adding.refusal import Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def test_a_capture_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "---\ntitle: A: b\nurl: https://x.example/a\ntags: [one]\n---\n\n# A: b\n\nText.\n"
    page = markdown_files.read(text.replace("\n", "\r\n").encode(), tmp_path / "a.md")
    assert page.verbatim == text
    assert (page.title, page.url) == ("A: b", "https://x.example/a")


def test_a_text_without_front_matter_gets_some(tmp_path: Path) -> None:
    page = markdown_files.read(b"# Notes\n\nText.\n", tmp_path / "n.md")
    assert (page.title, page.body, page.verbatim) == ("Notes", "Text.", "")
    assert markdown_files.read(b"Text.", tmp_path / "my notes.md").title == "my notes"


def test_pictures_below_it_come_along(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("in/map.png", "in/sub.png", "up.png"):
        (tmp_path / name).write_bytes(PNG)
    text = "![a](map.png) ![b](../up.png) ![c](gone.png) ![d](https://x.example/e.png) ![e](/etc/x)"
    page = markdown_files.read(text.encode(), tmp_path / "in" / "a.md")
    assert dict(page.pictures) == {"map.png": tmp_path / "in" / "map.png"}


@pytest.mark.parametrize(
    "content",
    [b"", b"---\ntitle: T\n---\n\n", b"---\n" + b"a: b\n" * 300 + b"---\nx"],
)
def test_a_file_without_a_text_that_can_be_read(content: bytes) -> None:
    with pytest.raises(Refused):
        markdown_files.read(content)
