"""Renders the theme without the generator, so that templates can be tested by themselves.

Invariant: pages are set by the one environment that builds use.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from diglot.publish.engine import Engine
from diglot.publish.templates import Templates
from diglot.publish.theme import Theme

TEMPLATES = Path(__file__).parents[2] / "templates"
WORDS = ("_", "t", "n", "both", "both_n", "label", "fact", "step")
"""Functions and macros whose constant string arguments are msgids."""


@cache
def catalog(lang: str) -> Catalog:
    path = TEMPLATES / "locale" / f"{lang}.po"
    if not path.exists():
        return Catalog(Locale.parse(lang))
    with path.open("rb") as stream:
        return read_po(stream, locale=Locale.parse(lang))


@cache
def templates() -> Engine:
    return Engine(Templates(Theme(folders=(TEMPLATES,)), ("zh", "en")))


def render(template: str, context: dict[str, Any]) -> str:
    """One page as text; raises `UsageError`, naming template and line."""
    return templates().render(template, context)
