"""No expression repeats a group possessively: `re` gets that wrong before Python 3.11.5.

A group that gave back some of what it had matched was then given up altogether; see
https://github.com/python/cpython/issues/106052. Single characters and classes are not concerned.
"""

from __future__ import annotations

import re
import tokenize
from pathlib import Path

import pytest

import diglot

ROOT = Path(diglot.__file__).parent
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
_POSSESSIVE = re.compile(r"\)(?:[*+?]|\{\d+,?\d*\})\+")


def _offends(expression: str) -> bool:
    return bool(_POSSESSIVE.search(_CLASS.sub("c", _ESCAPED.sub("c", expression))))


@pytest.mark.parametrize("text", [r"(?:a++|b)*+", r"(a|b)++c", r"(?:ab)?+", r"(x){2,3}+"])
def test_groups_are_found(text: str) -> None:
    assert _offends(text)


@pytest.mark.parametrize("text", [r"[^)]*+", r"\)++", r"(?:[()*+,;]+)*", r"(a)+b+"])
def test_others_are_let_be(text: str) -> None:
    assert not _offends(text)


def test_no_module_has_one() -> None:
    found = []
    for path in ROOT.rglob("*.py"):
        with path.open("rb") as file:
            strings = [t for t in tokenize.tokenize(file.readline) if t.type == tokenize.STRING]
        found += [
            (path.name, t.start[0]) for t in strings if "r" in t.string[:2] and _offends(t.string)
        ]
    assert found == []


def test_no_rule_has_one() -> None:
    files = [*ROOT.rglob("*.toml")]
    assert len(files) > 30
    assert [path.name for path in files if _offends(path.read_text(encoding="utf-8"))] == []
