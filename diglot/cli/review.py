"""`diglot review` and `diglot status`: what is left for people to do, and where.

Invariant: changes nothing; only the editor that it opens does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Optional

import typer


def review(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its path, id, page or address.")
    ],
    to: Annotated[str, typer.Option(metavar="LANG", help="One language: en or zh.")] = "",
    every: Annotated[bool, typer.Option("--all", help="List reviewed segments too.")] = False,
    open_editor: Annotated[
        Optional[bool],  # noqa: UP045 - typer reads it at run time
        typer.Option(
            "--open/--no-open",
            help="Open the PO file in $VISUAL or $EDITOR at the first of them, or do not."
            " Without either: at a terminal, where one of them is set.",
        ),
    ] = None,
    content: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option(help="Another content folder."),
    ] = None,
) -> int:
    """List what is untranslated, unreviewed or questionable in one article, and open its PO file.

    Examples:
      diglot review 2026/03/05/a.md

      diglot review 2026/03/05/a.md --to en --no-open

    """
    from diglot.cli import lookup, output
    from diglot.cli.context import site, stock_of
    from diglot.cli.filling import rules_of
    from diglot.errors import UsageError
    from diglot.originals import Originals, desk
    from diglot.translate import review as reviewing
    from diglot.translate.desk import targets_of
    from diglot.translate.entries import po_path

    here = site(content)
    table, findings = desk(here.project, here.settings)
    cards = lookup.cards(stock_of(here), article, here.project)
    if len(cards) > 1:
        raise UsageError(f"{article} is {len(cards):,} articles", "review them one at a time")
    originals = Originals(cards, here.project, here.settings, rules_of(here))
    original = next(iter(originals), None)
    if original is None:
        raise UsageError(f"{article} cannot be read", "see diglot check")
    targets = [t for t in targets_of(original, table) if not to or t.partition("-")[0] == to]
    if not targets:
        languages = ", ".join(each.partition("-")[0] for each in targets_of(original, table))
        raise UsageError(f"--to {to}: the article is not translated into it", f"try {languages}")
    for target in targets:
        items, odd = reviewing.review(original, target, desk=table)
        output.report([*findings, *odd])
        file = table.translations / po_path(original.path, target)
        shown = [item for item in items if every or item.open]
        sys.stdout.write(
            output.clean(f"{original.title} → {target}: {len(shown)} of {len(items)} to look at")
            + "\n"
        )
        for item in shown:
            faults = f" ({'; '.join(item.faults)})" if item.faults else ""
            line = f"#{item.number} {item.role}, {item.state}{faults}: {item.source}"
            sys.stdout.write(output.clean(line) + "\n")
            if item.text or item.near:
                sys.stdout.write(output.clean(f"    {item.text or 'near: ' + item.near}") + "\n")
        if file.is_file():
            first = next((item.line for item in shown if item.line), 1)
            _open(reviewing.editor_command(os.environ, file, first), file, wanted=open_editor)
        else:
            sys.stdout.write("nothing is translated yet: diglot translate\n")
    return 0


def _open(command: list[str] | None, file: Path, *, wanted: bool | None) -> None:
    """Open the file where that was asked for, or where somebody is there to see it."""
    from diglot.errors import UsageError

    if wanted is False or (wanted is None and not (command and sys.stdout.isatty())):
        return
    if command is None:
        raise UsageError("neither $VISUAL nor $EDITOR is set", f"set one, or open {file}")
    try:
        subprocess.run(command, check=False)  # noqa: S603 - the user's own editor
    except OSError as error:
        help = f"set EDITOR, or open {file} yourself"
        raise UsageError(f"{command[0]}: {error.strerror}", help) from None


def status(
    by: Annotated[str, typer.Option(help="`language`, `source` or `month`.")] = "language",
    content: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Another content folder."),
    ] = None,
) -> int:
    """Show how far the translations are.

    Examples:
      diglot status

      diglot status --by source

    """
    from diglot.cli.context import site, stock_of
    from diglot.cli.wording import count
    from diglot.errors import UsageError
    from diglot.languages import key_of
    from diglot.translate.review import Standing
    from diglot.translate.review import status as counted

    if by not in ("language", "source", "month"):
        raise UsageError(f"--by {by}", "it takes language, source or month")
    here = site(content)
    standings = []
    for card in stock_of(here).archive.cards:
        record = card.record
        made = {edition.key: edition for edition in record.editions}
        for lang in here.settings.languages:
            if lang == key_of(record.lang):
                continue
            edition = made.get(lang)
            standings.append(
                Standing(
                    target=lang,
                    source=record.source,
                    month=record.day.strftime("%Y-%m") if record.day else "",
                    segments=edition.segments if edition else 0,
                    translated=edition.translated if edition else 0,
                    machine=edition.machine if edition else 0,
                )
            )
    if not standings:
        sys.stdout.write("There is no article yet.\n")
    threshold = here.settings.translate.threshold
    for row in counted(standings, by, threshold):  # type: ignore[arg-type]  # checked above
        name = "" if by == "language" else f" {row.name or 'undated'}"
        sys.stdout.write(
            f"{row.target}{name}: {row.complete:,} of {count(row.articles, 'article')} translated; "
            f"{count(row.translated, 'segment')}, {row.human:,} by people\n"
        )
    return 0


glossary = typer.Typer(help="Terms that translations must keep to.", no_args_is_help=True)


def lint(
    content: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option(help="Another content folder."),
    ] = None,
) -> int:
    """Find variants and suspect renderings of glossary terms in all articles.

    Exits with 1 where there are any.

    Examples:
      diglot glossary lint

    """
    from diglot.cli import output
    from diglot.cli.context import site, stock_of
    from diglot.errors import UsageError
    from diglot.originals import desk
    from diglot.translate.linting import lint as linted

    here = site(content)
    if not (here.project.content / "glossary.csv").is_file():
        raise UsageError(
            "there is no glossary", "docs/translating.md says how content/glossary.csv begins"
        )
    table, findings = desk(here.project, here.settings)
    records = (card.record for card in stock_of(here).archive.cards)
    articles = here.project.articles
    texts = (
        (record.path, record.lang, (articles / record.path).read_text("utf-8", "replace"))
        for record in records
    )
    found = [*findings, *linted(texts, table.glossary)]
    output.report(found, every=True)
    sys.stdout.write(f"{len(output.serious(found)):,} warnings and errors\n")
    return 1 if output.serious(found) else 0
