"""`diglot clean` and `diglot learn`: what cleaning does and why, over one capture or all of them.

Invariant: no capture is changed; `learn` writes `content/rules/learned.tsv` and nothing else.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer


def clean(
    explain: Annotated[
        Optional[str],  # noqa: UP045 - typer reads it at run time
        typer.Option(metavar="ARTICLE", help="Say of each block whether it stays, and why."),
    ] = None,
    audit: Annotated[
        bool, typer.Option("--audit", help="Count what each rule takes from all captures.")
    ] = False,
    predictions: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(metavar="FILE", help="Write what is kept of every capture, for scoring."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    content: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Folder of captures, or of `articles/` and what belongs to them."),
    ] = None,
) -> int:
    """Look at what cleaning does. Builds clean by themselves; this explains them.

    Examples:
      diglot clean --explain content/articles/2026/03/02/invoice.md

      diglot clean --audit

    """
    from diglot.cli import clean_reports
    from diglot.cli.context import site
    from diglot.errors import UsageError

    if sum([bool(explain), audit, predictions is not None]) != 1:
        what = "say one of --explain, --audit and --predictions"
        raise UsageError(what, "see diglot clean --help")
    here = site(content)
    if explain:
        clean_reports.explain(explain, here, as_json=as_json)
    elif audit:
        clean_reports.audit(here, as_json=as_json)
    elif predictions is not None:
        clean_reports.predictions(here, predictions)
    return 0


def learn(
    content: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Folder of `articles/` and what belongs to them."),
    ] = None,
) -> int:
    """Learn which blocks recur on each site or account, into content/rules/learned.tsv.

    Run it when many captures have been added, and commit the file: builds use it from then on.

    Examples:
      diglot learn

    """
    from diglot.clean.learning import count
    from diglot.clean.learning import learn as learned
    from diglot.clean.loading import LEARNED
    from diglot.cli.context import site
    from diglot.cli.filling import rules_of
    from diglot.cli.sweep import sweep
    from diglot.errors import StorageError, UsageError

    here = site(content)
    if here.project.bare:
        help = "put the captures into its folder `articles`"
        raise UsageError(f"{here.project.content} holds captures only", help)
    text = learned(sweep(here, rules_of(here), count, "learning"))
    path = here.project.content / "rules" / LEARNED
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StorageError(f"{path}: {error.strerror}", "check permissions and space") from None
    groups = sum(line.startswith("@") for line in text.split("\n"))
    shown = path.relative_to(here.project.root) if path.is_relative_to(Path.cwd()) else path
    sys.stdout.write(f"{shown}: {groups:,} sites and accounts, {len(text.encode()):,} bytes\n")
    return 0
