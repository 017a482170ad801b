"""Pelican: the pages that diglot makes of the same articles, each list in one language.

Invariant: it is given fewer pages than diglot makes (lists in one language), never more but for
feeds, which it makes for every tag.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from bench import measure
from bench.measure import Cost
from bench.peers import kinds
from bench.place import put_aside, settle
from bench.published import Selection

SITE = Path(__file__).parent / "pelican_site"


def find(folders: Sequence[Path]) -> str:
    """Pelican's program; empty where it is not installed."""
    return kinds.program("pelican", folders)


def version(program: str) -> str:
    """Pelican and its version."""
    told = kinds.said(program, "--version")
    return f"Pelican {told}"


def write(chosen: Selection, site: Path) -> None:
    """Make the folder that Pelican is run in."""
    shutil.copytree(SITE, site)
    folder = site / "content"
    folder.mkdir()
    for article in chosen:
        fields = {
            "Title": article.title,
            "Date": article.day or "2000-01-01",
            "Slug": f"{article.id[:2]}/{article.id}",
            "Category": article.source or "unknown",
            "Tags": ", ".join(article.tags),
            "Original": article.url,
        }
        matter = "".join(f"{key}: {value}\n" for key, value in fields.items() if value)
        (folder / f"{article.id}.md").write_text(f"{matter}\n{article.body}", "utf-8", newline="\n")


def build(program: str, site: Path) -> Cost:
    """Build the site from nothing into `public/`."""
    for made in ("public", "__pycache__", ".cache"):
        put_aside(site / made, site)
    settle()
    return measure.run([program, "--quiet", "--settings", "pelicanconf.py"], cwd=site)
