"""The preview's server: a free port of this computer, and a thread for each connection.

Invariant: bound to 127.0.0.1 unless another host was asked for by name.
"""

from __future__ import annotations

import socket
import socketserver
import sys
import threading
from collections.abc import Iterable
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from diglot.errors import UsageError
from diglot.serve.board import Board
from diglot.serve.handler import Handler
from diglot.serve.hosts import bracketed

FIRST_PORT = 8000
PORTS = 100
"""Ports tried from the first on, so that several previews run side by side."""


class PreviewServer(ThreadingHTTPServer):
    """Serves the folder that `output` is, as the board describes it."""

    daemon_threads = True
    request_queue_size = 64
    # On Windows the option would let two previews share one port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, host: str, port: int, output: Path, board: Board) -> None:
        self.host, self.board = host, board
        self.stopping = threading.Event()
        self._output = output
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), Handler)

    def server_bind(self) -> None:
        """Bind without asking DNS for this computer's name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.server_address[1]

    def root(self) -> Path:
        """The real folder that files are served from."""
        return self._output.resolve()

    @property
    def url(self) -> str:
        """Address of the site's first page."""
        host = "localhost" if self.host in ("0.0.0.0", "::") else bracketed(self.host)  # noqa: S104 - compared with
        return f"http://{host}:{self.server_port}{self.board.state.base}"

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the base class's own
        """A connection that broke off is no news; anything else is shown as it is."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def start(self) -> None:
        """Serve from a thread of its own."""
        threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True).start()

    def stop(self) -> None:
        """End the event streams, and serve no more."""
        self.stopping.set()
        self.shutdown()
        self.server_close()


def listen(host: str, port: int | None, output: Path, board: Board) -> PreviewServer:
    """A server on `port`, or without one on the first free port from 8000 on.

    Raises `UsageError` where the port is taken or the host is not this computer's.
    """
    ports: Iterable[int] = (
        (port,) if port is not None else (*range(FIRST_PORT, FIRST_PORT + PORTS), 0)
    )
    reason = ""
    for each in ports:
        try:
            return PreviewServer(host, each, output, board)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            if isinstance(error, socket.gaierror):
                break
    where = f"{bracketed(host)}:{port}" if port is not None else host
    raise UsageError(f"cannot listen on {where}: {reason}", "give another --port or --host")
