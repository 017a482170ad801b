from __future__ import annotations

import os
import subprocess
import sys

import pytest

COMMAND = "import sys; sys.argv = ['diglot']; from diglot.cli import main; main()"


@pytest.mark.parametrize(
    ("typed", "expected"), [("diglot bu", "build"), ("diglot build --no-s", "--no-search")]
)
def test_shells_complete_commands_and_options(typed: str, expected: str) -> None:
    told = {
        "_DIGLOT_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    done = subprocess.run(
        [sys.executable, "-c", COMMAND],
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert expected in done.stdout.split()
