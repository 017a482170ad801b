"""Eleventy: the pages that diglot makes of the same articles, each list in one language.

Invariant: it is given fewer pages than diglot makes (lists in one language), never more; texts are
Markdown alone, with no template language in them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from bench import measure
from bench.measure import Cost
from bench.peers import kinds
from bench.place import put_aside, settle
from bench.published import Selection

SITE = Path(__file__).parent / "eleventy_site"


def find(folders: Sequence[Path]) -> str:
    """Eleventy's program; empty where it is not installed."""
    return kinds.program("eleventy", folders)


def version(program: str) -> str:
    """Eleventy and its version."""
    told = kinds.said(program, "--version")
    return f"Eleventy {told}"


def write(chosen: Selection, site: Path) -> None:
    """Make the folder that Eleventy is run in."""
    shutil.copytree(SITE, site)
    folder = site / "a"
    folder.mkdir()
    for article in chosen:
        front = {
            "layout": "article.njk",
            "permalink": f"/a/{article.id[:2]}/{article.id}.html",
            "title": article.title,
            "language": article.lang,
            "day": article.day or "2000-01-01",
            "date": article.day or "2000-01-01",
            "source": article.source or "unknown",
            "topics": list(article.tags),
            "original": article.url,
        }
        matter = json.dumps(front, ensure_ascii=False)
        text = f"---json\n{matter}\n---\n{article.body}"
        (folder / f"{article.id}.md").write_text(text, "utf-8", newline="\n")
    kinds_of_lists = (("tags", chosen.tags), ("sources", chosen.sources))
    feeds = [f"{kind}/{t.slug}" for kind, terms in kinds_of_lists for t in terms if t.feed]
    (site / "feeds.json").write_text(json.dumps(feeds), "utf-8")


def build(program: str, site: Path) -> Cost:
    """Build the site from nothing into `public/`."""
    put_aside(site / "public", site)
    settle()
    return measure.run([program, "--quiet"], cwd=site)
