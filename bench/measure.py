"""What a program costs, with everything that it starts: seconds, processor seconds, memory.

Invariant: memory is that of all processes together, a page they share counted once; it is never
more than was in use. Linux only: it reads `/proc`.
"""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.04
"""Seconds between two looks at memory; more where a look takes long, so that looking costs < 10%."""


class FailedError(RuntimeError):
    """A program that was to be measured ended with an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor time, user and system, of all processes."""
    peak: int
    """Bytes, all processes together."""
    output: str = ""
    """What it printed."""

    def then(self, other: Cost) -> Cost:
        """A run followed by another."""
        return Cost(
            wall=self.wall + other.wall,
            cpu=self.cpu + other.cpu,
            peak=max(self.peak, other.peak),
            output=other.output,
        )


def run(
    command: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
) -> Cost:
    """Run a program to its end and count. Raises `FailedError` with the end of what it printed.

    Memory is the larger of two true statements: the sum of proportional set sizes at any look
    (`smaps_rollup`), and the largest single process as the kernel knows it (`ru_maxrss`), which
    has no gaps between looks. The kernel counts what this process held when it started the
    program to the program, so the second holds only where it is more than that.
    """
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    program = subprocess.Popen(
        list(command),
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    watch = _Watch(program.pid)
    watch.start()
    assert program.stdout is not None  # noqa: S101 - a pipe was asked for
    with program.stdout:
        output = program.stdout.read()
    _, status, used = os.wait4(program.pid, 0)
    wall = time.perf_counter() - started
    program.returncode = os.waitstatus_to_exitcode(status)
    watch.stop()
    if program.returncode != 0:
        tail = "\n".join(output.splitlines()[-15:])
        raise FailedError(f"{' '.join(command)} ended with {program.returncode}:\n{tail}")
    return Cost(
        wall=wall,
        cpu=used.ru_utime + used.ru_stime,
        peak=max(watch.peak, used.ru_maxrss * 1024 if used.ru_maxrss > own else 0),
        output=output,
    )


class _Watch(threading.Thread):
    """Looks at the memory of a process and all below it until told to stop."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.peak = 0
        self.done = threading.Event()

    def run(self) -> None:
        pause = INTERVAL
        while not self.done.wait(pause):
            started = time.perf_counter()
            self.peak = max(self.peak, sum(_proportional(pid) for pid in below(self.root)))
            pause = max(INTERVAL, 10 * (time.perf_counter() - started))

    def stop(self) -> None:
        self.done.set()
        self.join()


def below(root: int) -> list[int]:
    """A process and all its descendants that are there now."""
    children: dict[int, list[int]] = defaultdict(list)
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_bytes()
            except OSError:
                continue
            parent = int(stat[stat.rindex(b")") + 2 :].split()[1])
            children[parent].append(int(entry.name))
    found = [root]
    for pid in found:
        found += children[pid]
    return found


def _proportional(pid: int) -> int:
    """Bytes of a process, a page shared by n processes counted as 1/n; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_bytes().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:"))
