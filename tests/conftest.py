"""Fixtures every test may use, and the rule that no test leaves this machine."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.sites import Site

settings.register_profile(
    "diglot", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("diglot")

REQUIRED = "DIGLOT_REQUIRE_BROWSER"
"""Set where a missing browser is a failure and not a reason to skip: in `.ci/run`."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_configure() -> None:
    """Refuse to skip browser tests where they are required."""
    if os.environ.get(REQUIRED) and not any(map(shutil.which, BROWSERS)):
        raise pytest.UsageError(f"{REQUIRED} is set and there is no Chromium on this machine")


LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections go to this machine or fail."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - as socket has it
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site in a folder of its own."""
    return Site(tmp_path / "digest")
