"""Python's search for reference cycles, kept off where there are none to find.

Invariant: it is as it was when a block is over; a process of our own may have it otherwise. An
archive, its pages' plans and its index are millions of small objects without a cycle: looking
through them again and again takes up to half the time of the work.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No search meanwhile."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def frozen() -> Iterator[None]:
    """What is held now is left alone in forked workers, where looking at it would copy it."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def seldom() -> None:
    """Search after 50,000 new objects, not after 700: a command's code alone makes ten times as many
    that stay, and looking through them again and again takes a tenth of a small rebuild.
    """
    gc.set_threshold(50_000, 50, 50)


def off_at_exit() -> None:
    """When the process ends, what it holds goes with it: Python does not look through it once more,
    which for 10,000 captures takes 0.1 s.
    """
    atexit.register(gc.freeze)
