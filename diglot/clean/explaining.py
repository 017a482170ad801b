"""Explaining a capture's cleaning, block by block: what `diglot clean --explain` prints.

Invariant: it shows what `clean` did, from the same steps, and decides nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from diglot.clean.guard import unique
from diglot.clean.hashing import block_hash
from diglot.clean.pipeline import clean, processed
from diglot.clean.recurring import evidence
from diglot.clean.ruleset import Rules
from diglot.instep import alone
from diglot.model import Article, Document

SHOWN = 72
"""Characters of a block that a line of the terminal shows."""


class Row(TypedDict):
    """One block of the capture."""

    block: int
    hash: str
    """What `keep` and `drop` of an edit name it by."""
    line: int
    """1-based line of the body."""
    action: str
    rule: str
    evidence: str
    text: str


class Explanation(TypedDict):
    """A capture's cleaning; all of it can be written as JSON."""

    path: str
    title: str
    ruleset: str
    group: str
    """What the learned profile knows of the capture's host or account."""
    failed: str
    doubtful: bool
    truncated: bool
    codec: str
    guard: str
    """`ok`, or the rules that were ignored because they would have gutted the text."""
    kept_blocks: int
    kept_share: int
    """Percent of the text, as statistics see it, that stays."""
    facts: dict[str, str]
    related: list[dict[str, str]]
    rows: list[Row]


def explain(
    article: Article,
    document: Document,
    rules: Rules,
    *,
    keep: frozenset[str] = frozenset(),
    drop: frozenset[str] = frozenset(),
) -> Explanation:
    """What `clean` does with a capture, and why."""
    cleaned = clean(article, document, rules, keep=keep, drop=drop)
    page = alone(processed(article, document, rules))
    rows: list[Row] = [
        {
            "block": i,
            "hash": block_hash(block),
            "line": block.line,
            "action": decision.action,
            "rule": decision.rule,
            "evidence": decision.evidence or (evidence(page, i) if i in page.recurring else ""),
            "text": page.texts[i],
        }
        for i, (block, decision) in enumerate(zip(document.blocks, cleaned.decisions, strict=True))
    ]
    kept = [row["block"] for row in rows if row["action"] == "keep"]
    whole = unique(page, range(*page.stretch))
    refused = [f.what for f in cleaned.findings if f.code == "rule-cuts-too-much"]
    facts = {
        name: value
        for name in ("account", "author", "reposted_from", "original_url", "published", "cover")
        if (value := str(getattr(cleaned, name)))
    }
    return {
        "path": article.path,
        "title": article.title,
        "ruleset": page.ruleset.name,
        "group": f"{page.group.captures} captures, {len(page.group.counts)} recurring blocks",
        "failed": cleaned.failed,
        "doubtful": cleaned.doubtful,
        "truncated": cleaned.truncated,
        "codec": cleaned.codec,
        "guard": "; ".join(refused) or "ok",
        "kept_blocks": len(kept),
        "kept_share": 100 * unique(page, kept) // whole if whole else 0,
        "facts": facts,
        "related": [{"title": link.title, "url": link.url} for link in cleaned.related],
        "rows": rows,
    }


def lines(explanation: Explanation) -> Iterator[str]:
    """The explanation as the terminal shows it."""
    yield f"{explanation['path']}  ({explanation['ruleset']}; {explanation['group']})"
    for row in explanation["rows"]:
        text = " ".join(row["text"].split())
        text = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
        why = f"{row['rule']} {row['evidence']}".strip()
        yield f"{row['block']:4} {row['hash']} {row['action']:4} {why:34} {text}"
    for name, value in explanation["facts"].items():
        yield f"{name}: {value}"
    if explanation["related"]:
        yield f"related: {len(explanation['related'])}"
    yield (
        f"guard: {explanation['guard']}   kept {explanation['kept_blocks']}/"
        f"{len(explanation['rows'])} blocks, {explanation['kept_share']}% of the text   "
        f"truncated: {'yes' if explanation['truncated'] else 'no'}   "
        f"codec: {explanation['codec'] or 'utf-8'}"
        + (f"   failed: {explanation['failed']}" if explanation["failed"] else "")
        + ("   doubtful" if explanation["doubtful"] else "")
    )
