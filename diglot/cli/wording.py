"""Plans and outcomes of translation runs in an editor's words.

Invariant: a number here is one that the run counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diglot.translate.reports import Plan, Report


def planned(plan: Plan) -> str:
    """A plan in words."""
    cost = "free" if plan.cost is None else f"about {plan.cost:.2f} {plan.currency}"
    where = "text leaves this machine" if plan.remote else "nothing leaves this machine"
    lines = [
        f"{plan.articles:,} of {plan.of_articles:,} articles, with {plan.engine}: {where}",
        f"{plan.new:,} segments to send, {plan.stale:,} of changed terms, {plan.reused:,} reused, "
        f"{plan.suggested:,} with a near match",
        f"{plan.characters:,} characters in about {plan.requests:,} requests, "
        f"{plan.seconds / 60:,.0f} minutes; {cost}",
    ]
    if plan.refused:
        lines.append(f"{plan.refused:,} left alone: the engine failed at them too often")
    return "\n".join(lines) + "\nNothing was sent.\n"


def done(report: Report) -> str:
    """A run's outcome in words."""
    lines = [
        f"{report.articles:,} of {report.of_articles:,} articles done: {report.stored:,} segments "
        f"translated, {report.reused:,} reused, {report.requests:,} requests, "
        f"{report.characters:,} characters, {report.seconds:.0f} s"
    ]
    for failure in report.failures[:20]:
        lines.append(f"{failure.article} ({failure.target}): {failure.why}: {failure.source}")
    if len(report.failures) > 20:
        lines.append(f"… and {len(report.failures) - 20:,} more segments not translated")
    if report.stopped:
        lines.append(f"stopped: {report.stopped}")
    if not report.complete:
        lines.append("run the same command again to go on")
    return "\n".join(lines) + "\n"
