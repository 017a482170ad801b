"""Answers to requests: files of the preview, the reload script, and the stream of events.

Invariant: only GET and HEAD, only under our own names, only files below the root; no answer lets
another origin read it, and none is kept by a browser.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from diglot.serve import files, hosts
from diglot.serve.board import State

if TYPE_CHECKING:
    from diglot.serve.server import PreviewServer

OWN = ".diglot/"
"""Below the base; no page of a site can be there, its paths have no leading dot."""
PING = 15.0
"""Seconds after which a silent stream is written to, so that one nobody reads ends."""
_SCRIPTS = ("reload.js", "overlay.css")
_NOTHING = (
    '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>diglot</title>\n'
    "<body>\n<p>There is no page here (yet).\n</body>\n</html>\n"
)


def with_reload(page: bytes, state: State) -> bytes:
    """A page with the script that reloads it, which its own policy (`script-src 'self'`) allows."""
    script = f'<script src="{state.base}{OWN}reload.js?v={state.version}"></script>\n'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script


_RELATIVE = re.compile(rb'\b(href|src|action)="(?![/#]|[a-z][a-z0-9+.-]*:)([^"]*)"')


def at_any_depth(page: bytes, base: str) -> bytes:
    """The page for what is not there, which stands for every address: its links from the base on.

    >>> at_any_depth(b'<a href="zh/index.html"> <a href="#main"> <a href="https://x.org/">', "/d/")
    b'<a href="/d/zh/index.html"> <a href="#main"> <a href="https://x.org/">'
    """
    return _RELATIVE.sub(rb'\1="' + base.encode() + rb'\2"', page)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "diglot"
    sys_version = ""
    timeout = 60

    def parse_request(self) -> bool:
        """Read the request line and headers; False where the answer is a refusal, already sent."""
        if not super().parse_request():
            return False
        if self.command not in ("GET", "HEAD"):
            self.close_connection = True  # a body may follow, which nobody reads
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"})
            return False
        if not hosts.allowed(self.headers.get("Host"), self.server.host, self.server.server_port):
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return False
        return True

    def do_HEAD(self) -> None:
        """As GET; `_send` leaves the body out."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with a file, an event stream, a redirect, or a page that says there is none."""
        state = self.server.board.state
        path = urlsplit(self.path).path
        if path == "/" != state.base:
            self._redirect(state.base)
        elif not path.startswith(state.base):
            self._missing(state)
        elif path == state.base + OWN + "events":
            self._events()
        elif path.removeprefix(state.base + OWN) in _SCRIPTS:
            self._script(path.removeprefix(state.base + OWN))
        else:
            self._page(path, path.removeprefix(state.base), state)

    def _page(self, path: str, below: str, state: State) -> None:
        root = self.server.root()
        found = files.find(root, below)
        if found is not None:
            try:
                content = found.read_bytes()
            except OSError:
                found = None
            else:
                self._file(found, content, state, HTTPStatus.OK)
                return
        if files.is_folder(root, below):
            self._redirect(path + "/")
        else:
            self._missing(state)

    def _missing(self, state: State) -> None:
        page = files.find(self.server.root(), "404.html")
        content = at_any_depth(page.read_bytes(), state.base) if page else _NOTHING.encode()
        self._file(Path("404.html"), content, state, HTTPStatus.NOT_FOUND)

    def _file(self, path: Path, content: bytes, state: State, status: HTTPStatus) -> None:
        kind = files.media_type(path)
        if kind.startswith("text/html"):
            content = with_reload(content, state)
        self._send(status, kind, content)

    def _script(self, name: str) -> None:
        content = (resources("diglot.serve") / name).read_bytes()
        self._send(HTTPStatus.OK, files.media_type(Path(name)), content)

    def _events(self) -> None:
        site, host = self.headers.get("Sec-Fetch-Site"), self.headers["Host"]
        if not hosts.same_origin(self.headers.get("Origin"), site, host):
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        self.close_connection = True
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Connection": "close"})
        if self.command == "HEAD":
            return
        seen = -1
        try:
            while not self.server.stopping.is_set():
                posts, state = self.server.board.wait(seen, PING)
                text = ": still here\n\n"
                if posts > seen:
                    told = {"version": state.version, "failed": state.failed}
                    listed = [asdict(problem) for problem in state.problems]
                    text = f"data: {json.dumps({**told, 'problems': listed})}\n\n"
                seen = posts
                self.wfile.write(text.encode())
        except OSError:
            pass  # the page was closed

    def _redirect(self, path: str) -> None:
        self._send(HTTPStatus.FOUND, "text/plain", b"", {"Location": "/" + path.lstrip("/")})

    def _refuse(self, status: HTTPStatus, headers: dict[str, str] | None = None) -> None:
        text = f"{status.value} {status.phrase}\n".encode()
        self._send(status, "text/plain; charset=utf-8", text, headers)

    def _send(
        self, status: HTTPStatus, kind: str, content: bytes, headers: dict[str, str] | None = None
    ) -> None:
        about = {"Content-Type": kind, "Content-Length": str(len(content))}
        self._head(status, {**about, **(headers or {})})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if self.close_connection and "Connection" not in headers:
            self.send_header("Connection", "close")
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the terminal belongs to builds."""
