"""What every engine is to the rest of diglot, and how it may fail.

Invariant: an engine answers every text with a text or an error, in order, and raises only
`EngineError`s that speak of the whole request; no error's text holds a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

Markup: TypeAlias = Literal["none", "html", "xml"]
"""Whether an engine keeps inline tags: `none` must not be given any."""


class EngineError(Exception):
    """Something an engine could not do."""


class RateLimitedError(EngineError):
    """It asks to wait; `retry_after` seconds where it says so."""

    def __init__(self, what: str, retry_after: float | None = None) -> None:
        super().__init__(what)
        self.retry_after = retry_after


class TransientError(EngineError):
    """It may work in a moment: time-outs, resets, status 5xx."""


class PageError(TransientError):
    """A page came instead of an answer: an error page, or a captcha."""


class BadTextError(EngineError):
    """It will not translate this text; others may work."""


class FatalError(EngineError):
    """It will not work at all as it is set up: a wrong key, an unknown language, no such host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What stands around the texts of a request, for engines that can use it."""

    title: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    """Glossary terms that occur in the texts, with the words to use for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What an engine can take, and how fast."""

    name: str
    version: str
    max_chars: int
    """Most characters of one request that it surely takes (of the wider script)."""
    markup: Markup = "none"
    batch: int = 1
    """Most texts of one request; 1 means that short texts are packed into one, a line each."""
    concurrency: int = 1
    interval: float = 0.0
    """Least seconds between two requests; each wait is drawn from 50% to 150% of it."""
    requests_a_run: int | None = None
    remote: bool = True
    """Whether text leaves the machine."""

    @property
    def label(self) -> str:
        """As it stands in provenance: `google 1.11.4`."""
        return f"{self.name} {self.version}"


class Engine(Protocol):
    """A translation engine. `translate` is called from several threads at once."""

    @property
    def traits(self) -> Traits:
        """What it can take."""

    def code(self, tag: str) -> str:
        """Its own name for a BCP 47 tag; raises `FatalError` where it has none."""

    def fits(self, text: str) -> bool:
        """Whether one request can hold this text."""

    def translate(
        self, texts: Sequence[str], source: str, target: str, context: Context
    ) -> Sequence[str | EngineError]:
        """One text or error for each of `texts`; `source` and `target` are BCP 47 tags.

        Raises an `EngineError` that concerns the whole request.
        """
