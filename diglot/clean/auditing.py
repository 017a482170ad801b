"""Auditing rules over the whole content: which never fire, which take too much.

Invariant: a capture's share is counted by itself, so captures may be spread over processes and
their counts joined in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from diglot.clean.failures import match
from diglot.clean.guard import unique
from diglot.clean.pipeline import processed
from diglot.clean.ruleset import Rules, Ruleset
from diglot.instep import alone
from diglot.model import Article, Document

GUTTED = 50
"""Percent of a capture's text that no rule should take."""


class Cut(NamedTuple):
    """What one rule took from one capture."""

    rule: str
    blocks: int
    share: int
    """Percent of the capture's text, as statistics see it."""


class Use(NamedTuple):
    """What became of one capture."""

    path: str
    failed: str
    doubtful: bool
    cuts: tuple[Cut, ...]
    refused: tuple[str, ...]
    """What the guard said of rules it did not let through."""


class RuleUse(NamedTuple):
    """One rule over all captures."""

    rule: str
    captures: int
    blocks: int
    gutted: tuple[str, ...]
    """Paths of captures from which it took more than half of the text."""


class Audit(NamedTuple):
    """The rules of a site over its content."""

    captures: int
    doubtful: int
    uses: tuple[RuleUse, ...]
    """The rules that fired, the most frequent first."""
    idle: tuple[str, ...]
    """Rules that never fired."""
    refused: Mapping[str, int]
    """Captures for which the guard ignored a rule, by rule."""


def use(article: Article, document: Document, rules: Rules) -> Use:
    """What the rules did with one capture."""
    if failure := match(article.body, rules.fingerprints):
        return Use(article.path, failure.kind, False, (Cut(failure.id, 0, 0),), ())
    page = alone(processed(article, document, rules))
    whole = unique(page, range(*page.stretch))
    taken: dict[str, list[int]] = {}
    for i, decision in page.decisions.items():
        taken.setdefault(decision.rule, []).append(i)
    cuts = tuple(
        Cut(rule, len(indices), 100 * unique(page, indices) // whole if whole else 0)
        for rule, indices in sorted(taken.items())
    )
    refused = tuple(f.what for f in page.findings if f.code == "rule-cuts-too-much")
    return Use(article.path, page.failed, page.doubtful, cuts, refused)


def audit(uses: Iterable[Use], rules: Rules) -> Audit:
    """All captures' uses put together."""
    captures: Counter[str] = Counter()
    blocks: Counter[str] = Counter()
    gutted: dict[str, list[str]] = {}
    refused: Counter[str] = Counter()
    total = doubtful = 0
    for one in uses:
        total += 1
        doubtful += one.doubtful
        for cut in one.cuts:
            captures[cut.rule] += 1
            blocks[cut.rule] += cut.blocks
            if cut.share > GUTTED and not one.failed:
                gutted.setdefault(cut.rule, []).append(one.path)
        refused.update({what.split()[1] for what in one.refused})
    known = {rule for ruleset in rules.sets.values() for rule in names(ruleset)}
    known |= {fingerprint.id for fingerprint in rules.fingerprints}
    return Audit(
        captures=total,
        doubtful=doubtful,
        uses=tuple(
            RuleUse(rule, n, blocks[rule], tuple(sorted(gutted.get(rule, ()))))
            for rule, n in sorted(captures.items(), key=lambda item: (-item[1], item[0]))
        ),
        idle=tuple(sorted(known - set(captures))),
        refused=dict(sorted(refused.items())),
    )


def names(ruleset: Ruleset) -> frozenset[str]:
    """The rules that a ruleset has by expression or address (a wording may well never occur)."""
    expressions = (ruleset.start, ruleset.end, ruleset.drop, ruleset.keep, ruleset.meta)
    return frozenset(
        [expression.rule for each in expressions for expression in each]
        + [rule for _, rule in ruleset.link_hosts]
    )
