"""`diglot translate`: fill missing translations by machine; the one command that sends text away.

Invariant: nothing is sent before it is clear what; whatever ends a run, what was answered is kept.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    import datetime as dt

    from diglot.catalogue.cards import Card
    from diglot.model import Finding
    from diglot.originals import Originals
    from diglot.project import Project
    from diglot.stocking import Stock
    from diglot.translate.desk import Desk
    from diglot.translate.work import Again

STOPPED = 3


def translate(
    articles: Annotated[
        Optional[list[str]],  # noqa: UP045 - typer reads it at run time
        typer.Argument(
            metavar="ARTICLE",
            help="Paths, folders, ids or addresses; ARTICLE#NUMBER for one segment, with --again.",
        ),
    ] = None,
    to: Annotated[
        str, typer.Option(metavar="LANG", help="Into this language only: en or zh.")
    ] = "",
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="Instead of the one in diglot.toml.")
    ] = "",
    limit: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(min=1, metavar="N", help="At most so many articles."),
    ] = None,
    since: Annotated[
        str, typer.Option(metavar="DAY", help="Articles from this day on: 2022-12-27.")
    ] = "",
    source: Annotated[str, typer.Option(metavar="NAME", help="Articles of one source.")] = "",
    titles_only: Annotated[
        bool, typer.Option("--titles-only", help="Titles and nothing else.")
    ] = False,
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

    from diglot.cli import filling
    from diglot.cli.context import site, stock_of
    from diglot.originals import Originals, desk, select

    here = site(content)
    table, findings = desk(here.project, here.settings)
    targets = _targets(table.targets, to)
    stock = stock_of(here)
    rules = filling.rules_of(here)
    if check:
        return _check(
            Originals(stock.archive.cards, here.project, here.settings, rules), table, findings
        )
    cards, segments = _named(articles or [], stock, here.project, again=again)
    chosen = select(cards, since=_day(since), source=source)
    return filling.run(
        Originals(chosen, here.project, here.settings, rules),
        replace(table, targets=targets),
        here,
        engine,
        filling.limits_of(limit or 0, titles_only=titles_only),
        plan=plan,
        again=segments,
    )


def _named(
    names: list[str], stock: Stock, project: Project, *, again: bool
) -> tuple[list[Card], Again]:
    """The articles that are named, all where none is, and the segments to be made anew."""
    from diglot.cli import lookup
    from diglot.errors import UsageError

    cards: list[Card] = []
    segments: dict[str, frozenset[int]] = {}
    for name in names:
        head, mark, tail = name.rpartition("#")
        one = bool(mark and tail.isdecimal())
        found = lookup.cards(stock, head if one else name, project)
        cards += found
        if one and not again:
            raise UsageError(f"{name} is one segment", "with --again it is made anew")
        if again and not (one and len(found) == 1):
            help = "write ARTICLE#NUMBER; `diglot review ARTICLE --all` shows the numbers"
            raise UsageError(f"--again: {name} does not say which segment", help)
        if one:
            path = found[0].record.path
            segments[path] = segments.get(path, frozenset()) | {int(tail)}
    if again and not names:
        help = "write ARTICLE#NUMBER; `diglot review ARTICLE --all` shows the numbers"
        raise UsageError("--again needs a segment", help)
    return (cards if names else list(stock.archive.cards)), segments


def _targets(targets: tuple[str, ...], to: str) -> tuple[str, ...]:
    """The site's languages, or the one that is asked for."""
    from diglot.errors import UsageError

    chosen = tuple(each for each in targets if not to or to in (each, each.partition("-")[0]))
    if not chosen:
        known = ", ".join(each.partition("-")[0] for each in targets)
        raise UsageError(f"--to {to}: the site has no such language", f"it has {known}")
    return chosen


def _day(text: str) -> dt.date | None:
    import datetime as dt

    from diglot.errors import UsageError

    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--since {text} is no day", "write it as 2022-12-27") from None


def _check(originals: Originals, table: Desk, findings: tuple[Finding, ...]) -> int:
    from diglot.cli import output
    from diglot.translate import auditing

    found = [*findings, *auditing.check(originals, desk=table)]
    output.report(found, every=True)
    sys.stdout.write(f"{len(output.serious(found)):,} warnings and errors\n")
    return 1 if output.serious(found) else 0
