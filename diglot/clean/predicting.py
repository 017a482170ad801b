"""Predictions in the format of the gold set's scorer: what `diglot clean --predictions` writes.

Invariant: a kept block is given as it was captured, so that its hash can be compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from diglot.clean.pipeline import clean
from diglot.clean.ruleset import Rules
from diglot.model import Article, Document

_BLANK = re.compile(r"\n[ \t]*\n")


def predictions(captures: Iterable[tuple[Article, Document]], rules: Rules) -> Iterator[str]:
    """A line for each capture; see `prediction`."""
    return (prediction(article, document, rules) for article, document in captures)


def prediction(article: Article, document: Document, rules: Rules, lang: str = "") -> str:
    """One line of JSON: the capture's path, the texts kept of it, and its metadata.

    `lang` is the language the catalogue found, if it is to be scored too. Blocks are cut at blank
    lines, as the gold set's are; what stands in a fence is not.
    """
    cleaned = clean(article, document, rules)
    kept = [
        part.strip("\n")
        for block, decision in zip(document.blocks, cleaned.decisions, strict=True)
        if decision.action == "keep"
        for part in (
            [block.text.strip()] if block.kind == "code" else _BLANK.split(block.text.strip())
        )
    ]
    row = {
        "path": article.path,
        "kept": kept,
        "error_capture": bool(cleaned.failed),
        "author": cleaned.author,
        "account": cleaned.account,
        "reposted_from": cleaned.reposted_from,
        "published": cleaned.published,
        **({"lang": lang} if lang else {}),
    }
    return json.dumps(row, ensure_ascii=False, sort_keys=True)
