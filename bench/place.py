"""Where a bench works: a site of diglot's own with the corpus in it, and a folder for each peer.

Invariant: the corpus that is measured is a copy; whatever a scenario changes of it is put back.
"""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from bench import generator
from bench.published import Selection

SEAL = ".selection"
"""A file that says what a folder was made of."""
ASIDE = "aside"
"""The folder beside sites for what runs made that are over."""
BASE_URL = "https://digest.example/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The folders of one bench."""

    root: Path

    @property
    def site(self) -> Path:
        """The site that diglot builds, whole archive."""
        return self.root / "site"

    @property
    def published(self) -> Path:
        """A second one, which holds only the captures that the first one published."""
        return self.root / "published"

    @property
    def peers(self) -> Path:
        """The other generators' sites, a folder each."""
        return self.root / "peers"


def articles(site: Path) -> Path:
    """Where a site's captures lie."""
    return site / "content" / "articles"


def output(site: Path) -> Path:
    """Where diglot's site goes."""
    return site / "site"


def take(corpus: Path, place: Place) -> None:
    """Copy a corpus of captures into the place, unless it is there."""
    target = articles(place.site)
    if not target.is_dir():
        shutil.copytree(corpus, target.with_name("copying"))
        target.with_name("copying").replace(target)


def make(count: int, seed: int, place: Place) -> None:
    """Generate captures into the place, unless they are there."""
    target = articles(place.site)
    if not target.is_dir():
        unfinished = target.with_name("making")
        shutil.rmtree(unfinished, ignore_errors=True)
        generator.write(unfinished, count, seed)
        unfinished.replace(target)


def take_published(chosen: Selection, place: Place) -> None:
    """A site with the published captures alone, as files of their own."""
    if not is_other(place.published, chosen):
        return
    for card in chosen.archive.cards:
        copy = articles(place.published) / card.record.path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(chosen.articles / card.record.path, copy)
    sign(place.published, chosen)


def is_other(folder: Path, chosen: Selection) -> bool:
    """Whether a folder was made of another selection, or never to its end; it is removed then."""
    seal = folder / SEAL
    if seal.is_file() and seal.read_text("ascii") == chosen.digest:
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return True


def sign(folder: Path, chosen: Selection) -> None:
    """Note what a folder was made of."""
    (folder / SEAL).write_text(chosen.digest, "ascii")


def forget(site: Path) -> None:
    """Put aside what builds leave, so that the next one starts from nothing."""
    for made in (output(site), site / ".cache"):
        put_aside(made, site)


def put_aside(made: Path, site: Path) -> None:
    """Move out of the way what a run made below a site; `clear` removes it when all have run.

    A file system may look at every file that was removed within the last minutes for each one that
    is made (ext4 without a journal does: `recently_deleted` in Linux' fs/ext4/ialloc.c), which took
    up to an eighth of the processor time of what came after.
    """
    if made.exists():
        aside = site.parent / ASIDE
        aside.mkdir(exist_ok=True)
        made.rename(aside / f"{made.name}-{time.monotonic_ns()}")


def clear(place: Place) -> None:
    """Remove all that was put aside."""
    for folder in (place.root, place.peers):
        shutil.rmtree(folder / ASIDE, ignore_errors=True)


def settle() -> None:
    """Wait until what was written before is on the disk, so that it is not counted to what follows."""
    os.sync()
