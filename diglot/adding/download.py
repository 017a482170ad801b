"""Fetch one page, within bounds: who may be asked, how long, how much, how often sent on.

Invariant: http and https only; every address judged before it is connected to, also after a
redirect; never more than `LIMIT` bytes in memory and never more than `SECONDS` in all.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import diglot
from diglot.adding.addresses import resolve
from diglot.adding.refusal import Refused

LIMIT = 10_000_000
"""Bytes of a body, decompressed: 130 times the largest capture of the real archive."""
SECONDS = 20.0
"""From the first question to the last byte, redirects included."""
REDIRECTS = 3
_SENT_ON = (301, 302, 303, 307, 308)
_SAFE = "/%:@!$&'()*+,;=-._~?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """What came back."""

    url: str
    """Where it came from in the end."""
    content: bytes
    content_type: str
    """As the server says, lower case; may be empty."""


def fetch(url: str, private: frozenset[str] = frozenset()) -> Download:
    """The page at `url`; raises `Refused` with the reason.

    `private` are hosts that may have an address of a private network.
    """
    until = time.monotonic() + SECONDS
    for _ in range(REDIRECTS + 1):
        parts = _split(url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = resolve(host, port, until - time.monotonic(), private=host in private)
        answer = _ask(parts, host, port, found, until)
        if isinstance(answer, Download):
            return answer
        url = urljoin(url, answer)
    raise Refused(f"sent on more than {REDIRECTS} times", "give the address it ends at")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable, parts = None, urlsplit("")
    if not usable:
        raise Refused(f"{url[:200]} is not an http or https address", "check the address")
    if parts.username is not None or parts.password is not None:
        raise Refused("the address holds a user name or password", "leave it out")
    return parts


def _ask(
    parts: SplitResult, host: str, port: int, addresses: tuple[str, ...], until: float
) -> Download | str:
    """What one server answers: a page, or the address it sends us on to."""
    path = quote(parts.path or "/", safe=_SAFE)
    if parts.query:
        path += "?" + quote(parts.query, safe=_SAFE)
    headers = {
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "identity",
        "User-Agent": f"diglot/{diglot.__version__} (a person's request)",
    }
    try:
        with _connected(parts.scheme, host, port, addresses, until) as connection:
            connection.request("GET", path, headers=headers)
            with connection.getresponse() as answer:
                found = _answered(answer, parts.geturl())
            if time.monotonic() > until:
                raise TimeoutError
            return found
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() > until or isinstance(error, TimeoutError):
            help = "save the page in a browser and add the file"
            raise Refused(f"{host} took longer than {SECONDS:.0f} s", help) from None
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise Refused(f"{host}: {reason}", "check the address; try again later") from None


def _answered(answer: http.client.HTTPResponse, url: str) -> Download | str:
    if answer.status in _SENT_ON and (target := answer.headers.get("Location")):
        return target
    if answer.status != 200:
        raise Refused(
            f"the server answers {answer.status} {answer.reason}".strip(),
            "open the page in a browser; save it and add the file if it is there",
        )
    content = _body(answer)
    kind = (answer.headers.get("Content-Type") or "").lower()
    return Download(url=url, content=content, content_type=kind)


@contextmanager
def _connected(
    scheme: str, host: str, port: int, addresses: tuple[str, ...], until: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to one of the addresses, cut when the time is over."""
    raw = _socket(addresses, port, until)
    # A timeout of a socket is for one read; a server that drips bytes would hold us for ever.
    name = host if host.isascii() else host.encode("idna").decode("ascii")
    connection = http.client.HTTPConnection(name, port)
    connection.sock = raw
    open_now: list[socket.socket] = [raw]
    cut = threading.Timer(max(until - time.monotonic(), 0.001), _cut, (open_now,))
    cut.daemon = True
    cut.start()
    try:
        if scheme == "https":
            tls = ssl.create_default_context().wrap_socket(
                raw, server_hostname=name, do_handshake_on_connect=False
            )
            connection.sock = tls
            open_now.append(tls)
            tls.do_handshake()
        yield connection
    finally:
        cut.cancel()
        connection.close()
        raw.close()


def _socket(addresses: tuple[str, ...], port: int, until: float) -> socket.socket:
    failure: OSError = TimeoutError()
    for address in addresses:
        left = until - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, port), timeout=left)
        except OSError as error:
            failure = error
    raise failure


def _cut(sockets: list[socket.socket]) -> None:
    """End what the other side keeps open; a connection forgets its socket before its body is read."""
    for each in sockets:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def _body(answer: http.client.HTTPResponse) -> bytes:
    """The body, decompressed where a server compresses although it was asked not to."""
    encoding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise Refused(f"the page is compressed as {encoding[:20]}", "save it in a browser")
    inflate = None if encoding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
    parts: list[bytes] = []
    size = 0
    while chunk := answer.read(65_536):
        try:
            part = chunk if inflate is None else inflate.decompress(chunk, LIMIT + 1 - size)
        except zlib.error as error:
            raise Refused(
                f"the page is compressed wrongly: {error}", "save it in a browser"
            ) from None
        size += len(part)
        parts.append(part)
        if size > LIMIT or (inflate is not None and inflate.unconsumed_tail):
            raise Refused(f"the page is larger than {LIMIT:,} bytes", "save the article alone")
    if answer.length:
        raise Refused("the connection broke off", "try again later")
    return b"".join(parts)
