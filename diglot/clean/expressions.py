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


class Sought(NamedTuple):
    """An expression that may match anywhere in a block, or is a site's."""

    words: tuple[str, ...]
    """Words of which a block must hold one for it to be tried; none for always."""
    last: tuple[str, ...]
    """Their last characters: one is found in a whole body fifteen times as fast as a word."""
    heaviest: int
    """Weight up to which it is tried; 0 for any."""
    scan: Scan

    def may(self, text: str) -> bool:
        """Whether it could match in a text or in a block of it, as far as is told at no cost."""
        for character in self.last:  # a loop: `any` over a generator takes twice the time
            if character in text:
                return True
        return not self.last


class Engine(NamedTuple):
    """A ruleset's expressions, compiled."""

    known: dict[str, tuple[Use, str] | None]
    """What `first_use` said of small texts, since half of them come again."""
    small: Look
    """All expressions that can match at a block's start only, in one."""
    large: Look
    """Those among them that blocks of any weight are tried on."""
    heaviest: int
    """Weight up to which `small` holds."""
    free: tuple[Sought, ...]
    """The package's others."""
    bounded: tuple[Sought, ...]
    """The site's, which are tried before `free` and `words`."""
    strong: frozenset[tuple[Use, str]]
    """What the expressions of `small` say, which are tried before the site's."""
    starts: Scan
    """The expressions for a start alone: a block of metadata may be one too."""
    words: Mapping[str, tuple[Use, str]]
    """What a block means that says this and nothing else."""
    takes: Mapping[str, tuple[Fields, ...]]
    """What the expressions of each rule for metadata take."""
    promo: re.Pattern[str]
    promoting: dict[str, int]
    """How many wordings of promotion small texts were found to have."""
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
        tuple(_sought(use, e) for use, e in others if not e.bounded),
        tuple(_sought(use, e) for use, e in others if e.bounded),
        frozenset((use, e.rule) for use, e in first),
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
        {},
        tuple(word for word in ruleset.related if len(word) > 3 and not word.isascii()),
    )


def first_use(
    run: Engine, free: Sequence[Sought], text: str, weight: int, said: str
) -> tuple[Use, str] | None:
    """Use and rule of the first of the package's expressions that matches, else of what the block
    says. `free` are those of `run.free` that may match in the capture.
    """
    look = run.small if weight <= run.heaviest else run.large
    match = look.match(text)
    hit = _within(look, match.lastindex - 1, text, weight) if match and match.lastindex else None
    if hit is None:
        hit = first_of(free, text, weight) or run.words.get(said)
    if len(text) <= REPEATED:
        if len(run.known) >= MOST_KNOWN:
            run.known.clear()
        run.known[text] = hit
    return hit


def first_of(expressions: Sequence[Sought], text: str, weight: int) -> tuple[Use, str] | None:
    """Use and rule of the first of these that matches. It raises `RuleTimeoutError`."""
    for words, _, heaviest, scan in expressions:
        if heaviest and weight > heaviest:
            continue
        for word in words or ("",):
            if word in text:
                if hit := scan(text, weight):
                    return hit
                break
    return None


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


def _sought(use: Use, expression: Expression) -> Sought:
    words = expression.contains
    last = tuple({word[-1:] for word in words})
    return Sought(words, last, expression.max_chars, _scan(use, expression))


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
