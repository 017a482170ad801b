"""Learning which blocks recur: from the site's articles to `content/rules/learned.tsv`.

Invariant: the outcome is the same in whatever order the captures come. Duplicates are removed by
URL and title before anything is counted, never by body: captures of nothing but navigation have
equal bodies, and these are what is to be learned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from diglot.clean import bold, mojibake, wechat
from diglot.clean.failures import quick_failure
from diglot.clean.profile import SHARED, group_of
from diglot.clean.ruleset import Rules
from diglot.clean.shape import measure
from diglot.model import Article, Document

MIN_COUNT = 2
MIN_SHARE = 0.1
"""A block is worth a line from its second capture, where these are a tenth of its group's."""
MIN_GROUPS = 6
"""Groups that share a block before it counts as furniture of no one host."""


class Counted(NamedTuple):
    """What one capture adds to the profile."""

    group: str
    identity: tuple[str, str]
    """URL and title, by which duplicates are known."""
    blocks: frozenset[int]
    account: str = ""


def count(article: Article, document: Document, rules: Rules) -> Counted | None:
    """The keys of a capture's blocks; None where it holds no article or has no group."""
    group = group_of(article.url)
    if not group or quick_failure(article.body, article.title, rules):
        return None
    texts = [block.text.strip() for block in document.blocks]
    if codec := mojibake.detect(article.body):
        texts = [mojibake.repair(text, codec) for text in texts]
    if "****" in article.body:
        texts = [*bold.joined(texts, [block.kind for block in document.blocks])]
    account = ""
    frame = rules.of(article.url, article.body).wechat
    if frame:
        end, account = wechat.footer(texts, frame)
        texts = texts[:end]
    blocks = frozenset(key for key in measure(texts).key if key)
    return Counted(group, (article.url, article.title), blocks, account)


def learn(captures: Iterable[Counted | None]) -> str:
    """The text of `learned.tsv` from all captures of a site."""
    groups: dict[str, Counter[int]] = {}
    sizes: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    known: set[tuple[str, str]] = set()
    for capture in captures:
        if capture is None or capture.identity in known:
            continue
        known.add(capture.identity)
        sizes[capture.group] += 1
        groups.setdefault(capture.group, Counter()).update(capture.blocks)
        if capture.account:
            names.setdefault(capture.group, Counter())[capture.account] += 1
    shared = Counter(key for counts in groups.values() for key in counts)
    groups[SHARED] = Counter({key: n for key, n in shared.items() if n >= MIN_GROUPS})
    sizes[SHARED] = len(groups) - 1
    lines = ["# diglot learned profile 1"]
    for group in sorted(groups):
        least = 1 if group == SHARED else max(MIN_COUNT, MIN_SHARE * sizes[group])
        rows = sorted((key, n) for key, n in groups[group].items() if n >= least)
        account = max(
            names.get(group, Counter()).items(), key=lambda kv: (kv[1], kv[0]), default=("", 0)
        )[0]
        if rows or account:
            lines.append("\t".join(("@", group, str(sizes[group]), account)))
            lines += [f"{key:012x}\t{n}" for key, n in rows]
    return "\n".join(lines) + "\n"
