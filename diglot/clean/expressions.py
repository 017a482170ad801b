"""Running the expressions of rules: all of the package's in one go, those of a site each under a
time limit.

Invariant: each expression is compiled once, when it is first needed, and what an engine says of a
text depends on nothing but the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from diglot.clean.patterns import Fields, anchored, fields, nameless, scoped
from diglot.clean.ruleset import Expression, Ruleset
from diglot.clean.seeking import Scan, Sought, Use, first_of, scan_of, sought
from diglot.clean.shape import REPEATED

USES = ("meta", "keep", "start", "end", "drop")
"""What expressions are for; those for the first are tried first."""
UNKNOWN = ("", "")
"""What `Engine.known` says of a text that it has not seen."""
HEAVIEST = 240
"""Weight above which half of all expressions are not tried: labels and buttons are light."""
MOST_KNOWN = 4_096
"""Texts that an engine remembers."""


class Look(NamedTuple):
    """Several expressions as one."""

    match: Callable[[str], re.Match[str] | None]
    each: tuple[tuple[Use, Expression], ...]
    """What each of its groups says has matched."""


class Engine(NamedTuple):
    """A ruleset's expressions, compiled."""

    known: dict[str, tuple[Use, str] | None]
    """What `first_use` said of small texts, since half of them come again."""
    small: tuple[Look, ...]
    """All expressions that can match at a block's start only, by the files they are from: what many
    hosts share is compiled once."""
    large: tuple[Look, ...]
    """Those among them that blocks of more than `HEAVIEST` are tried on."""
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
        for use in USES
        for expression in getattr(ruleset, use)
    ]
    first = [(use, e) for use, e in uses if anchored(e.pattern) and not e.bounded]
    others = [(use, e) for use, e in uses if (use, e) not in first]
    return Engine(
        {},
        _looks(first),
        _looks([(use, e) for use, e in first if not e.max_chars or e.max_chars > HEAVIEST]),
        tuple(sought(use, e) for use, e in others if not e.bounded),
        tuple(sought(use, e) for use, e in others if e.bounded),
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
    hit: tuple[Use, str] | None = None
    for look in run.small if weight <= HEAVIEST else run.large:
        match = look.match(text)
        if match and match.lastindex:
            found = _within(look, match.lastindex - 1, text, weight)
            if found and (hit is None or USES.index(found[0]) < USES.index(hit[0])):
                hit = found
    if hit is None:
        hit = first_of(free, text, weight) or run.words.get(said)
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
        if hit := scan_of(use, expression)(text, weight):
            return hit
    return None


def _looks(uses: Sequence[tuple[Use, Expression]]) -> tuple[Look, ...]:
    """These expressions by the files they are from, in the order of the first."""
    parts: dict[str, list[tuple[Use, Expression]]] = {}
    for use, e in uses:
        parts.setdefault(e.rule.partition(":")[0], []).append((use, e))
    return tuple(_one(tuple(part)) for part in parts.values())


@lru_cache(maxsize=512)
def _one(uses: tuple[tuple[Use, Expression], ...]) -> Look:
    # groups behind the expressions, not around them, which would take a quarter more
    return Look(re.compile("|".join(f"{scoped(e.pattern)}()" for _, e in uses)).match, uses)


def _starts(expressions: Sequence[Expression]) -> Scan:
    scans = [scan_of("start", expression) for expression in expressions]
    return lambda text, weight: next((hit for scan in scans if (hit := scan(text, weight))), None)
