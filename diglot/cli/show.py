"""`diglot show`: everything known of one article, and which files would change it.

Invariant: writes nothing but the cache.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from diglot.cli import output as out


def show(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its path, its id, its page or its address.")
    ],
    content: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option(help="Folder of captures, or of `articles/` and what belongs to them."),
    ] = None,
    format: Annotated[str, typer.Option("--format", help="`text` or `json`.")] = "text",
) -> int:
    """Print everything known of one article, and which files would change it.

    Examples:
      diglot show content/articles/2026/03/02/invoice.md

      diglot show k3xyzabcde --format json

      diglot show https://wire.example.org/2026/02/ticket-4471

    """
    from diglot.cli import about, lookup
    from diglot.cli.context import site, stock_of
    from diglot.errors import UsageError

    if format not in ("text", "json"):
        raise UsageError(f"--format {format}", "it takes text or json")
    here = site(content)
    project, chosen = here.project, here.settings
    stock = stock_of(here)
    record = lookup.find(stock.records(), article, project)
    known = list(about.facts(record, stock, project, chosen))
    changing = list(about.files(record, stock, project, chosen))
    if format == "json":
        sys.stdout.write(_json(known, changing) + "\n")
        return 0
    _print(known)
    if changing:
        sys.stdout.write("\nto change it:\n")
        _print(changing)
    return 0


def _print(facts: list[tuple[str, str]]) -> None:

    width = max(len(name) for name, _ in facts)
    before = ""
    for name, value in facts:
        shown = name if name != before else ""
        sys.stdout.write(f"{shown:>{width}}  {out.clean(value)}\n")
        before = name


def _json(known: list[tuple[str, str]], changing: list[tuple[str, str]]) -> str:
    """Every name with the list of its values."""
    table: dict[str, list[str]] = {}
    for name, value in known:
        table.setdefault(name, []).append(value)
    return out.json_text({**table, "files": dict(changing)})
