"""The size guard of `diglot build`, and what a call without words says."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.cli import build
from tests.cli.run import CommandLine
from tests.sites import Site, capture


def test_a_site_too_large_is_told_what_to_do(
    site: Site, run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in (2023, 2024):
        site.article(f"{year}.md", capture(f"Ships of {year}", day=f"{year}-03-01"))
    monkeypatch.setattr(build, "WARN_BYTES", 1)
    warned = run(site.root, "build", "-j", "0")
    assert warned.code == 0
    assert "diglot build --since 2024-01-01" in warned.err
    assert "one project a year" in warned.err
    monkeypatch.setattr(build, "FAIL_BYTES", 1)
    assert run(site.root, "build", "-j", "0").code == 1
    assert run(site.root, "build", "-j", "0", "--big").code == 0


def test_a_folder_without_a_site_is_left_alone(tmp_path: Path, run: CommandLine) -> None:
    built = run(tmp_path, "build")
    assert built.code == 2
    assert "diglot init DIR" in built.err
    assert not list(tmp_path.iterdir())


def test_no_words_at_all_show_the_commands(tmp_path: Path, run: CommandLine) -> None:
    said = run(tmp_path)
    assert said.code == 2
    assert "\n  build      Build the site.\n" in said.err
