"""Promotion at the ends of a text: follow us, scan this, join the group, who we are.

Invariant: an end is taken only where what promotes in it outweighs what does not, and never more
than half of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from diglot.clean.page import Page, dropped
from diglot.clean.shape import MARK
from diglot.clean.slogans import ENOUGH, SENTENCE, headings_of_nothing, promotes, slogans
from diglot.model import Decision

RECURRING = 40.0
"""Bytes that a recurring picture counts for promotion."""
LABEL = 16
"""Bytes of recurring text that may be a number or a label above the text."""
LEAST = 40
"""Bytes of prose that must be left: a text of promotion only is the article."""
REACH = 40
"""Blocks in a row without promotion at which an end stops."""
LONGEST_CARD = 300
"""Bytes of a link to another article."""
BEGINNING = 80
"""Characters at a paragraph's beginning in which it names whom it introduces."""
LONGEST_BIO = 900
"""Bytes of what an account says of itself."""
_EVIDENCE = {"profile": RECURRING, "furniture": 10.0, "related": 10.0, "closing": 10.0}
"""Bytes that a block counts for promotion which an earlier step has dropped."""
_GREETING = re.compile(r"(?:嗨|大家好|你好|hi|hello)\W{0,3}我是")
_BIO = re.compile(r"专注于|致力于|成立于|旗下|国内|团队|创立|领域|定期|分享|研究|公司")


class _Worth(NamedTuple):
    value: float
    """Bytes for the text (above zero) or for promotion (below)."""
    text: int
    """Bytes of prose that would be lost with the block."""


_RECURRING, _NOTHING = _Worth(-RECURRING, 0), _Worth(0.0, 0)


def strip(page: Page) -> Page:
    """With promotion at both ends of the text dropped."""
    if not page.ruleset.promo or page.start >= page.end:
        return page
    inside = range(page.start, page.end)
    whole = sum(page.shape.prose[i] for i in inside if i not in page.decisions)
    names = _names(page)
    tail = _end(page, names, reversed(inside), whole, head=False)
    head = _end(page, names, (i for i in inside if i not in tail), whole, head=True)
    while head and _labels(page, head[-1]):
        head.pop()
    head += slogans(page, head)
    left = [i for i in inside if i not in page.decisions and i not in tail and i not in head]
    if sum(page.shape.prose[i] for i in left) < LEAST and not any(
        page.shape.pictorial[i] for i in left
    ):
        tail = [i for i in tail if i in page.recurring or page.shape.linky[i]]
        head = [i for i in head if i in page.recurring]
    else:
        tail += headings_of_nothing(page, left, tail)
    decided: dict[int, Decision] = dict.fromkeys(tail, dropped("promo:tail"))
    decided.update(dict.fromkeys(head, dropped("promo:head")))
    return page.decide(decided)


def _end(
    page: Page, names: tuple[str, ...], indices: Iterable[int], whole: int, *, head: bool
) -> list[int]:
    """The blocks from one end on up to where promotion outweighs text most."""
    cost = 4.0 if head else 1.5
    total = lowest = 0.0
    lost = 0
    taken: list[int] = []
    passed: list[int] = []
    for i in indices:
        if decision := page.decisions.get(i):
            if decision.action == "keep":
                break
            total -= 0.0 if head else _EVIDENCE.get(decision.rule.rpartition(":")[2], 0.0)
        else:
            value, text = _worth(page, i, names, head=head)
            lost += text
            if len(passed) > REACH or 2 * lost > whole + 200 or total > 1200:
                break
            total += cost * value if value > 0 else value
            passed.append(i)
        if total < lowest - 2:
            lowest = total
            taken += passed
            passed = []
    return taken


def _worth(page: Page, i: int, names: tuple[str, ...], *, head: bool) -> _Worth:
    shape = page.shape
    weight, prose = shape.weight[i], shape.weight[i] - shape.linked[i]
    if shape.wordless[i]:
        return _RECURRING if shape.images[i] and i in page.recurring else _NOTHING
    sentences = i in page.recurring and weight >= SENTENCE and page.group.captures >= ENOUGH
    if page.kinds[i] in ("code", "table"):
        return _Worth(-weight, 0) if sentences else _Worth(weight, prose)
    if page.shape.said[i] and page.shape.said[i] in names:
        return _Worth(-60.0, 0)
    if promotes(page, i):
        return _Worth(-weight - 30, 0)
    if i in page.recurring:
        return _Worth(-weight, 0) if sentences else _Worth(0.0, prose)
    seen = shape.seen[i]
    if (
        shape.links[i]
        and weight <= LONGEST_CARD
        and page.shape.linky[i]
        and (MARK not in seen or "weixin" in page.texts[i])
    ):
        return _Worth(-30.0, 0)
    if not head and weight <= LONGEST_BIO and _speaks_of(seen, names):
        return _Worth(-weight, prose)
    return _Worth(weight, prose)


def _speaks_of(seen: str, names: tuple[str, ...]) -> bool:
    """Whether a paragraph introduces one of these."""
    beginning = seen[:BEGINNING].lstrip("*# 　“").lower()
    if _GREETING.match(beginning):
        return True
    return bool(names) and beginning.startswith(names) and bool(_BIO.search(seen))


def _labels(page: Page, i: int) -> bool:
    """A short line at the inner end of a head: it belongs to the text below it."""
    longest = LABEL if i in page.recurring else SENTENCE
    return not page.shape.pictorial[i] and page.shape.weight[i] < longest and not promotes(page, i)


def _names(page: Page) -> tuple[str, ...]:
    """What the account and its people call themselves."""
    facts = page.facts
    names = (facts.get("account", ""), facts.get("author", ""), page.article.source)
    return tuple({name.lower() for name in names if len(name) > 1})
