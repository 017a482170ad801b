"""Plans and outcomes of translation runs in an editor's words.

Invariant: a number here is one that the run counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diglot.translate.reports import Plan, Report

FREE = frozenset({"google", "mymemory", "pseudo"})
"""Engines that take no money."""
SHOWN = 20
"""Segments that failed, named one by one."""


def count(number: int, one: str, more: str = "") -> str:
    """A number with its word.

    >>> count(1, "article"), count(2_000, "article"), count(0, "entry", "entries")
    ('1 article', '2,000 articles', '0 entries')
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def duration(seconds: float) -> str:
    """About how long, in the unit that fits.

    >>> duration(3), duration(90), duration(3 * 3600), duration(3 * 86400)
    ('less than a minute', '2 minutes', '3.0 hours', '3.0 days')
    """
    if seconds < 55:
        return "less than a minute"
    if seconds < 5400:
        return count(max(1, round(seconds / 60)), "minute")
    hours = seconds / 3600
    return f"{hours:.1f} hours" if hours < 48 else f"{hours / 24:.1f} days"


def planned(plan: Plan) -> str:
    """A plan in words."""
    if not plan.of_articles:
        return "Nothing to translate: every article has its translations.\n"
    where = "text leaves this machine" if plan.remote else "nothing leaves this machine"
    parts = {
        "new": plan.new,
        "of changed terms": plan.stale,
        "reused from the archive": plan.reused,
        "left alone, since the engine failed at them three times": plan.refused,
    }
    lines = [
        f"{plan.articles:,} of {count(plan.of_articles, 'article')}, with {plan.engine}: {where}",
        "segments: " + ", ".join(f"{n:,} {name}" for name, n in parts.items() if n),
        f"to send: {count(plan.characters, 'character')} in about "
        f"{count(plan.requests, 'request')}, {duration(plan.seconds)}; {_cost(plan)}",
    ]
    if plan.suggested:
        lines.append(
            f"{plan.suggested:,} of them resemble what a person translated: see the PO file"
        )
    return "\n".join(lines) + "\nNothing was sent.\n"


def _cost(plan: Plan) -> str:
    name = plan.engine.partition(" ")[0]
    if plan.cost is not None:
        return f"about {plan.cost:.2f} {plan.currency}"
    if name in FREE or not plan.remote:
        return "free"
    return f"cost unknown: [translate] in diglot.toml has no price for {name}"


def done(report: Report) -> str:
    """A run's outcome in words."""
    if not report.of_articles and not report.stopped:
        return "Nothing to translate: every article has its translations.\n"
    lines = [
        f"{report.articles:,} of {count(report.of_articles, 'article')} done: "
        f"{count(report.stored, 'segment')} translated, {report.reused:,} reused; "
        f"{count(report.requests, 'request')}, {count(report.characters, 'character')}, "
        f"{report.seconds:.0f} s"
    ]
    for failure in report.failures[:SHOWN]:
        lines.append(f"{failure.article} ({failure.target}): {failure.why}: {failure.source}")
    if len(report.failures) > SHOWN:
        left = len(report.failures) - SHOWN
        lines.append(f"… and {count(left, 'more segment', 'more segments')} not translated")
    if report.stopped:
        lines.append(f"stopped: {report.stopped}")
    if not report.complete:
        lines.append("run the same command again to go on")
    return "\n".join(lines) + "\n"
