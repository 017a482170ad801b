"""The page as the first step of cleaning gets it: texts repaired, blocks measured.

Invariant: nothing is decided here; where a text was repaired, what was captured stays beside it.
"""

from __future__ import annotations

from diglot.clean import bold, mojibake, recurring, structure, tails, title
from diglot.clean.page import Page
from diglot.clean.ruleset import Rules
from diglot.clean.shape import measure
from diglot.instep import Line
from diglot.model import Article, Document


def opened(article: Article, document: Document, rules: Rules) -> Line[Page]:
    """The page of a capture that was split into `document`, step by step."""
    captured = texts = tuple([block.text.strip() for block in document.blocks])
    kinds = tuple([block.kind for block in document.blocks])
    yield
    codec = mojibake.detect(article.body)
    if codec:
        texts = tuple(mojibake.repair(text, codec) for text in texts)
    if "`" in article.body and "```\n```" in article.body:
        texts, kinds = structure.fenced(texts, kinds)
    texts, kinds = structure.headed(texts, kinds)
    if "****" in article.body:
        texts = bold.joined(texts, kinds)
    cut = tails.truncated(article.body)
    if cut and texts:
        texts = (*texts[:-1], tails.mend(texts[-1], kinds[-1]))
    yield
    ruleset = rules.of(article.url, article.body)
    same, near = ((), ()) if ruleset.wechat else title.sayings(texts, kinds, article.title)
    later = [i for i in (*same, *near) if i > 0] if ruleset.title else []
    above = max(min(later, default=0) - title.ABOVE, 0)
    yield
    group, shared = rules.profile.of(article.url)
    return Page(
        article=article,
        ruleset=ruleset,
        kinds=kinds,
        texts=texts,
        captured=captured,
        same=same,
        near=near,
        shape=measure(texts, above, recurring.OUTWEIGHS * max(group.longest, shared.longest)),
        group=group,
        shared=shared,
        end=len(texts),
        truncated=cut,
        codec=codec,
    )
