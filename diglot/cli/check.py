"""`diglot check`: everything that is odd in the content, with file, line and what to do.

Invariant: writes nothing but the cache.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer


def check(
    content: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option(help="Folder of captures, or of `articles/` and what belongs to them."),
    ] = None,
    notes: Annotated[bool, typer.Option("--notes", help="List certain repairs too.")] = False,
    failed: Annotated[
        bool,
        typer.Option("--failed", help="Count failed captures by kind, source and month instead."),
    ] = False,
    retry_list: Annotated[
        bool,
        typer.Option("--retry-list", help="List the addresses worth fetching again instead."),
    ] = False,
    format: Annotated[str, typer.Option("--format", help="`text` or `json`.")] = "text",
) -> int:
    """List what is odd in captures, edits, notes, tags, sources and translations.

    Exits with 1 where there is a warning or an error.

    Examples:
      diglot check

      diglot check --format json > report.json

      diglot check --retry-list > again.txt

    """
    from diglot import pipeline, settings
    from diglot.cli import output as out
    from diglot.errors import UsageError
    from diglot.options import cores
    from diglot.project import locate

    if format not in ("text", "json"):
        raise UsageError(f"--format {format}", "it takes text or json")
    if failed or retry_list:
        from diglot.cli import clean_reports
        from diglot.cli.context import site

        if failed and retry_list:
            raise UsageError("say one of --failed and --retry-list", "see diglot check --help")
        clean_reports.failed(site(content), addresses=retry_list, as_json=format == "json")
        return 0
    root = Path.cwd()
    chosen, findings = settings.load(root)
    project = locate(root, content)
    options = pipeline.Options(workers=cores(), progress=out.Progress())
    found = [*findings, *pipeline.inspect(project, chosen, options)]
    shown = found if notes else out.serious(found)
    if format == "json":
        sys.stdout.write(out.as_json(shown, content=content) + "\n")
    else:
        out.report(shown, every=True, content=content)
        sys.stdout.write(f"{len(out.serious(found)):,} warnings and errors\n")
    return 1 if out.serious(found) else 0
