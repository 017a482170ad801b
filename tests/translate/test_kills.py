"""Runs that are killed without warning, and taken up again until all is done."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from diglot.translate.desk import all_segments
from tests.translate.helpers import entries
from tests.translate.killed import articles
from tests.translate.server import FAULTS, Server, translated


def start(folder: Path, url: str, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.translate.killed", str(folder), url, str(count)]
    return subprocess.Popen(command)


def stored(folder: Path) -> dict[str, str]:
    found = {}
    for file in sorted((folder / "translations").rglob("*.po")):
        found.update({entry.source: entry.text for entry in entries(file).values() if entry.text})
    return found


def kill_and_resume(folder: Path, count: int, kills: int, delay: float) -> Counter[str]:
    """Check each time that nothing that was stored is sent again, and at the end that all is."""
    chance = random.Random(7)  # noqa: S311 - when to kill, no secret
    with Server(FAULTS, seed=11, delay=delay) as server:
        for _ in range(kills):
            child = start(folder, server.url, count)
            waited = time.monotonic() + 30
            before = len(server.requests)
            while len(server.requests) <= before and time.monotonic() < waited:
                time.sleep(0.02)
            time.sleep(chance.uniform(0.05, 0.5))
            child.kill()
            child.wait()
            kept, seen = stored(folder), len(server.requests)
            assert sent_again(server.requests[seen:], kept) == set()
        kept, seen = stored(folder), len(server.requests)
        left = list((folder / "translations").rglob("*.tmp"))
        for file in left:
            os.utime(file, (1, 1))
        for _ in range(5):
            if start(folder, server.url, count).wait() == 0:
                break
        assert sent_again(server.requests[seen:], kept) == set()
        wanted = {segment.text for each in articles(count) for segment in all_segments(each)}
        found = stored(folder)
        assert found.keys() == wanted
        assert {source for source, text in found.items() if text != translated(source)} == set()
        assert not list((folder / "translations").rglob("*.tmp"))
        return server.outcomes


def sent_again(requests: list[str], kept: dict[str, str]) -> set[str]:
    return {line for text in requests for line in text.split("\n") if line in kept}


def test_a_run_that_is_killed_is_taken_up_again(tmp_path: Path) -> None:
    outcomes = kill_and_resume(tmp_path, count=12, kills=2, delay=0.15)
    assert json.dumps(outcomes)


@pytest.mark.full
def test_three_thousand_segments_and_ten_kills(tmp_path: Path) -> None:
    outcomes = kill_and_resume(tmp_path, count=100, kills=10, delay=0.25)
    assert outcomes["429"]
    assert outcomes["500"]
