"""The network as engines use it: every request ends in time, and no answer is read without bound.

Invariant: `Web.get` and `Web.post` return or raise within `TOTAL` seconds and a moment, hold at
most `MAX_BYTES` of an answer, follow no redirect, and are safe to call from several threads. A proxy
is not asked for what is on this machine.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from email.utils import parsedate_to_datetime

import requests
import urllib3

from diglot.translate.engines.kinds import is_loopback
from diglot.translate.engines.protocol import (
    BadTextError,
    EngineError,
    FatalError,
    RateLimitedError,
    TransientError,
)

CONNECT, READ, TOTAL = 5.0, 20.0, 60.0
"""Seconds to connect, between two bytes, and in all; a model on one's own machine may be slow."""
MAX_BYTES = 4_000_000
"""Of one answer, unpacked: a hundred times the longest text that any engine takes."""


class Web:
    """What deep-translator gets in place of the `requests` module; a session for each thread.

    requests itself waits for ever by default, and forgets what an error's answer said.
    """

    exceptions = requests.exceptions

    def __init__(self, read: float = READ, total: float = TOTAL, proxy: str = "") -> None:
        self._read, self._total, self._proxy = read, total, proxy
        self._own = threading.local()

    @property
    def last(self) -> requests.Response | None:
        """The answer to this thread's last request."""
        return getattr(self._own, "last", None)

    def forget(self) -> None:
        """Before a call of which `last` is to tell the outcome."""
        self._own.last = None

    def get(self, url: str, **options: object) -> requests.Response:
        """As `requests.get`."""
        return self._send("GET", url, options)

    def post(self, url: str, **options: object) -> requests.Response:
        """As `requests.post`."""
        return self._send("POST", url, options)

    def _send(self, method: str, url: str, options: dict[str, object]) -> requests.Response:
        session: requests.Session | None = getattr(self._own, "session", None)
        if session is None:
            session = self._own.session = requests.Session()
        options = {**options, "timeout": (CONNECT, self._read), "stream": True}
        if self._proxy and not is_loopback(url):
            options.setdefault("proxies", {"http": self._proxy, "https": self._proxy})
        until = time.monotonic() + self._total
        send = session.request
        response = send(method, url, allow_redirects=False, **options)  # type: ignore[arg-type]  # the caller's own
        body = bytearray()
        try:
            while piece := response.raw.read1(65_536, decode_content=True):
                body += piece
                if len(body) > MAX_BYTES:
                    raise requests.exceptions.ContentDecodingError("answer too long")
                if time.monotonic() > until:
                    raise requests.exceptions.ReadTimeout("answer too slow")
        except urllib3.exceptions.ReadTimeoutError:
            raise requests.exceptions.ReadTimeout("answer too slow") from None
        except urllib3.exceptions.HTTPError as error:
            raise requests.exceptions.ConnectionError(type(error).__name__) from None
        finally:
            response.close()
        response._content = bytes(body)
        self._own.last = response
        return response


def refused(response: requests.Response) -> EngineError | None:
    """What an answer's status says went wrong; None where it is 2xx."""
    status = response.status_code
    if 200 <= status < 300:
        return None
    if status in (429, 456):  # 456 is DeepL's "quota exceeded"
        wait = response.headers.get("Retry-After", "")
        return RateLimitedError(f"asks to wait (status {status})", seconds_of(wait))
    if 300 <= status < 400:
        if "sorry" in response.headers.get("Location", ""):
            return RateLimitedError("shows a captcha instead of translating")
        return FatalError(f"is not at this address (status {status})")
    if status in (400, 413, 414, 422):
        return BadTextError(f"refuses this text (status {status})")
    if status in (401, 403):
        return FatalError(f"refuses the key, or needs one (status {status})")
    if status >= 500 or status == 408:
        return TransientError(f"has trouble (status {status})")
    return FatalError(f"does not answer as expected (status {status})")


def unreachable(error: Exception) -> EngineError:
    """What an exception of requests means; its own text may hold the address with the key."""
    if isinstance(error, requests.exceptions.Timeout):
        return TransientError("did not answer in time")
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.MissingSchema):
        return FatalError("has no valid address")
    if isinstance(error, requests.exceptions.ConnectionError):
        if "NameResolution" in repr(error) or "Failed to resolve" in repr(error):
            return FatalError("cannot be found: no network, or a wrong host name")
        return TransientError("could not be reached")
    return TransientError(f"answered with something unreadable ({type(error).__name__})")


def seconds_of(retry_after: str) -> float | None:
    """The `Retry-After` header in seconds from now; None where it says nothing (RFC 9110 10.2.3).

    >>> seconds_of("7"), seconds_of("soon")
    (7.0, None)
    """
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=dt.UTC)
    return max(0.0, (when - dt.datetime.now(dt.UTC)).total_seconds())
