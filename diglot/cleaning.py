"""How every command cleans a capture, so that what is translated is what is published.

Invariant: a file without an address was written by hand: no page's furniture can be in it, so all
of it stays but its repeated title.
"""

from __future__ import annotations

from diglot.capture import article as captures
from diglot.catalogue.edits import Edit
from diglot.clean import Rules, block_hash, pipeline
from diglot.clean.failures import quick_failure
from diglot.commonmark import NOTHING
from diglot.instep import Line, alone
from diglot.model import Article, Cleaned, Document


def cleaned(article: Article, edit: Edit, rules: Rules) -> Cleaned:
    """The capture's blocks after cleaning; failed captures are told before they are parsed.

    Raises `Quarantined` for a body that cannot be parsed safely.
    """
    return alone(line(article, edit, rules))[1]


def line(article: Article, edit: Edit, rules: Rules) -> Line[tuple[Document, Cleaned]]:
    """The same, step by step, and the document that was cleaned, empty where it was not parsed."""
    if not edit.keep and (kind := quick_failure(article.body, article.title, rules)):
        return NOTHING, Cleaned(blocks=(), decisions=(), failed=kind)
    yield
    document = captures.document(article)
    yield
    drop = frozenset(edit.drop)
    keep = frozenset(edit.keep) | (frozenset() if article.url else _written(document) - drop)
    cleaned = yield from pipeline.line(article, document, rules, keep=keep, drop=drop, asked=True)
    return document, cleaned


def _written(document: Document) -> frozenset[str]:
    """Every block but a heading at the start, which cleaning knows as the title or not."""
    blocks = [block for block in document.blocks if block.kind != "blank"]
    first = 1 if blocks and blocks[0].kind == "heading" else 0
    return frozenset(block_hash(block) for block in blocks[first:])
