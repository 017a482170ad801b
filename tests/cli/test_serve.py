from __future__ import annotations

from tests.cli.run import CommandLine
from tests.sites import Site


def test_the_published_output_is_refused(site: Site, run: CommandLine) -> None:
    ended = run(site.root, "serve", "-o", "site")
    assert ended.code == 2
    assert "published site" in ended.err


def test_a_port_that_is_none_is_refused(site: Site, run: CommandLine) -> None:
    ended = run(site.root, "serve", "--port", "70000")
    assert ended.code == 2
    assert "--port" in ended.err


def test_a_host_that_is_not_ours_is_refused_after_a_warning(site: Site, run: CommandLine) -> None:
    ended = run(site.root, "serve", "--host", "192.0.2.1")
    assert ended.code == 2
    assert "warning" in ended.err
    assert "cannot listen" in ended.err
