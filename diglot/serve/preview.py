"""The life of a preview: build, serve, and build again for as long as its user edits.

Invariant: builds happen one after another in the caller's thread; the server only reads.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable

from diglot.serve import rebuilding, watching
from diglot.serve.board import Board
from diglot.serve.rebuilding import Rebuilt, Workplace
from diglot.serve.server import PreviewServer, listen

Tell = Callable[[Rebuilt], None]
"""Called after every build that anyone would want to hear of."""


def start(place: Workplace, host: str, port: int | None, tell: Tell) -> PreviewServer:
    """Build for the first time and begin to serve; raises `UsageError` for a port that is taken.

    A build that fails is served too, as a page that says so.
    """
    board = Board()
    server = listen(host, port, place.project.output, board)
    try:
        built = rebuilding.rebuild(place)
        rebuilding.post(board, built)
        server.start()
        tell(built)
    except BaseException:
        server.server_close()
        raise
    return server


def follow(place: Workplace, server: PreviewServer, stop: threading.Event, tell: Tell) -> None:
    """Build again after every change, until `stop` is set."""
    for changed in watching.changes(place.project, stop):
        built = rebuilding.rebuild(place, changed)
        rebuilding.post(server.board, built)
        if changed or built.changed:
            tell(built)
        if built.fault is not None:
            traceback.print_exception(built.fault)
