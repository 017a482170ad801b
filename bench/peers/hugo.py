"""Hugo: a site with the pages that diglot makes of the same articles.

Invariant: what Hugo stops at is repaired beforehand (front matter that is not YAML, `{{` in a
text); every list stands in two languages, as diglot's do; feeds only where diglot has them.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from bench import measure
from bench.measure import Cost
from bench.peers import kinds
from bench.place import put_aside, settle
from bench.published import Selection, Term

SITE = Path(__file__).parent / "hugo_site"
OUTPUT = "public"
_OPENING = re.compile(r"\{(?=\{)")


def find(folders: Sequence[Path]) -> str:
    """Hugo's program; empty where it is not installed."""
    return kinds.program("hugo", folders, "hugo/binaries/hugo")


def version(program: str) -> str:
    """Hugo and its version."""
    told = kinds.said(program, "version")
    return f"Hugo {told.split()[1].partition('-')[0].lstrip('v')}"


def build(program: str, site: Path) -> Cost:
    """Build the site from nothing into `public/`."""
    put_aside(site / OUTPUT, site)
    settle()
    return measure.run([program, "--quiet"], cwd=site)


def write(chosen: Selection, site: Path) -> None:
    """Make the folder that Hugo is run in."""
    shutil.copytree(SITE, site)
    articles = site / "content" / "a"
    articles.mkdir(parents=True)
    for article in chosen:
        front = {
            "title": article.title,
            "url": f"/a/{article.id[:2]}/{article.id}.html",
            "original": article.url,
            "lang": article.lang,
            "script": "han" if article.lang.startswith("zh") else "latin",
        }
        terms: dict[str, list[str]] = {"tags": list(article.tags)}
        if article.source:
            terms["sources"] = [article.source]
        if article.day:
            front["date"] = article.day
            terms |= {"days": [article.day], "months": [article.day[:7]]}
            terms["years"] = [article.day[:4]]
        matter = "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
            for key, value in (*front.items(), *terms.items())
        )
        text = f"---\n{matter}---\n{escaped(article.body)}"
        (articles / f"{article.id}.md").write_text(text, "utf-8", newline="\n")
    for kind, named in (("tags", chosen.tags), ("sources", chosen.sources)):
        for term in named:
            _term(site / "content" / kind / term.slug, term)


def escaped(body: str) -> str:
    """A text in which Hugo sees no shortcode.

    >>> escaped("{{% raw %}} {{< x >}}")
    '&#123;{% raw %}} &#123;{< x >}}'
    """
    return _OPENING.sub("&#123;", body)


def _term(folder: Path, term: Term) -> None:
    outputs = ["html", "chinese"] + (["atom", "atomchinese"] if term.feed else [])
    matter = {"title": term.en, "zh": term.zh, "outputs": outputs}
    folder.mkdir(parents=True)
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in matter.items())
    text = "---\n" + "\n".join(lines) + "\n---\n"
    (folder / "_index.md").write_text(text, "utf-8", newline="\n")
