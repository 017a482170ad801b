from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.serve import files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "zh").mkdir(parents=True)
    (folder / "index.html").write_text("first", encoding="utf-8")
    (folder / "zh" / "index.html").write_text("zh", encoding="utf-8")
    (folder / ".diglot-manifest.json").write_text("{}", encoding="utf-8")
    (folder / "empty").mkdir()
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    return folder.resolve()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("", "index.html"),
        ("index.html", "index.html"),
        ("zh/", "zh/index.html"),
        ("zh//index.html", "zh/index.html"),
        ("%7ah/index.html", "zh/index.html"),
        ("zh", None),
        ("empty/", None),
        ("no.html", None),
        (".diglot-manifest.json", None),
        ("../secret.html", None),
        ("zh/../../secret.html", None),
        ("%2e%2e/secret.html", None),
        ("..%2fsecret.html", None),
        ("..%5csecret.html", None),
        ("zh/..;/secret.html", None),
        ("index.html%00.png", None),
        ("C:/Windows/win.ini", None),
        ("%ff", None),
        ("index.html.", None),
    ],
)
def test_only_files_of_the_site_are_found(root: Path, path: str, found: str | None) -> None:
    assert files.find(root, path) == (root / found if found else None)


def test_a_link_that_leads_out_is_not_followed(root: Path) -> None:
    try:
        (root / "link.html").symlink_to(root.parent / "secret.html")
        (root / "up").symlink_to(root.parent, target_is_directory=True)
        (root / "inside.html").symlink_to(root / "index.html")
        (root / "loop.html").symlink_to(root / "loop.html")
    except OSError:
        pytest.skip("this system makes no links")
    assert files.find(root, "link.html") is None
    assert files.find(root, "up/secret.html") is None
    assert files.find(root, "loop.html") is None
    assert files.find(root, "inside.html") == root / "index.html"


def test_a_folder_is_named_with_a_slash(root: Path) -> None:
    assert files.is_folder(root, "zh")
    assert not files.is_folder(root, "empty")
    assert not files.is_folder(root, "index.html")


@given(st.text())
def test_no_path_ever_leads_above_the_root(path: str) -> None:
    names = files.segments(quote(path, safe="/%"))
    assert names is None or all(
        name not in ("", ".", "..") and not set(name) & set("/\\:\0") for name in names
    )
