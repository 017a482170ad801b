"""The command line as its users have it: words in, words and an exit code out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from diglot.cli import main

TERMINAL = False
"""Whether somebody sits at the other end, as commands are to believe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


class CommandLine:
    """Runs commands in this process, in a folder."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, folder: Path, *words: str) -> Outcome:
        """Run `diglot WORDS…` in `folder`."""
        self._monkeypatch.chdir(folder)
        self._capsys.readouterr()
        self._monkeypatch.setattr(sys.stdout, "isatty", lambda: TERMINAL, raising=False)
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        said = self._capsys.readouterr()
        return Outcome(code=int(ended.value.code or 0), out=said.out, err=said.err)
