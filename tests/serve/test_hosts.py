from __future__ import annotations

import pytest

from diglot.serve import hosts

EVERYWHERE = hosts.EVERYWHERE[0]


@pytest.mark.parametrize(
    ("header", "bound", "answer"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("LOCALHOST:8000", "127.0.0.1", True),
        ("[::1]:8000", "127.0.0.1", True),
        ("127.0.0.1", "127.0.0.1", False),
        ("127.0.0.1:8001", "127.0.0.1", False),
        ("rebind.example:8000", "127.0.0.1", False),
        ("127.0.0.1.rebind.example:8000", "127.0.0.1", False),
        ("192.168.1.7:8000", "127.0.0.1", False),
        ("", "127.0.0.1", False),
        (None, "127.0.0.1", False),
        ("studio.local:8000", "studio.local", True),
        ("192.168.1.7:8000", EVERYWHERE, True),
        ("[fe80::1]:8000", "::", True),
        ("rebind.example:8000", EVERYWHERE, False),
    ],
)
def test_only_our_own_names_are_answered(header: str | None, bound: str, answer: bool) -> None:
    assert hosts.allowed(header, bound, 8000) is answer


@pytest.mark.parametrize(
    ("origin", "site", "answer"),
    [
        (None, None, True),
        (None, "same-origin", True),
        (None, "none", True),
        ("http://localhost:8000", "same-origin", True),
        ("https://localhost:8000", None, False),
        ("http://evil.example", None, False),
        ("null", None, False),
        (None, "cross-site", False),
        (None, "same-site", False),
    ],
)
def test_events_are_for_our_own_pages(origin: str | None, site: str | None, answer: bool) -> None:
    assert hosts.same_origin(origin, site, "localhost:8000") is answer
