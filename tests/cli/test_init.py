from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import diglot
from tests.cli.run import CommandLine


@pytest.mark.parametrize("demo", [False, True])
def test_a_new_site_builds_without_a_word(tmp_path: Path, run: CommandLine, demo: bool) -> None:
    made = run(tmp_path, "init", "my digest", *(["--demo"] if demo else []))
    assert made.code == 0, made.err
    assert 'cd "my digest"' in made.out
    folder = tmp_path / "my digest"
    built = run(folder, "build", "--strict", "-j", "0")
    assert built.code == 0, built.err
    assert built.err == ""
    assert f"{3 if demo else 1} published" in built.out
    assert (folder / "site" / "zh" / "index.html").is_file()
    assert run(folder, "check").code == 0


def test_a_new_site_is_read_in_both_languages(tmp_path: Path, run: CommandLine) -> None:
    run(tmp_path, "init", "d")
    run(tmp_path / "d", "build", "-j", "0")
    chinese = (tmp_path / "d" / "site" / "zh" / "index.html").read_text(encoding="utf-8")
    english = (tmp_path / "d" / "site" / "en" / "index.html").read_text(encoding="utf-8")
    assert "你的第一篇文章" in chinese
    assert "Your first article" in english


def test_the_demo_shows_what_there_is_to_see(tmp_path: Path, run: CommandLine) -> None:
    run(tmp_path, "init", "d", "--demo")
    run(tmp_path / "d", "build", "-j", "0")
    english = (tmp_path / "d" / "site" / "en" / "index.html").read_text(encoding="utf-8")
    for title in ("What the Tide Table Said", "Three questions", "two lists"):
        assert title in english
    articles = [
        path.read_text(encoding="utf-8") for path in (tmp_path / "d" / "site" / "a").rglob("*.html")
    ]
    assert any("machine translation" in page for page in articles)
    assert not any("继续滑动看下一个" in page for page in articles), "page furniture is cleaned"


def test_a_folder_in_use_is_left_alone(tmp_path: Path, run: CommandLine) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "thesis.doc").write_text("mine", encoding="utf-8")
    refused = run(tmp_path, "init", "d")
    assert refused.code == 2
    assert "thesis.doc" in refused.err
    assert [path.name for path in (tmp_path / "d").iterdir()] == ["thesis.doc"]
    assert run(tmp_path, "init", "d/thesis.doc").code == 2


def test_a_fresh_repository_is_no_folder_in_use(tmp_path: Path, run: CommandLine) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    made = run(tmp_path, "init", ".")
    assert made.code == 0
    assert "cd " not in made.out
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8").endswith("/.cache/\n")


def test_the_workflow_installs_this_version(tmp_path: Path, run: CommandLine) -> None:
    made = run(tmp_path, "init", "d", "--github")
    assert "GitHub Actions" in made.out
    text = (tmp_path / "d" / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    steps = [step.get("run", "") for step in workflow["jobs"]["build"]["steps"]]
    assert f'python -m pip install "diglot=={diglot.__version__}"' in steps
    assert "@VERSION@" not in text


def test_the_theme_is_ejected_on_request_only(tmp_path: Path, run: CommandLine) -> None:
    run(tmp_path, "init", "d")
    assert not (tmp_path / "d" / "templates").exists()
    ejected = run(tmp_path / "d", "init", ".", "--eject-templates")
    assert ejected.code == 0, ejected.err
    base = tmp_path / "d" / "templates" / "base.html"
    base.write_text(base.read_text(encoding="utf-8").replace("<footer", "<footer id=own", 1))
    assert run(tmp_path / "d", "build", "-j", "0").code == 0
    page = (tmp_path / "d" / "site" / "en" / "index.html").read_text(encoding="utf-8")
    assert "<footer id=own" in page
    again = run(tmp_path / "d", "init", ".", "--eject-templates")
    assert again.code == 2
    assert "holds templates already" in again.err


def test_a_new_site_with_the_theme(tmp_path: Path, run: CommandLine) -> None:
    made = run(tmp_path, "init", "d", "--eject-templates")
    assert made.code == 0
    assert (tmp_path / "d" / "templates" / "locale" / "zh.po").is_file()
    assert "templates/base.html" not in made.out, "one line stands for all of them"
