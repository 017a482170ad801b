"""Sites that the real build made, and a browser to look at them; each once for all tests here."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import browsers
from tests.sites import Site

from .hard import hard
from .serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A built site below a sub-path of an address, and the folder it lies in."""

    address: str
    folder: Path

    @property
    def pages(self) -> list[str]:
        """Path of every page."""
        found = self.folder.rglob("*.html")
        return sorted(path.relative_to(self.folder).as_posix() for path in found)


def _built(site: Site) -> Iterator[Served]:
    site.output.mkdir(exist_ok=True)
    with serving(site.output) as address:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DIGLOT_BASE_URL", address)
            site.build()
        yield Served(address=address, folder=site.output)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo, built for the address it is served at."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "diglot.toml", folder)
    yield from _built(Site(folder))


@pytest.fixture(scope="session")
def hard_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The captures of `hard.py`, built and served in the same way."""
    yield from _built(hard(tmp_path_factory.mktemp("hard") / "digest"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless."""
    pytest.importorskip("playwright.sync_api")
    with browsers.running() as browser:
        yield browser


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """300 published articles of the real archive, where a checkout has it beside itself."""
    archive = ROOT.parent / "shared" / "corpus" / "archive-10k.tar.xz"
    if not archive.is_file():
        pytest.skip("no ../shared/corpus/archive-10k.tar.xz")
    site = Site(tmp_path_factory.mktemp("sample") / "digest")
    with tarfile.open(archive) as packed:
        members = [member for member in packed if member.name.endswith(".md")]
        for member in members[:: len(members) // 600]:
            text = packed.extractfile(member)
            assert text
            site.article(member.name.removeprefix("./"), text.read())
    published = [card.record.path for card in site.archive().cards]
    for path in published[300:]:
        site.remove(f"content/articles/{path}")
    yield from _built(site)
