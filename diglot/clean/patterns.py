"""One expression of a rule: where it can match, what its groups take, how long it may take.

Invariant: whatever a site's expression is, trying it on a block takes at most `SECONDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from diglot.clean.ruleset import Expression

SECONDS = 0.05
"""Time an expression of a site's rules may take on one block."""
_FLAGS = re.compile(r"\(\?([ims]+)\)")

Fields: TypeAlias = Callable[[str], dict[str, str] | None]
"""From a block's text to what named groups take from it; None where there is no match."""


class RuleTimeoutError(Exception):
    """A site's expression took too long; `rule` names it."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def anchored(pattern: str) -> bool:
    """Whether a pattern can match at a block's start only, so that it need not be sought.

    >>> anchored("(?i)^(?:a|b)"), anchored("^a|b"), anchored("a")
    (True, False, False)
    """
    flags = _FLAGS.match(pattern)
    rest = pattern[flags.end() :] if flags else pattern
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "", rest)
    depth = 0
    for character in bare:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            return False
    return rest.startswith("^")


def nameless(pattern: str) -> str:
    """A pattern that takes nothing."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def scoped(pattern: str) -> str:
    """A pattern whose leading flags, such as `(?i)`, hold for itself alone."""
    flags = _FLAGS.match(pattern)
    return f"(?{flags[1]}:{pattern[flags.end() :]})" if flags else pattern


def fields(expression: Expression) -> Fields:
    r"""A function for the named groups of one expression. It raises `RuleTimeoutError`.

    >>> fields(Expression("by", r"By (?P<author>[A-Z]\w+)"))("By Chen, today")
    {'author': 'Chen'}
    """
    if not expression.bounded:
        pattern = re.compile(expression.pattern)
        look = pattern.match if anchored(expression.pattern) else pattern.search

        def find(text: str) -> dict[str, str] | None:
            match = look(text)
            return _stripped(match.groupdict().items()) if match else None

        return find

    import regex  # type: ignore[import-untyped]  # it ships no types

    bounded = regex.compile(expression.pattern)

    def find_bounded(text: str) -> dict[str, str] | None:
        try:
            match = bounded.search(text, timeout=SECONDS)
        except TimeoutError:
            raise RuleTimeoutError(expression.rule) from None
        return _stripped(match.groupdict().items()) if match else None

    return find_bounded


def _stripped(groups: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    return {name: value.strip() for name, value in groups if value and value.strip()}
