from __future__ import annotations

import pytest

from diglot.cli import main
from tests.sites import Site


def _exit(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def test_the_published_output_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site.root)
    assert _exit(["serve", "-o", "site"]) == 2
    assert "published site" in capsys.readouterr().err


def test_a_port_that_is_none_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site.root)
    assert _exit(["serve", "--port", "70000"]) == 2
    assert "--port" in capsys.readouterr().err
