"""Only real images below the articles folder become part of the site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from diglot.publish.pictures import published, wanted

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def test_relative_images_are_wanted() -> None:
    text = "![a](map.png) ![b](../x/y.jpg?v=1) ![c](https://e.org/i.png) ![d](/abs.png) ![e](../../../z.png)"
    assert wanted(text, "2024/03/05/a.md") == {
        "map.png": "2024/03/05/map.png",
        "../x/y.jpg?v=1": "2024/03/x/y.jpg",
        "../../../z.png": "z.png",
    }
    assert wanted("![a](../z.png) ![b](..%2f..%2fz.png)", "a.md") == {}


def test_images_that_are_never_closed_cost_no_time() -> None:
    """Looked for again from each bracket they would take minutes."""
    look = (
        "from diglot.publish.pictures import wanted; print(wanted('<![CDATA[' * 150_000, 'a.md'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "{}\n"


def test_only_images_by_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "b.png").write_bytes(b"<svg onload=x()>")
    (tmp_path / "c.png").mkdir()
    names = {name: name for name in ("a.png", "b.png", "c.png", "none.png")}
    found = published(tmp_path, names)
    assert list(found) == ["a.png"]
    assert found["a.png"][1].startswith("media/")
    assert found["a.png"][1].endswith(".png")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "articles/out").symlink_to(tmp_path)
    names = {name: name for name in ("a.png", "out/secret.png")}
    assert published(tmp_path / "articles", names) == {}
