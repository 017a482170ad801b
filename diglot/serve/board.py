"""The state of the preview, which the builder posts and every open page waits for.

Invariant: a page that shows an older version than the board's is told so, however late it asks.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What stands in the way of a build, as a page shows it."""

    what: str
    place: str = ""
    """`file:line`, where it is known."""
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the preview holds now."""

    version: int = 0
    """Grows with every build that changed the site."""
    base: str = "/"
    """Path that the site is published under; begins and ends with a slash."""
    failed: bool = False
    """The last build made no site; what is there is an older one."""
    problems: tuple[Problem, ...] = ()


class Board:
    """One state, many readers."""

    def __init__(self, state: State | None = None) -> None:
        self._state = state or State()
        self._posts = 0
        self._changed = threading.Condition()

    @property
    def state(self) -> State:
        """What holds now."""
        with self._changed:
            return self._state

    def post(self, state: State, *, changed: bool) -> None:
        """Replace the state and wake whoever waits; the version grows only with `changed`.

        `state.version` is what the caller would call it (milliseconds since 1970, so that a page
        opened before a restart is out of date after it).
        """
        with self._changed:
            older = self._state.version
            version = max(state.version, older + 1) if changed else older
            self._state = replace(state, version=version)
            self._posts += 1
            self._changed.notify_all()

    def wait(self, seen: int, timeout: float) -> tuple[int, State]:
        """The number of posts and the state, as soon as there are more than `seen`.

        After `timeout` seconds, whatever there is. Start with `seen=-1`.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._posts > seen, timeout)
            return self._posts, self._state
