"""The `[[test]]` cases that rule files bring along, and what a case says against the outcome.

Invariant: a case is judged by the texts that stay, so it holds however the rules come by them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from diglot.clean.pipeline import clean
from diglot.clean.ruleset import Rules
from diglot.commonmark import split
from diglot.model import Article, Document


class Case(NamedTuple):
    """One case: a capture, and what is to become of it."""

    file: str
    name: str
    body: str
    title: str = ""
    url: str = ""
    keep: tuple[str, ...] = ()
    """Beginnings of all blocks that stay, in order."""
    drop: tuple[str, ...] = ()
    """Beginnings of blocks that must not stay."""
    failed: str = ""
    related: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def cases(folder: Path) -> Iterator[Case]:
    """All cases of the rule files in a folder."""
    for path in sorted(folder.glob("*.toml")):
        for table in tomllib.loads(path.read_text(encoding="utf-8")).get("test", ()):
            yield Case(
                file=path.name,
                name=table.get("name", ""),
                body=table.get("body", ""),
                title=table.get("title", ""),
                url=table.get("url", ""),
                keep=tuple(table.get("keep", ())),
                drop=tuple(table.get("drop", ())),
                failed=table.get("failed", ""),
                related=tuple(table.get("related", ())),
                facts=tuple(sorted(table.get("facts", {}).items())),
            )


def objections(case: Case, rules: Rules) -> list[str]:
    """What is otherwise than the case says; empty where it holds."""
    article = Article(path=case.file, body=case.body, title=case.title or "-", url=case.url)
    document = Document(blocks=split(case.body))
    cleaned = clean(article, document, rules)
    kept = [
        block.text.strip()
        for block, decision in zip(document.blocks, cleaned.decisions, strict=True)
        if decision.action == "keep"
    ]
    found: list[str] = []
    if cleaned.failed != case.failed:
        found.append(f"failed is {cleaned.failed!r}, not {case.failed!r}")
    if len(kept) != len(case.keep) or not all(map(str.startswith, kept, case.keep)):
        found.append(f"kept {[text[:40] for text in kept]}, not {list(case.keep)}")
    found += [f"kept {start!r}" for start in case.drop if any(t.startswith(start) for t in kept)]
    said = {name: getattr(cleaned, name) for name, _ in case.facts}
    found += [f"{k} is {said[k]!r}, not {v!r}" for k, v in case.facts if said[k] != v]
    titles = tuple(link.title for link in cleaned.related)
    if case.related and titles != case.related:
        found.append(f"related is {titles}, not {case.related}")
    return found
