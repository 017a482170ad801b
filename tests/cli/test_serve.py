from __future__ import annotations

import pytest

from diglot.cli.serve import _Teller
from diglot.model import Finding
from diglot.serve.board import Problem
from diglot.serve.rebuilding import Rebuilt
from tests.cli.run import CommandLine
from tests.sites import Site, capture


def test_the_published_output_is_refused(site: Site, run: CommandLine) -> None:
    ended = run(site.root, "serve", "-o", "site")
    assert ended.code == 2
    assert "published site" in ended.err


def test_a_port_that_is_none_is_refused(site: Site, run: CommandLine) -> None:
    ended = run(site.root, "serve", "--port", "70000")
    assert ended.code == 2
    assert "--port" in ended.err


def test_a_host_that_is_not_ours_is_refused_after_a_warning(site: Site, run: CommandLine) -> None:
    ended = run(site.root, "serve", "--host", "192.0.2.1")
    assert ended.code == 2
    assert "warning" in ended.err
    assert "cannot listen" in ended.err


def test_what_was_said_is_not_said_again(capsys: pytest.CaptureFixture[str]) -> None:
    odd = [Finding(path=f"{name}.md", what="no day", code="date") for name in "abc"]
    tell = _Teller()
    tell(Rebuilt(changed=True, findings=tuple(odd[:2])))
    assert capsys.readouterr().err.count("no day") == 2
    tell(Rebuilt(changed=True, findings=tuple(odd)))
    assert capsys.readouterr().err == "c.md: warning: no day\n"
    tell(Rebuilt(changed=False, failed=True, problems=(Problem(place="x.toml:3", what="wrong"),)))
    assert "x.toml:3: wrong" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--open"], ["--open", "--drafts", "--port", "0"]])
def test_it_is_opened_on_request_and_ends_quietly(
    site: Site, run: CommandLine, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    opened: list[str] = []

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("diglot.serve.preview.follow", stopped)
    site.article("2024/03/05/a.md", capture("港口夜查"))
    ended = run(site.root, "serve", *words)
    assert ended.code == 0, ended.err
    assert len(opened) == 1
    assert opened[0].startswith("http://127.0.0.1:")
    assert opened[0] in ended.out
    assert not (site.root / "site").exists()
