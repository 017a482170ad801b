"""From a document to what is kept of it: the steps of cleaning in their order.

Invariant: every block of the document has one decision; the first step that decides a block has
the last word, except that an editor's `keep` and `drop` win over all.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from diglot.clean import wechat
from diglot.clean.failures import match
from diglot.clean.hashing import block_hash
from diglot.clean.ruleset import Rules
from diglot.model import Article, Cleaned, Decision, Document, Finding, Link

_EMPTY_IMAGES = re.compile(r"(?:!\[[^\]]*\]\(\)\s*)+")
_LINK_LINE = re.compile(r"\s*(?:[*+-]\s+)?\[(?P<title>[^\]]+)\]\((?P<url>[^)\s]+)[^)]*\)\s*")
_KEEP = Decision(action="keep", rule="body")
LIMIT = 8_000
"""Characters at which captures were cut, three points put in place of the rest."""


def clean(
    article: Article,
    document: Document,
    rules: Rules,
    *,
    keep: frozenset[str] = frozenset(),
    drop: frozenset[str] = frozenset(),
) -> Cleaned:
    """The article in `document`: blocks to keep, a decision for each block, and its metadata.

    `keep` and `drop` hold block hashes of an editor's choice.
    """
    blocks = document.blocks
    texts = [block.text.strip() for block in blocks]
    if failure := match(article.body, article.title, rules.fingerprints):
        gone = Decision(action="drop", rule="failed", evidence=failure.id)
        return Cleaned(blocks=(), decisions=(gone,) * len(blocks), failed=failure.kind)
    decisions: dict[int, Decision] = {}
    facts: dict[str, str] = {}
    related: list[Link] = []
    if texts and texts[0].startswith("# "):
        decisions[0] = Decision(action="drop", rule="title-repeat")
    if urlsplit(article.url).netloc == "mp.weixin.qq.com":
        end, account = wechat.footer(texts, rules.wechat)
        for i in range(end, len(texts)):
            decisions[i] = Decision(action="drop", rule="wechat:footer")
        found, facts_found = wechat.head(
            texts[:end], article.title, account, article.source, rules.wechat
        )
        decisions.update(found)
        facts.update(facts_found)
        for i in range(len(texts) // 3, end):
            if texts[i].strip("*#★· ：:") in rules.wechat.related:
                decisions[i] = Decision(action="drop", rule="related")
                for k in range(i + 1, end):
                    links = [_LINK_LINE.fullmatch(line) for line in texts[k].split("\n")]
                    if not all(links):
                        break
                    decisions[k] = Decision(action="drop", rule="related")
                    related += [Link(title=m["title"], url=m["url"]) for m in links if m]
    for i, text in enumerate(texts):
        if i not in decisions and (not text or _EMPTY_IMAGES.fullmatch(text)):
            decisions[i] = Decision(action="drop", rule="empty")
    findings: list[Finding] = []
    if keep or drop:
        hashes = [block_hash(block) for block in blocks]
        for i, name in enumerate(hashes):
            if name in drop:
                decisions[i] = Decision(action="drop", rule="edit:drop", evidence=name)
            elif name in keep:
                decisions[i] = Decision(action="keep", rule="edit:keep", evidence=name)
        findings = [
            Finding(
                path=article.path,
                what=f"the edit names block {name}, which this capture does not hold",
                help="`diglot clean --explain` prints the hashes of its blocks",
                code="edit-block-unknown",
            )
            for name in sorted((keep | drop) - set(hashes))
        ]
    made = tuple(decisions.get(i, _KEEP) for i in range(len(blocks)))
    kept = tuple(b for b, decision in zip(blocks, made, strict=True) if decision.action == "keep")
    return Cleaned(
        blocks=kept,
        decisions=made,
        failed="" if kept else "no-text",
        truncated=len(article.body) >= LIMIT and article.body.rstrip().endswith("..."),
        account=facts.get("account", ""),
        author=facts.get("author", ""),
        reposted_from=facts.get("reposted_from", ""),
        cover=facts.get("cover", ""),
        related=tuple(related),
        findings=tuple(findings),
    )
