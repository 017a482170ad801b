"""What the translation commands say: plans, progress and results, as values.

Invariant: holds no text of an article but the places where something is to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from diglot.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one run may do."""

    articles: int | None = None
    """Articles and languages to work on; the others remain for another run."""
    requests: int | None = None
    """Beside the engine's own `requests_a_run`; the lesser holds."""
    characters: int | None = None
    """No batch is started once so many were sent."""
    titles_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is."""

    article: str
    """Path of the article that something was just stored for; empty for titles."""
    articles: int
    of_articles: int
    segments: int
    """Stored so far, reused ones included."""
    of_segments: int
    """To be stored in all, as far as known."""
    requests: int
    failed: int
    seconds: float

    @property
    def rate(self) -> float:
        """Segments a second."""
        return self.segments / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """At the rate so far; None where it cannot be told yet."""
        return (self.of_segments - self.segments) / self.rate if self.rate else None


ShowProgress: TypeAlias = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A segment that an engine could not translate well enough."""

    article: str
    target: str
    role: str
    source: str
    """Its first characters, for the message."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did."""

    articles: int
    """Articles and languages that are done: nothing is left to send for them."""
    of_articles: int
    """That had something to do, without the limits."""
    stored: int
    """Segments that the engine made."""
    reused: int
    """Segments that the memory gave."""
    requests: int
    characters: int
    seconds: float
    failures: tuple[Failure, ...] = ()
    findings: tuple[Finding, ...] = ()
    stopped: str = ""
    """Why it ended before its time; empty where it did not: Ctrl-C, a pause, a wrong key."""
    fatal: bool = False
    """It cannot work as it is set up."""
    paused_until: float | None = None
    """When the engine may be asked again, in seconds since 1970."""

    @property
    def complete(self) -> bool:
        """Whether nothing remains that another run could do (exit code 0, else 3)."""
        return not self.stopped and self.articles >= self.of_articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What an engine costs, for plans: from the settings."""

    per_million: float
    """For a million characters of source text."""
    currency: str = "USD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run would do; nothing was sent to make it."""

    engine: str
    articles: int
    """Within the limits."""
    of_articles: int
    new: int
    """Segments to be sent that have no translation."""
    stale: int
    """Segments to be sent again because the glossary changed."""
    reused: int
    """Segments that the memory gives."""
    suggested: int
    """Of those to be sent, segments for which a person's translation of a near text is offered."""
    refused: int
    """Segments left alone because the engine failed at them too often."""
    characters: int
    requests: int
    seconds: float
    """About, at the engine's pace."""
    cost: float | None
    currency: str
    remote: bool
    """Whether text leaves the machine."""
    findings: tuple[Finding, ...] = ()
