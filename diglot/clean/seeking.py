"""Expressions that are sought by themselves, each under its own conditions.

Invariant: what one says of a text depends on nothing but the text and its weight.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from diglot.clean.patterns import fields
from diglot.clean.ruleset import Expression

Use: TypeAlias = str
"""What an expression is for: one of `USES`."""
Scan: TypeAlias = Callable[[str, int], tuple[Use, str] | None]
"""From a block's text and weight to the use and the rule of the first expression that matches."""


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


def sought(use: Use, expression: Expression) -> Sought:
    """An expression with what has to be so for it to be tried."""
    words = expression.contains
    last = tuple({word[-1:] for word in words})
    return Sought(words, last, expression.max_chars, scan_of(use, expression))


@lru_cache(maxsize=1_024)
def scan_of(use: Use, expression: Expression) -> Scan:
    """What tries an expression on a block; it raises `RuleTimeoutError`."""
    answer, limit = (use, expression.rule), expression.max_chars
    look: Callable[[str], object] = re.compile(expression.pattern).search
    if expression.bounded:
        take = fields(expression)
        look = lambda text: take(text) is not None  # noqa: E731 - one line beside its twin
    return lambda text, weight: answer if (not limit or weight <= limit) and look(text) else None
