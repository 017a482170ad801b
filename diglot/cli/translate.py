"""`diglot translate`: fill missing translations by machine; the one command that sends text away.

Invariant: nothing is sent before it is clear what; whatever ends a run, what was answered is kept.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    import datetime as dt

    from diglot.clean import Rules
    from diglot.cli.context import Site
    from diglot.model import Finding
    from diglot.originals import Originals
    from diglot.pipeline import Options
    from diglot.project import Project
    from diglot.settings import Settings
    from diglot.translate.desk import Desk
    from diglot.translate.engines.protocol import Engine
    from diglot.translate.reports import Limits, Plan, Price, Progress, Report

STOPPED = 3


def translate(
    articles: Annotated[
        Optional[list[str]],  # noqa: UP045 - typer reads it at run time
        typer.Argument(help="Paths, folders, ids or addresses; ARTICLE#NUMBER for one segment."),
    ] = None,
    to: Annotated[str, typer.Option(help="Into this language only: en or zh.")] = "",
    engine: Annotated[str, typer.Option(help="Instead of the one in diglot.toml.")] = "",
    limit: Annotated[int, typer.Option(help="At most so many articles.")] = 0,
    since: Annotated[str, typer.Option(help="Articles from this day on: 2022-12-27.")] = "",
    source: Annotated[str, typer.Option(help="Articles of one source.")] = "",
    titles_only: Annotated[bool, typer.Option("--titles-only", help="Titles only.")] = False,
    plan: Annotated[
        bool, typer.Option("--plan", help="Send nothing; say what would be sent and cost.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Redo the machine's work on ARTICLE#NUMBER.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Report conflicts, stale and orphaned entries.")
    ] = False,
    content: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Another content folder."),
    ] = None,
) -> int:
    """Translate what is missing, into PO files beside the articles.

    Text is sent to the engine; `--plan` says what and how much. What a person wrote is never
    touched; a run that is stopped goes on where it ended.

    Examples:
      diglot translate --plan

      diglot translate 2026/03 --to en --limit 20

      diglot translate 2026/03/05/a.md#12 --again

    """
    from dataclasses import replace

    from diglot.cli.context import site, stock_of
    from diglot.originals import Originals, Selection, desk, select

    here = site(content)
    table, findings = desk(here.project, here.settings)
    stock = stock_of(here)
    if check:
        every = Originals(stock.archive.cards, here.project, here.settings, rules_of(here))
        return _check(every, table, findings)
    names, numbers = _numbered(articles or [])
    chosen = Selection(names=names, since=_day(since), source=source)
    originals = Originals(
        select(stock.archive, chosen), here.project, here.settings, rules_of(here)
    )
    targets = tuple(each for each in table.targets if not to or each.partition("-")[0] == to)
    return run(
        originals,
        replace(table, targets=targets),
        here,
        engine,
        _limits(limit, titles_only=titles_only),
        plan=plan,
        again=frozenset(numbers) if again else frozenset(),
    )


def fill_all(project: Project, settings: Settings, options: Options) -> int:
    """Translate whatever lacks a translation, for `build --translate`; the command's exit code."""
    from diglot import pipeline
    from diglot.cli.context import Site
    from diglot.originals import Originals, desk

    here = Site(project=project, settings=settings, findings=[])
    table, _ = desk(project, settings)
    cards = pipeline.stock(project, settings, options).archive.cards
    originals = Originals(cards, project, settings, rules_of(here))
    return run(originals, table, here, "", _limits(0, titles_only=False))


def run(
    originals: Originals,
    table: Desk,
    here: Site,
    engine: str,
    limits: Limits,
    *,
    plan: bool = False,
    again: frozenset[int] = frozenset(),
) -> int:
    """Plan or make translations of these articles; the command's exit code."""
    from diglot.cli import output
    from diglot.errors import UsageError
    from diglot.translate import fill, planning
    from diglot.translate.engines.protocol import FatalError

    try:
        chosen = _engine(here, engine)
    except FatalError as error:
        raise UsageError(str(error), "see docs/translating.md") from None
    if plan:
        made = planning.plan(
            originals, desk=table, engine=chosen, limits=limits, again=again, price=_price(here)
        )
        output.report(made.findings)
        sys.stdout.write(planned(made))
        return 0
    report = fill.run(
        originals, desk=table, engine=chosen, limits=limits, again=again, progress=_Shown()
    )
    output.report(report.findings)
    sys.stdout.write(done(report))
    if report.fatal:
        return 2
    return 0 if report.complete else STOPPED


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


class _Shown:
    """Progress at most once a second."""

    def __init__(self) -> None:
        from diglot.cli import output

        self._progress = output.Progress()

    def __call__(self, progress: Progress) -> None:
        self._progress("translating segments", progress.segments, progress.of_segments)


def _engine(here: Site, name: str) -> Engine:
    from diglot.translate.engines.choose import EngineChoice, open_engine

    chosen = here.settings.translate
    return open_engine(
        EngineChoice(name=name or chosen.engine, url=chosen.url, model=chosen.model), os.environ
    )


def _price(here: Site) -> Price | None:
    from diglot.translate.reports import Price

    per_million = here.settings.translate.price
    return Price(per_million=per_million) if per_million else None


def rules_of(here: Site) -> Rules:
    """The cleaning rules of a site."""
    from diglot.clean import load_rules

    return load_rules(None if here.project.bare else here.project.content / "rules")


def _limits(articles: int, *, titles_only: bool) -> Limits:
    from diglot.translate.reports import Limits

    return Limits(articles=articles or None, titles_only=titles_only)


def _numbered(names: list[str]) -> tuple[tuple[str, ...], list[int]]:
    """Names without their segment numbers, and those numbers."""
    plain, numbers = [], []
    for name in names:
        head, mark, tail = name.rpartition("#")
        if mark and tail.isdecimal():
            plain.append(head)
            numbers.append(int(tail))
        else:
            plain.append(name)
    return tuple(plain), numbers


def _day(text: str) -> dt.date | None:
    import datetime as dt

    from diglot.errors import UsageError

    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--since {text}", "write the day as 2022-12-27") from None


def _check(originals: Originals, table: Desk, findings: tuple[Finding, ...]) -> int:
    from diglot.cli import output
    from diglot.translate import auditing

    found = [*findings, *auditing.check(originals, desk=table)]
    output.report(found, every=True)
    sys.stdout.write(f"{len(output.serious(found)):,} warnings and errors\n")
    return 1 if output.serious(found) else 0
