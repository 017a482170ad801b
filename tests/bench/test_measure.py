"""What a program costs is counted with all that it starts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import measure

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")

TWO = """
import subprocess, sys
work = "x = bytearray(60_000_000); import time; end = time.process_time() + .15\\nwhile time.process_time() < end: pass\\ntime.sleep(.3)"
both = [subprocess.Popen([sys.executable, "-c", work]) for _ in range(2)]
print(sum(each.wait() for each in both))
"""


def test_processes_below_count(tmp_path: Path) -> None:
    cost = measure.run([sys.executable, "-c", TWO], cwd=tmp_path)
    assert cost.output == "0\n"
    assert cost.cpu >= 0.3
    assert cost.wall >= 0.3
    assert cost.peak > 120_000_000


def test_a_program_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(measure.FailedError, match="no such harbour"):
        measure.run([sys.executable, "-c", "raise SystemExit('no such harbour')"], cwd=tmp_path)


def test_one_after_the_other_adds_time_and_not_memory() -> None:
    first = measure.Cost(wall=1, cpu=2, peak=30)
    both = first.then(measure.Cost(wall=10, cpu=20, peak=3))
    assert (both.wall, both.cpu, both.peak) == (11, 22, 30)
