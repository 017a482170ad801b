"""A small site, previewed on a free port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from diglot.project import locate
from diglot.serve import preview
from diglot.serve.rebuilding import Workplace
from diglot.serve.server import PreviewServer
from tests.sites import Site, capture


@pytest.fixture
def previewed(site: Site) -> Iterator[tuple[Site, PreviewServer]]:
    site.write("diglot.toml", 'base_url = "https://me.github.io/digest/"\n')
    site.article("2024/03/05/a.md", capture("港口夜查"))
    place = Workplace(project=locate(site.root, output=site.root / ".cache" / "serve" / "site"))
    stop = threading.Event()
    server = preview.start(place, "127.0.0.1", 0, lambda built: None)
    following = threading.Thread(
        target=preview.follow, args=(place, server, stop, lambda built: None)
    )
    following.start()
    try:
        yield site, server
    finally:
        stop.set()
        server.stop()
        following.join(5)
