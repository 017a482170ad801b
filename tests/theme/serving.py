"""Serves a built site as hosts of static pages do: below a sub-path, compressed, with its own 404.

Invariant: nothing but GET and HEAD, nothing outside the folder, nothing but this machine.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

BASE = "/digest/"
COMPRESSED = ("text/", "application/json", "application/xml", "image/svg", "application/atom")


def _handler(folder: Path) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            file = folder / path.removeprefix(BASE)
            if path.endswith("/"):
                file /= "index.html"
            found = path.startswith(BASE) and file.is_file()
            self._send(file if found else folder / "404.html", 200 if found else 404)

        do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

        def _send(self, file: Path, status: int) -> None:
            kind = guess_type(file.name)[0] or "application/octet-stream"
            body = file.read_bytes()
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
            self.send_header("Cache-Control", "max-age=600")
            if kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, 6)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that leaves while a page comes is no error."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of the folder below a sub-path, for as long as the block lasts."""
    with _Server(("127.0.0.1", 0), _handler(folder)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{BASE}"
        finally:
            server.shutdown()
            thread.join()
