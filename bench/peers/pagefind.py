"""Pagefind over the pages that Hugo made: what a Hugo user runs for search.

Invariant: it indexes articles and no lists, as diglot's own search does.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench import measure
from bench.measure import Cost
from bench.peers import hugo, kinds
from bench.place import put_aside, settle


def find(folders: Sequence[Path]) -> str:
    """The extended Pagefind, which knows Chinese words; empty where it is not installed."""
    shipped = "pagefind_bin_extended/pagefind_extended"
    return kinds.program("pagefind_extended", folders, shipped)


def version(program: str) -> str:
    """Pagefind and its version."""
    told = kinds.said(program, "--version")
    return f"Pagefind {told.split()[-1]} extended"


def build(program: str, site: Path) -> Cost:
    """Index the site in `public/` from nothing."""
    put_aside(site / hugo.OUTPUT / "pagefind", site)
    settle()
    return measure.run(
        [program, "--quiet", "--site", hugo.OUTPUT, "--glob", "a/**/*.html"], cwd=site
    )
