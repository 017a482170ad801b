from __future__ import annotations

import gzip
import socket
import time
import zlib
from http.server import BaseHTTPRequestHandler

import pytest

from diglot.adding import download
from diglot.adding.refusal import Refused
from tests.adding.server import Answer, page, served, status

HERE = frozenset({"127.0.0.1"})


def _refusal(answers: dict[str, Answer], path: str = "/") -> Refused:
    with served(answers) as base, pytest.raises(Refused) as refused:
        download.fetch(base + path, HERE)
    return refused.value


def test_a_page_comes_back() -> None:
    with served({"/a%20b?q=%E4%B8%AD": page("x", "Text/HTML; charset=GBK")}) as base:
        answer = download.fetch(f"{base}/a b?q=中", HERE)
    assert answer.content == b"x"
    assert answer.content_type == "text/html; charset=gbk"


def test_this_machine_is_not_asked_unless_allowed() -> None:
    with served({"/": page("secret")}) as base, pytest.raises(Refused, match="open internet"):
        download.fetch(base + "/")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "javascript:alert(1)",
        "http://",
        "http://[::1",
        "http://example.org:99999/",
        "http://example.org:0/",
        "http://me:secret@example.org/",
        "example.org",
        "",
    ],
)
def test_only_web_addresses(url: str) -> None:
    with pytest.raises(Refused):
        download.fetch(url)


def test_a_redirect_is_followed_and_judged_again() -> None:
    with served({"/new": page("there")}) as other:
        with served({"/": status(302, Location=f"{other}/new")}) as base:
            assert download.fetch(base + "/", HERE).url == f"{other}/new"
        port = other.rpartition(":")[2]
        with (
            served({"/": status(302, Location=f"http://localhost:{port}/new")}) as base,
            pytest.raises(Refused, match="localhost is"),
        ):
            download.fetch(base + "/", HERE)


def test_a_redirect_to_a_file_is_refused() -> None:
    refused = _refusal({"/": status(301, Location="file:///etc/passwd")})
    assert "not an http or https address" in refused.what


def test_three_redirects_and_no_more() -> None:
    chain = {f"/{n}": status(307, Location=f"/{n + 1}") for n in range(1, 9)}
    with served({**chain, "/4": page("end")}) as base:
        assert download.fetch(base + "/1", HERE).content == b"end"
    assert "more than 3 times" in _refusal({**chain, "/5": page("end")}, "/1").what


@pytest.mark.parametrize("code", [204, 304, 403, 404, 429, 500])
def test_an_error_is_no_page(code: int) -> None:
    assert f"answers {code}" in _refusal({"/": status(code)}).what


def test_a_page_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "LIMIT", 100_000)
    assert "larger than 100,000" in _refusal({"/": page(b"x" * 100_001)}).what
    with served({"/": page(b"x" * 100_000)}) as base:
        assert len(download.fetch(base + "/", HERE).content) == 100_000


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_compression_that_was_not_asked_for(monkeypatch: pytest.MonkeyPatch, coding: str) -> None:
    pack = gzip.compress if coding == "gzip" else zlib.compress
    monkeypatch.setattr(download, "LIMIT", 1_000_000)
    with served({"/": page(pack(b"page"), Content_Encoding=coding)}) as base:
        assert download.fetch(base + "/", HERE).content == b"page"
    bomb = page(pack(b"\0" * 50_000_000), Content_Encoding=coding)
    assert "larger than" in _refusal({"/": bomb}).what


def test_compression_nobody_can_read() -> None:
    assert "compressed as br" in _refusal({"/": page(b"x", Content_Encoding="br")}).what
    assert "wrongly" in _refusal({"/": page(b"x" * 99, Content_Encoding="gzip")}).what


def test_a_connection_that_breaks_off() -> None:
    assert "broke off" in _refusal({"/": page(b"half", Content_Length="400")}).what


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_server_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    monkeypatch.setattr(download, "SECONDS", 0.5)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
        if where == "body":
            handler.wfile.write(b"\r\n")
        for _ in range(50):
            handler.wfile.write(b"X: y\r\n" if where == "headers" else b"x")
            handler.wfile.flush()
            time.sleep(0.1)

    began = time.monotonic()
    assert "took longer" in _refusal({"/": drip}).what
    assert time.monotonic() - began < 3


def test_a_server_that_speaks_something_else() -> None:
    def noise(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x16\x03\x01 not http\r\n\r\n")

    assert "127.0.0.1" in _refusal({"/": noise}).what


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Refused):
        download.fetch(f"http://127.0.0.1:{port}/", HERE)


def test_tls_to_a_server_without_it() -> None:
    with served({"/": page("x")}) as base, pytest.raises(Refused):
        download.fetch(base.replace("http:", "https:"), HERE)


def test_the_address_that_was_judged_is_the_one_that_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    connected: list[str] = []

    def once(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        address = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket, "getaddrinfo", once)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Refused):
        download.fetch("http://rebind.example/")
    assert asked == ["rebind.example"]
    assert connected == ["93.184.215.14"]


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/a", "file:///etc/passwd", "gopher://example.org:80/", "javascript:x()"],
)
def test_only_web_addresses_are_asked(url: str) -> None:
    with pytest.raises(Refused, match="not an http or https address"):
        download.fetch(url)
