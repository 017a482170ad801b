"""The preview as a browser meets it, over a real socket of this machine."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from diglot.cli.serve import ending
from diglot.errors import UsageError
from diglot.project import locate
from diglot.serve import preview
from diglot.serve.board import Board
from diglot.serve.rebuilding import Workplace
from diglot.serve.server import PreviewServer, listen
from tests.sites import Site, capture

BASE = "/digest/"


class Events:
    """An open page's stream of states."""

    def __init__(self, server: PreviewServer) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        self._connection.request("GET", f"{server.board.state.base}.diglot/events")
        self._answer = self._connection.getresponse()
        assert self._answer.status == 200
        assert self._answer.headers["Content-Type"] == "text/event-stream"

    def next(self) -> dict[str, Any]:
        while True:
            line = self._answer.readline()
            assert line, "the stream ended"
            if line.startswith(b"data: "):
                state: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
                return state

    def close(self) -> None:
        self._answer.close()
        self._connection.close()


def _get(
    server: PreviewServer, path: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def test_a_page_is_served_under_the_real_base_with_its_script(
    previewed: tuple[Site, PreviewServer],
) -> None:
    _, server = previewed
    answer, content = _get(server, BASE + "zh/index.html")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    assert "港口夜查" in content.decode()
    script = re.search(rb'<script src="(/digest/\.diglot/reload\.js\?v=\d+)"></script>', content)
    assert script
    answer, content = _get(server, script[1].decode())
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert b"EventSource" in content
    assert _get(server, BASE + ".diglot/overlay.css")[0].status == 200


def test_what_is_on_disk_has_no_script(previewed: tuple[Site, PreviewServer]) -> None:
    site, server = previewed
    assert b".diglot/reload" not in (server.root() / "zh" / "index.html").read_bytes()
    assert not (site.root / "site").exists()


def test_addresses_outside_the_base(previewed: tuple[Site, PreviewServer]) -> None:
    _, server = previewed
    answer, _ = _get(server, "/")
    assert (answer.status, answer.headers["Location"]) == (302, BASE)
    answer, _ = _get(server, BASE + "zh")
    assert (answer.status, answer.headers["Location"]) == (302, BASE + "zh/")
    assert _get(server, "/zh/index.html")[0].status == 404
    assert _get(server, BASE + "../../diglot.toml")[0].status == 404
    assert _get(server, BASE + ".diglot-manifest.json")[0].status == 404
    assert _get(server, BASE + "a/")[0].status == 404, "no folder is listed"


def test_a_missing_page_is_the_sites_own_and_reloads(previewed: tuple[Site, PreviewServer]) -> None:
    _, server = previewed
    answer, content = _get(server, BASE + "zh/nothing.html")
    assert answer.status == 404
    assert b"/digest/.diglot/reload.js" in content
    assert b"<main" in content


def test_a_missing_page_finds_its_style_at_any_depth(site: Site) -> None:
    """Published without an address, it cannot know its depth; the preview can."""
    site.article("a.md", capture("港口夜查"))
    place = Workplace(project=locate(site.root, output=site.root / ".cache" / "serve" / "site"))
    server = preview.start(place, "127.0.0.1", 0, lambda built: None)
    try:
        answer, content = _get(server, "/zh/2024/nothing/here.html")
        assert answer.status == 404
        links = re.findall(r'(?:href|src)="([^"#][^"]*)"', content.decode())
        assert any(link.endswith("site.css") or "site." in link for link in links)
        for link in links:
            assert link.startswith("/"), link
            assert _get(server, link)[0].status == 200, link
    finally:
        server.stop()


def test_head_has_the_headers_alone(previewed: tuple[Site, PreviewServer]) -> None:
    _, server = previewed
    answer, content = _get(server, BASE, "HEAD")
    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) > 100
    assert content == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "BREW"])
def test_other_methods_are_refused(previewed: tuple[Site, PreviewServer], method: str) -> None:
    _, server = previewed
    answer, _ = _get(server, BASE, method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_names_that_are_not_ours_are_misdirected(previewed: tuple[Site, PreviewServer]) -> None:
    _, server = previewed
    port = server.server_port
    assert _get(server, BASE, Host=f"evil.example:{port}")[0].status == 421
    assert _get(server, BASE, Host="127.0.0.1")[0].status == 421
    assert _get(server, BASE, Host=f"localhost:{port}")[0].status == 200


def test_other_sites_get_no_events(previewed: tuple[Site, PreviewServer]) -> None:
    _, server = previewed
    events = BASE + ".diglot/events"
    assert _get(server, events, Origin="http://evil.example")[0].status == 403
    assert _get(server, events, Sec_Fetch_Site="cross-site")[0].status == 403


def test_a_change_reaches_open_pages(previewed: tuple[Site, PreviewServer]) -> None:
    site, server = previewed
    events = Events(server)
    first = events.next()
    assert not first["failed"]
    site.article("2024/03/05/a.md", capture("港口晨查"))
    second = events.next()
    assert second["version"] > first["version"]
    assert "港口晨查" in _get(server, BASE + "zh/index.html")[1].decode()
    events.close()


def test_a_failed_build_is_told_and_forgotten(previewed: tuple[Site, PreviewServer]) -> None:
    site, server = previewed
    events = Events(server)
    version = events.next()["version"]
    site.write("diglot.toml", 'base_url = "https://me.github.io/digest/"\npage_size = 1\n')
    told = events.next()
    assert told["failed"]
    assert told["version"] == version, "the last good site stays, and pages stay on it"
    assert told["problems"][0]["place"] == "diglot.toml:2"
    assert _get(server, BASE + "zh/index.html")[0].status == 200
    late = Events(server)
    assert late.next()["failed"], "a page opened now is told too"
    late.close()
    site.write("diglot.toml", 'base_url = "https://me.github.io/digest/"\n')
    assert not events.next()["failed"]
    events.close()


def test_a_first_build_that_fails_is_served_as_well(site: Site) -> None:
    site.write("diglot.toml", "page_size = 1\n")
    place = Workplace(project=locate(site.root, output=site.root / ".cache" / "serve" / "site"))
    server = preview.start(place, "127.0.0.1", 0, lambda built: None)
    try:
        answer, content = _get(server, "/")
        assert answer.status == 404
        assert b"/.diglot/reload.js" in content
        events = Events(server)
        assert events.next()["failed"]
        events.close()
    finally:
        server.stop()


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    first = listen("127.0.0.1", 0, tmp_path, Board())
    try:
        with pytest.raises(UsageError, match=str(first.server_port)):
            listen("127.0.0.1", first.server_port, tmp_path, Board())
        second = listen("127.0.0.1", None, tmp_path, Board())
        assert second.server_port != first.server_port
        second.server_close()
    finally:
        first.server_close()


def test_a_host_that_is_not_this_computer(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot listen"):
        listen("192.0.2.1", 0, tmp_path, Board())


def test_garbage_ends_nothing(previewed: tuple[Site, PreviewServer]) -> None:
    _, server = previewed
    for line in (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as raw:
            raw.sendall(line)
            raw.recv(100)
    assert _get(server, BASE)[0].status == 200


def test_an_interrupt_that_is_lost_ends_the_preview_all_the_same() -> None:
    class Lost:
        def __del__(self) -> None:
            with contextlib.suppress(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)

    stop = threading.Event()
    before = signal.getsignal(signal.SIGINT)
    with ending(stop):
        Lost()
        assert stop.is_set()
    assert signal.getsignal(signal.SIGINT) is before


def test_the_command_serves_and_ends(site: Site) -> None:
    site.article("2024/03/05/a.md", capture("港口夜查"))
    flags = 0 if os.name != "nt" else getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    process = subprocess.Popen(
        [sys.executable, "-m", "diglot", "serve"],
        cwd=site.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        creationflags=flags,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"},
    )
    try:
        assert process.stdout is not None
        url = ""
        for line in process.stdout:
            if match := re.match(r"http://127\.0\.0\.1:(\d+)/", line):
                url = match[1]
                break
        assert url
        connection = http.client.HTTPConnection("127.0.0.1", int(url), timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
    finally:
        stop = signal.SIGINT if os.name != "nt" else getattr(signal, "CTRL_BREAK_EVENT", 0)
        process.send_signal(stop)
        _, errors = process.communicate(timeout=60)
    if os.name != "nt":
        assert process.returncode == 0
        assert "Traceback" not in errors
    assert not (site.root / "site").exists()
