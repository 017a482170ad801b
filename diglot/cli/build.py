"""`diglot build`: bring the site up to date and say what came of it.

Invariant: without `--translate` no socket is opened.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    from diglot.pipeline import Report

WARN_BYTES = 800_000_000
FAIL_BYTES = 950_000_000
"""GitHub Pages publishes at most 1 GB (docs.github.com, "GitHub Pages limits")."""


def build(
    content: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads it at run time
        typer.Option(help="Folder of captures, or of `articles/` and what belongs to them."),
    ] = None,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", help="Where the site goes; `site/` without it."),
    ] = None,
    base_url: Annotated[
        str,
        typer.Option("--base-url", "-b", metavar="URL", help="Address it will be published at."),
    ] = "",
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs", "-j", help="Worker processes; 0 works in this one.", show_default="all cores"
        ),
    ] = -1,
    executor: Annotated[
        str, typer.Option(help="`dask=ADDRESS`: work on a Dask cluster that shares this disk.")
    ] = "",
    drafts: Annotated[bool, typer.Option("--drafts", "-D", help="Publish drafts too.")] = False,
    full: Annotated[
        bool, typer.Option("--full", "-F", help="Make everything again, whatever is cached.")
    ] = False,
    no_search: Annotated[
        bool, typer.Option("--no-search", help="Leave full-text search out.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where there are warnings or errors.")
    ] = False,
    big: Annotated[
        bool, typer.Option("--big", help="Do not fail over the size limit of GitHub Pages.")
    ] = False,
    since: Annotated[
        str, typer.Option(metavar="DAY", help="Publish from this day on: 2024-01-01.")
    ] = "",
    until: Annotated[
        str, typer.Option(metavar="DAY", help="Publish up to this day: 2024-12-31.")
    ] = "",
    translate: Annotated[
        bool, typer.Option("--translate", help="Fill missing translations first, by machine.")
    ] = False,
    format: Annotated[str, typer.Option("--format", help="`text` or `json`.")] = "text",
) -> int:
    """Build the site.

    Examples:
      diglot build                        build content/ into site/

      diglot build --content ~/captures   build a folder of captures

      diglot build -b https://me.github.io/digest/ --strict

    """
    from contextlib import ExitStack
    from dataclasses import replace

    from diglot import collector, pipeline, settings
    from diglot.cli import output as out
    from diglot.errors import UsageError
    from diglot.options import cores
    from diglot.project import locate

    if format not in ("text", "json"):
        raise UsageError(f"--format {format}", "it takes text or json")
    root = Path.cwd()
    chosen, findings = settings.load(root)
    if base_url:
        chosen = settings.with_base_url(chosen, base_url)
    if since or until:
        chosen = settings.with_window(chosen, since, until)
    if drafts:
        chosen = replace(chosen, drafts=True)
    if no_search:
        chosen = replace(chosen, search=False)
    project = locate(root, content, output)
    collector.off_at_exit()
    with ExitStack() as stack:
        count = cores() if jobs < 0 else jobs
        if executor:
            from diglot.cluster import joined

            count = stack.enter_context(joined(executor))
        options = pipeline.Options(workers=count, full=full, progress=out.Progress())
        if translate:
            from diglot.cli.filling import fill_all

            fill_all(project, chosen, options)
        report = pipeline.build(project, chosen, options)
    found = [*findings, *report.findings]
    size = report.printed.bytes
    if format == "json":
        sys.stdout.write(out.as_json(found, content=content, **facts(report), bytes=size) + "\n")
    else:
        out.report(out.serious(found), content=content)
        sys.stdout.write(summary(report, size) + "\n")
    if size > WARN_BYTES:
        help = _smaller(report)
        what = f"the site has {size / 1e6:,.0f} MB; GitHub Pages publishes at most 1,000"
        out.failure(what, help)
        if size > FAIL_BYTES and not big:
            return 1
    return 1 if strict and out.serious(found) else 0


def _smaller(report: Report) -> str:
    """What to do about a site that is too large, with a window that is about half of it."""
    half = f"{report.totals.middle or 2024}-01-01"
    return (
        f"publish a window of years (`diglot build --since {half}`), or one project a year:"
        " docs/deploying.md, Splitting by year"
    )


def facts(report: Report) -> dict[str, object]:
    """A build in numbers."""
    return {
        **{name: count for name, count in report.totals.outcomes.items() if count},
        "captures": report.totals.captures,
        "changed": report.changed,
        "gone": report.gone,
        "pages": report.printed.pages,
        "written": report.printed.written,
        "removed": report.printed.removed,
        "seconds": round(report.seconds, 2),
    }


def summary(report: Report, size: int) -> str:
    """A build in a few lines for its editor."""
    from diglot.cli.wording import count

    held = report.totals
    outcomes = held.outcomes
    outside = held.captures - sum(outcomes.values())
    odd = len({finding.path for finding in report.findings if finding.severity != "note"})
    repaired = len({finding.path for finding in report.findings if finding.severity == "note"})
    if not held.captures:
        return "There is no article yet: put captures into content/articles/, or use `diglot add`."
    lines = [
        f"{count(held.captures, 'capture')}: {outcomes.get('published', 0):,} published"
        f" ({held.untranslated:,} untranslated)"
        + "".join(
            f", {outcomes[name]:,} {word}"
            for name, word in (
                ("duplicate", "duplicate"),
                ("failed", "failed"),
                ("quarantined", "quarantined"),
                ("hidden", "hidden"),
                ("draft", "drafts"),
            )
            if outcomes.get(name)
        )
        + (f", {outside:,} outside the days to publish" if outside else "")
    ]
    if held.failed:
        lines.append("failed: " + ", ".join(f"{n:,} {kind}" for kind, n in held.failed.items()))
    if odd or repaired:
        lines.append(
            f"{count(odd, 'file')} with warnings, {repaired:,} repaired without: diglot check"
        )
    printed = report.printed
    if not (report.changed or report.gone or printed.written or printed.removed):
        lines.append(f"nothing changed: {printed.pages:,} files, {report.seconds:.1f} s")
    else:
        lines.append(
            f"{count(report.changed, 'capture')} new or changed, {report.gone:,} gone; "
            f"{printed.pages:,} files, {printed.written:,} written, {printed.removed:,} removed; "
            f"{size / 1e6:,.1f} MB, {report.seconds:.1f} s"
        )
    return "\n".join(lines)
