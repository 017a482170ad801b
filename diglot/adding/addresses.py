"""Which addresses a download may go to: public ones, so that a page cannot send us indoors.

Invariant: every address that a name resolves to is judged, not the name; `fetch` connects to one
that was judged and to no other, so a name that changes its answer gains nothing.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading

from diglot.adding.refusal import Refused

_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments (RFC 6890)
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "168.63.129.16/32",  # the host of every Azure machine
        "64:ff9b::/96",  # NAT64: an IPv4 address inside (RFC 6052)
        "64:ff9b:1::/48",  # the same, of one's own network (RFC 8215)
        "2001::/32",  # Teredo: an IPv4 address inside (RFC 4380)
        "2002::/16",  # 6to4: an IPv4 address inside (RFC 3056)
        "fec0::/10",  # site-local, as it once was (RFC 3879)
    )
)
"""What `ipaddress` of some Python that diglot runs on calls global, and is not."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet.

    >>> [is_public(each) for each in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "2002::1")]
    [True, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    return not any(ip in network for network in _NOT_PUBLIC if network.version == ip.version)


def resolve(host: str, port: int, seconds: float, *, private: bool) -> tuple[str, ...]:
    """Every IP address of `host`, in the system's order; raises `Refused` if one is not public.

    `private` allows those that are not. A resolver has no time limit of its own, so it is asked
    in a thread that is left behind after `seconds`.
    """
    answers: queue.Queue[list[str] | OSError | UnicodeError] = queue.Queue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(each[4][0]) for each in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise Refused(f"{host} could not be resolved in time", "try again later") from None
    if isinstance(answer, Exception) or not answer:
        raise Refused(f"there is no host called {host}", "check the address and the connection")
    for address in answer:
        if not private and not is_public(address):
            what = f"{host} is {address}, which is not on the open internet"
            raise Refused(what, f"if you trust it, allow it: --allow-private {host}")
    return tuple(answer)
