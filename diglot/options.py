"""How one build goes about it.

Invariant: no option changes a byte of the site.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str, int, int], None]
"""Called with what is going on, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How one build goes about it."""

    workers: int = 0
    """Processes; 0 works in this one."""
    full: bool = False
    """Make everything again, whatever the store remembers."""
    progress: Progress = lambda what, done, total: None


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
