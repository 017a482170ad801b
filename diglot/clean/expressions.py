"""Running the expressions of rules: all of the package's in one go, those of a site each under a
time limit.

Invariant: each expression is compiled once, when it is first needed, and what an engine says of a
text depends on nothing but the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from diglot.clean.patterns import Fields, anchored, fields, nameless, scoped
from diglot.clean.ruleset import Expression, Ruleset
from diglot.clean.shape import REPEATED

UNKNOWN = ("", "")
"""What `Engine.known` says of a text that it has not seen."""
MOST_KNOWN = 4_096
"""Texts that an engine remembers."""

Use: TypeAlias = str
"""What an expression is for: `keep`, `start`, `end` or `drop`."""
Scan: TypeAlias = Callable[[str, int], tuple[Use, str] | None]
"""From a block's text and weight to the use and the rule of the first expression that matches."""


class Look(NamedTuple):
    """Several expressions as one."""

    match: Callable[[str], re.Match[str] | None]
    each: list[tuple[Use, Expression]]
    """What each of its groups is."""


class Engine(NamedTuple):
    """A ruleset's expressions, compiled."""

    known: dict[str, tuple[Use, str] | None]
    """What small texts were found to be by `small` and `words`, since half of them come again."""
    small: Look
    """All expressions that can match at a block's start only, in one."""
    large: Look
    """Those among them that blocks of any weight are tried on."""
    heaviest: int
    """Weight up to which `small` holds."""
    free: tuple[tuple[tuple[str, ...], Scan], ...]
    """The others, each with the words of which a block must hold one for it to be tried."""
    starts: Scan
    """The expressions for a start alone: a block of metadata may be one too."""
    words: Mapping[str, tuple[Use, str]]
    """What a block means that says this and nothing else."""
    takes: Mapping[str, tuple[Fields, ...]]
    """What the expressions of each rule for metadata take."""
    promo: re.Pattern[str]
    related: tuple[str, ...]
    """Wordings that a heading above a list of articles may start with."""


@lru_cache(maxsize=512)
def engine(ruleset: Ruleset) -> Engine:
    """What `ruleset` runs on."""
    uses = [
        (
            use,
            expression
            if use != "meta"
            else expression._replace(pattern=nameless(expression.pattern)),
        )
        for use in ("meta", "keep", "start", "end", "drop")
        for expression in getattr(ruleset, use)
    ]
    first = [(use, e) for use, e in uses if anchored(e.pattern) and not e.bounded]
    others = [(use, e) for use, e in uses if (use, e) not in first]
    return Engine(
        {},
        _one(first),
        _one([(use, e) for use, e in first if not e.max_chars]),
        max((e.max_chars for _, e in first), default=0),
        tuple((e.contains, _scan(use, e)) for use, e in others),
        _starts(ruleset.start),
        {
            **{word: ("drop", rule) for word, rule in ruleset.furniture.items()},
            **{word: ("end", rule) for word, rule in ruleset.closing.items()},
        },
        {
            e.rule: tuple(fields(each) for each in ruleset.meta if each.rule == e.rule)
            for e in ruleset.meta
        },
        re.compile("|".join(re.escape(word) for word in ruleset.promo) or "(?!)"),
        tuple(word for word in ruleset.related if len(word) > 3 and not word.isascii()),
    )


def first_use(run: Engine, text: str, weight: int, said: str) -> tuple[Use, str] | None:
    """Use and rule of the first anchored expression that matches, else of what the block says."""
    look = run.small if weight <= run.heaviest else run.large
    match = look.match(text)
    hit = _within(look, match.lastindex - 1, text, weight) if match and match.lastindex else None
    if hit is None and said:
        hit = run.words.get(said)
    if len(text) <= REPEATED:
        if len(run.known) >= MOST_KNOWN:
            run.known.clear()
        run.known[text] = hit
    return hit


def _within(look: Look, place: int, text: str, weight: int) -> tuple[Use, str] | None:
    """The expression at this place, which matches, else a later one whose limit allows the weight."""
    use, expression = look.each[place]
    if not expression.max_chars or weight <= expression.max_chars:
        return use, expression.rule
    for use, expression in look.each[place + 1 :]:
        if hit := _scan(use, expression)(text, weight):
            return hit
    return None


def _one(uses: list[tuple[Use, Expression]]) -> Look:
    pattern = "|".join(f"({scoped(e.pattern)})" for _, e in uses) or "(?!)"
    return Look(re.compile(pattern).match, uses)


@lru_cache(maxsize=1_024)
def _scan(use: Use, expression: Expression) -> Scan:
    answer, limit = (use, expression.rule), expression.max_chars
    look: Callable[[str], object] = re.compile(expression.pattern).search
    if expression.bounded:
        take = fields(expression)
        look = lambda text: take(text) is not None  # noqa: E731 - one line beside its twin
    return lambda text, weight: answer if (not limit or weight <= limit) and look(text) else None


def _starts(expressions: Sequence[Expression]) -> Scan:
    scans = [_scan("start", expression) for expression in expressions]
    return lambda text, weight: next((hit for scan in scans if (hit := scan(text, weight))), None)
