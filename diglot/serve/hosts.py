"""Who may ask: the check that keeps other sites in the same browser from reading the preview.

Invariant: a name that an attacker's DNS could point at this computer is never answered, since the
`Host` of such a request is that name and not one of ours.
"""

from __future__ import annotations

import ipaddress

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, and bound only on request


def bracketed(host: str) -> str:
    """A host as addresses write it.

    >>> bracketed("::1"), bracketed("localhost")
    ('[::1]', 'localhost')
    """
    return f"[{host}]" if ":" in host else host


def is_loopback(host: str) -> bool:
    """Whether a host to bind is this computer only."""
    return bracketed(host.lower()) in LOOPBACK


def allowed(header: str | None, bound: str, port: int) -> bool:
    """Whether a request's `Host` names this preview, bound to `bound` and `port`.

    Bound everywhere, any literal address will do: it is names that can be made to point here.

    >>> allowed("localhost:8000", "127.0.0.1", 8000), allowed("evil.example:8000", "127.0.0.1", 8000)
    (True, False)
    >>> allowed("192.168.1.7:8000", "0.0.0.0", 8000), allowed("evil.example:8000", "0.0.0.0", 8000)
    (True, False)
    """
    name, colon, number = (header or "").strip().lower().rpartition(":")
    if not colon or number.endswith("]"):
        name, number = (header or "").strip().lower(), "80"
    if number != str(port):
        return False
    if name in LOOPBACK or name == bracketed(bound.lower()):
        return True
    return bound in EVERYWHERE and _is_address(name)


def same_origin(origin: str | None, site: str | None, host: str) -> bool:
    """Whether a request for events comes from a page of this preview.

    Browsers name the origin of a request by a script elsewhere, and newer ones its relation
    (`Sec-Fetch-Site`); a request without either is not a browser's.
    """
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return False
    return site in (None, "same-origin", "none")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
