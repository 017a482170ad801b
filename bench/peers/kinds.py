"""What every other generator has to be able to do, and where their programs are looked for."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from bench.measure import Cost
from bench.published import Selection


class Peer(Protocol):
    """A module for one generator."""

    def find(self, folders: Sequence[Path]) -> str:
        """Its program; empty where it is not installed."""

    def version(self, program: str) -> str:
        """Its name and version."""

    def write(self, chosen: Selection, site: Path) -> None:
        """Make the folder that it is run in."""

    def build(self, program: str, site: Path) -> Cost:
        """Build the site from nothing, measured."""


def program(name: str, folders: Sequence[Path], shipped: str = "") -> str:
    """The path of a program in one of these folders, else on `PATH`; empty where there is none.

    `shipped` is where a Python wheel has the program itself, below `site-packages`: the script in
    the `bin` folder would add Python's own start to what is measured.
    """
    for folder in folders:
        if shipped:
            for found in folder.parent.glob(f"lib/python*/site-packages/{shipped}"):
                return str(found)
        if found_here := shutil.which(name, path=str(folder)):
            return found_here
    return shutil.which(name) or ""


def said(program: str, word: str) -> str:
    """What a program says of its version when it is asked with `word`."""
    done = subprocess.run([program, word], capture_output=True, text=True, check=True)
    return done.stdout.strip()
