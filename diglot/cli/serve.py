"""`diglot serve`: look at the site while editing it.

Invariant: the published output is not touched; the preview is this computer's own unless `--host`
says otherwise.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    import threading
    from types import FrameType

    from diglot.model import Finding
    from diglot.serve.rebuilding import Rebuilt


def serve(
    port: Annotated[
        Optional[int],  # noqa: UP045 - typer reads it at run time
        typer.Option(
            "--port", "-p", min=0, max=65535, help="Port; without it, a free one from 8000 on."
        ),
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 lets the whole network in.")
    ] = "127.0.0.1",
    open_page: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    content: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Folder of captures, or of `articles/` and what belongs to them."),
    ] = None,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", help="Where the preview is built."),
    ] = None,
    drafts: Annotated[bool, typer.Option("--drafts", "-D", help="Show drafts too.")] = False,
) -> int:
    """Build a preview, serve it, and rebuild and reload it on every change. Ctrl-C ends it.

    Examples:
      diglot serve --open                 look at the site in the browser

      diglot serve --port 4000 --drafts   on a port of your choice, with drafts

    """
    import threading
    import webbrowser

    from diglot.cli import output as out
    from diglot.errors import UsageError
    from diglot.options import cores
    from diglot.project import locate
    from diglot.serve import hosts, preview
    from diglot.serve.rebuilding import Workplace

    root = Path.cwd()
    folder = output or root / ".cache" / "serve" / "site"
    if folder.resolve() == (root / "site").resolve():
        help = "give another folder, or none: .cache/serve/site is the preview's own"
        raise UsageError(f"{folder} is where the published site goes", help)
    place = Workplace(
        project=locate(root, content, folder),
        drafts=drafts,
        workers=cores(),
        progress=out.Progress(),
    )
    if not hosts.is_loopback(host):
        help = "anyone who reaches this computer can read the preview, drafts included"
        out.failure(f"warning: listening on {host}", help)
    stop = threading.Event()
    tell = _Teller()
    server = preview.start(place, host, port, tell)
    try:
        with ending(stop):
            sys.stdout.write(f"{server.url}  (Ctrl-C ends it)\n")
            sys.stdout.flush()
            if open_page:
                webbrowser.open(server.url)
            preview.follow(place, server, stop, tell)
    except KeyboardInterrupt:
        sys.stdout.write("\n")
    finally:
        server.stop()
    return 0


@contextmanager
def ending(stop: threading.Event) -> Iterator[None]:
    """Within, Ctrl-C sets `stop` too: an interrupt raised while something is finalised is lost."""

    def interrupted(number: int, frame: FrameType | None) -> None:
        stop.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Teller:
    """Says in the terminal what came of each build, and of what is odd only what is new."""

    def __init__(self) -> None:
        self._said: frozenset[Finding] = frozenset()

    def __call__(self, built: Rebuilt) -> None:
        from diglot.cli import output as out
        from diglot.cli.wording import count

        if built.failed:
            for problem in built.problems:
                place = f"{problem.place}: " if problem.place else ""
                out.failure(place + problem.what, problem.help)
            return
        found = out.serious(built.findings)
        out.report([finding for finding in found if finding not in self._said])
        self._said = frozenset(found)
        if built.report is not None:
            printed = built.report.printed
            sys.stdout.write(
                f"{count(built.report.changed, 'capture')} new or changed,"
                f" {count(printed.written, 'file')} written, {printed.removed:,} removed, {built.report.seconds:.2f} s\n"
            )
            sys.stdout.flush()
