"""Rules are the same after their way to a worker."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import msgspec
import pytest

from diglot.clean import Rules, load_rules
from diglot.clean.packing import packed, unpacked
from diglot.clean.ruleset import Ruleset

LEARNED = "# diglot learned profile 1\nhost\texample.org\t9\n"
SITE = """
extends = ["generic"]
hosts = ["example.org"]

[[drop]]
match = '^[0-9]+ views$'
"""


def _plain(rules: Rules) -> dict[str, object]:
    """All fields, those of rulesets too: these are equal to themselves alone."""
    table = {field.name: getattr(rules, field.name) for field in fields(rules)}
    parts = [field.name for field in fields(Ruleset)]
    table["sets"] = {
        name: [getattr(each, part) for part in parts] for name, each in rules.sets.items()
    }
    return table


def test_unpacked_they_are_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "example.toml").write_text(SITE, encoding="utf-8")
    (tmp_path / "learned.tsv").write_text(LEARNED, encoding="utf-8")
    rules = load_rules(tmp_path)
    again = unpacked(packed(rules))
    assert _plain(again) == _plain(rules)


def test_they_are_unpacked_once() -> None:
    raw = packed(load_rules(None))
    assert unpacked(raw) is unpacked(bytes(bytearray(raw)))


def test_anything_else_is_refused() -> None:
    with pytest.raises(msgspec.MsgspecError):
        unpacked(b"nothing of the kind")
