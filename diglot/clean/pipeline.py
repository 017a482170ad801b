"""From a document to what is kept of it: the steps of cleaning in their order.

Invariant: every block of the document has one decision; the first step that decides a block has
the last word, except that the guard takes back what guts the text, and that an editor's `keep` and
`drop` win over all.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from diglot.clean import (
    applying,
    bylines,
    credits,
    edges,
    failures,
    headings,
    ornaments,
    promo,
    recurring,
    related,
    second_look,
    segment,
    structure,
    tails,
    title,
    wechat,
)
from diglot.clean.facts import settled
from diglot.clean.hashing import block_hash
from diglot.clean.opening import opened
from diglot.clean.page import Page, dropped, kept
from diglot.clean.rulecheck import FACTS
from diglot.clean.ruleset import Rules
from diglot.instep import Line, alone
from diglot.model import Article, Block, BlockKind, Cleaned, Decision, Document, Finding

Step = Callable[[Page], Page]


STEPS: tuple[tuple[str, Step], ...] = (
    ("empty", ornaments.empty),
    ("frame", wechat.frame),
    ("title", title.anchor),
    ("profile", recurring.recall),
    ("stretch", segment.note),
    ("rules", applying.apply),
    ("segment", segment.settle),
    ("related", related.collect),
    ("credits", credits.read),
    ("ornaments", ornaments.drop),
    ("bylines", bylines.learn),
    ("edges", edges.trim),
    ("promo", promo.strip),
    ("cards", related.cards),
    ("second-look", second_look.verdict),
)


def clean(
    article: Article,
    document: Document,
    rules: Rules,
    *,
    keep: frozenset[str] = frozenset(),
    drop: frozenset[str] = frozenset(),
    asked: bool = False,
) -> Cleaned:
    """The article in `document`: blocks to keep, a decision for each block, and its metadata.

    `keep` and `drop` hold block hashes of an editor's choice; one that names no block is reported.
    `asked` says that `quick_failure` was asked and knows nothing.
    """
    return alone(line(article, document, rules, keep=keep, drop=drop, asked=asked))


def line(
    article: Article,
    document: Document,
    rules: Rules,
    *,
    keep: frozenset[str] = frozenset(),
    drop: frozenset[str] = frozenset(),
    asked: bool = False,
) -> Line[Cleaned]:
    """The same, step by step."""
    blocks = document.blocks
    known = None if asked or keep else failures.match(article.body, rules.fingerprints)
    if known:
        gone = dropped("failed", known.id)
        return Cleaned(blocks=(), decisions=(gone,) * len(blocks), failed=known.kind)
    page = edited((yield from processed(article, document, rules)), document, keep, drop)
    yield
    facts = settled(page.facts)
    body = kept("body")
    made = tuple([page.decisions.get(i, body) for i in range(len(blocks))])
    left = [
        block if page.texts[i] is page.captured[i] else _rewritten(block, page.texts[i])
        for i, block in enumerate(blocks)
        if made[i].action == "keep"
    ]
    yield
    tidied = structure.tidied(left)
    yield
    return Cleaned(
        blocks=headings.levelled(tidied),
        decisions=made,
        failed=page.failed,
        truncated=tails.goes_on(page),
        doubtful=page.doubtful,
        codec=page.codec,
        related=page.related,
        findings=page.findings,
        **{name: facts.get(name, "") for name in FACTS},
    )


def processed(article: Article, document: Document, rules: Rules) -> Line[Page]:
    """The page as the last step leaves it, step by step."""
    page = yield from opened(article, document, rules)
    for _, step in STEPS:
        yield
        page = step(page)
    return page


def edited(page: Page, document: Document, keep: frozenset[str], drop: frozenset[str]) -> Page:
    """With the blocks that an editor wants to keep or drop decided so, whatever stood before."""
    if not keep and not drop:
        return page
    hashes = [block_hash(block) for block in document.blocks]
    made = dict(page.decisions)
    for i, name in enumerate(hashes):
        if name in drop:
            made[i] = Decision(action="drop", rule="edit:drop", evidence=name)
        elif name in keep:
            made[i] = Decision(action="keep", rule="edit:keep", evidence=name)
    unknown = [
        Finding(
            path=page.article.path,
            what=f"the edit names block {name}, which this capture does not hold",
            help="`diglot clean --explain` prints the hashes of its blocks",
            code="edit-block-unknown",
        )
        for name in sorted((keep | drop) - set(hashes))
    ]
    wanted = any(decision.rule == "edit:keep" for decision in made.values())
    return replace(
        page,
        decisions=made,
        failed="" if wanted else page.failed,
        findings=(*page.findings, *unknown),
    )


def _rewritten(block: Block, text: str) -> Block:
    kind: BlockKind = "code" if text.startswith("```") else block.kind
    return replace(block, kind=kind, text=f"{text}\n\n")
