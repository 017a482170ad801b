"""`diglot add`: put articles into the archive by hand.

Invariant: the network is reached for addresses alone, within the bounds of `adding.download`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer


def add(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Addresses, saved pages, .md files, feeds."),
    ],
    source: Annotated[
        str, typer.Option(help="File under this name in the place of the page's own.")
    ] = "",
    url: Annotated[str, typer.Option(help="Where a saved page is from.")] = "",
    most: Annotated[int, typer.Option(min=1, help="Entries to take from one feed.")] = 50,
    allow_private: Annotated[
        Optional[list[str]],  # noqa: UP045 - typer reads it at run time
        typer.Option(metavar="HOST", help="Download from this host of a private network too."),
    ] = None,
    content: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Folder of captures, or of `articles/` and what belongs to them."),
    ] = None,
) -> int:
    """Capture articles: from the web, from pages saved in a browser, from Markdown files, from feeds.

    Each becomes a file below content/articles/ and is named. What the archive has already, and
    pages that hold no article, are left out with the reason; then the exit code is 1.

    Examples:
      diglot add https://example.org/2026/report.html

      diglot add ~/Downloads/*.html notes.md

      diglot add https://example.org/feed.xml --most 10

    """
    import datetime as dt

    from diglot import settings
    from diglot.adding.finding import Search
    from diglot.adding.intake import Desk, take
    from diglot.clean import load_rules
    from diglot.cli import output as out
    from diglot.errors import UsageError
    from diglot.project import locate

    if url and len(sources) > 1:
        raise UsageError("--url says where one page is from", "add pages one at a time with it")
    chosen, _ = settings.load(Path.cwd())
    project = locate(Path.cwd(), content)
    private = frozenset(host.strip("[]").lower() for host in allow_private or ())
    desk = Desk(
        articles=project.articles,
        rules=load_rules(None if project.bare else project.content / "rules"),
        now=dt.datetime.now(chosen.zone),
        source=source,
        search=Search(private=private, url=url, most=most),
    )
    refused = 0
    for result in take(sources, desk):
        if result.path is not None:
            shown = result.path
            if shown.is_relative_to(project.root):
                shown = shown.relative_to(project.root)
            sys.stdout.write(out.clean(f"added {shown}") + "\n")
            sys.stdout.flush()
        else:
            # A feed is added again and again: what it announced before is no news.
            refused += not result.known or result.name in sources
            out.failure(f"not added: {result.name}: {result.refused}", result.help)
    return 1 if refused else 0
