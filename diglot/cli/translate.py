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

    from diglot.model import Finding
    from diglot.originals import Originals
    from diglot.translate.desk import Desk

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

    from diglot.cli import filling
    from diglot.cli.context import site, stock_of
    from diglot.originals import Originals, Selection, desk, select

    here = site(content)
    table, findings = desk(here.project, here.settings)
    stock = stock_of(here)
    if check:
        every = Originals(stock.archive.cards, here.project, here.settings, filling.rules_of(here))
        return _check(every, table, findings)
    names, numbers = _numbered(articles or [])
    chosen = Selection(names=names, since=_day(since), source=source)
    originals = Originals(
        select(stock.archive, chosen), here.project, here.settings, filling.rules_of(here)
    )
    targets = tuple(each for each in table.targets if not to or each.partition("-")[0] == to)
    return filling.run(
        originals,
        replace(table, targets=targets),
        here,
        engine,
        filling.limits_of(limit, titles_only=titles_only),
        plan=plan,
        again=frozenset(numbers) if again else frozenset(),
    )


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
