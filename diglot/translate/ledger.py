"""What a run has done so far: counts, failures, and which articles are finished.

Invariant: an article counts as done once it was gone through, all it sent has come back, and
nothing of it is left that another run could do better.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable

from diglot.model import Finding, Segment
from diglot.translate.reports import Failure, Limits, Progress, Report, ShowProgress
from diglot.translate.work import Need

Name = tuple[str, str]
"""An article's path and a target language."""


class Ledger:
    """One run's; used by one thread."""

    def __init__(self, limits: Limits, show: ShowProgress) -> None:
        self._limits, self._show = limits, show
        self._started = time.monotonic()
        self._pending: Counter[Name] = Counter()
        self._gone_through: set[Name] = set()
        self._left: set[Name] = set()
        self._failures: list[Failure] = []
        self.findings: list[Finding] = []
        self.of_articles = self.expected = self.stored = self.reused = self.characters = 0
        self.ended = ""
        self.fatal = False

    def end(self, why: str, *, fatal: bool = False) -> None:
        """No more is to be sent; the first reason is the one that is told."""
        self.ended = self.ended or why
        self.fatal = self.fatal or fatal

    def sent(self, need: Need) -> None:
        """One segment of the article is on its way."""
        self._pending[name(need)] += 1

    def back(self, need: Need, count: int = 1) -> None:
        """So many of them have come to an end."""
        self._pending[name(need)] -= count

    def went_through(self, need: Need) -> None:
        """All that the article lacks was sent."""
        self._gone_through.add(name(need))

    def leave(self, need: Need) -> None:
        """Something of the article is left for another run."""
        self._left.add(name(need))

    def fail(self, need: Need, segment: Segment, why: str, *, for_good: bool) -> None:
        """A segment has no translation; `for_good` if another run would do no better."""
        if not for_good:
            self.leave(need)
        self._failures.append(
            Failure(
                article=need.original.path,
                target=need.target,
                role=segment.role,
                source=segment.text[:60],
                why=why,
            )
        )

    @property
    def done(self) -> int:
        """Articles and languages with nothing left to do."""
        finished = (each for each in self._gone_through if not self._pending[each])
        return sum(each not in self._left for each in finished)

    def progress(self, article: str, requests: int) -> None:
        """Tell the caller how far the run is."""
        most = self._limits.articles
        self._show(
            Progress(
                article=article,
                articles=self.done,
                of_articles=self.of_articles if most is None else min(self.of_articles, most),
                segments=self.stored + self.reused,
                of_segments=self.expected,
                requests=requests,
                failed=len(self._failures),
                seconds=time.monotonic() - self._started,
            )
        )

    def report(
        self, findings: Iterable[Finding], requests: int, paused_until: float | None
    ) -> Report:
        """The run as its caller is to know it."""
        return Report(
            articles=self.done,
            of_articles=self.of_articles,
            stored=self.stored,
            reused=self.reused,
            requests=requests,
            characters=self.characters,
            seconds=time.monotonic() - self._started,
            failures=tuple(self._failures),
            findings=tuple(dict.fromkeys((*findings, *self.findings))),
            stopped=self.ended,
            fatal=self.fatal,
            paused_until=paused_until,
        )


def name(need: Need) -> Name:
    """What an article's work in one language is known by."""
    return (need.original.path, need.target)
