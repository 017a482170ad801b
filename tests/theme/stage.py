"""Renders the theme without the generator, so that templates can be tested by themselves.

Invariant: the environment is as strict as the real one (autoescape, StrictUndefined), and the
globals have the signatures that docs/theming.md promises.
"""

from __future__ import annotations

import datetime as dt
import gettext
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

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


def _translated(msgid: str, lang: str) -> str:
    message = catalog(lang).get(msgid)
    return str(message.string) if message and message.string else msgid


def t(msgid: str, lang: str, **names: object) -> str:
    return _translated(msgid, lang) % names if names else _translated(msgid, lang)


def _plural(singular: str, plural: str, count: int, lang: str, **names: object) -> str:
    message = catalog(lang).get(singular)
    index = gettext.c2py(catalog(lang).plural_expr)(count)
    forms = message.string if message and isinstance(message.string, tuple | list) else ()
    form = forms[index] if index < len(forms) else singular if count == 1 else plural
    return str(form) % names


def day(date: dt.date, lang: str, form: str = "long") -> str:
    if form in {"short", "medium", "long"}:
        return format_date(date, "full" if form == "long" else form, locale=lang)
    return format_skeleton({"month": "yMMMM", "year": "y"}[form], date, locale=lang)


def number(amount: int, lang: str) -> str:
    return format_decimal(amount, locale=lang)


def environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    @jinja2.pass_context
    def words(context: jinja2.runtime.Context, msgid: str, **names: object) -> str:
        return t(msgid, context["page"].lang, **names)

    @jinja2.pass_context
    def plural(
        context: jinja2.runtime.Context,
        singular: str,
        plural: str,
        count: int,
        lang: str | None = None,
        **names: object,
    ) -> str:
        return _plural(singular, plural, count, lang or context["page"].lang, **names)

    @jinja2.pass_context
    def asset(context: jinja2.runtime.Context, name: str) -> str:
        return f"{context['root']}static/{name}"

    made.globals |= {
        "_": words,
        "t": t,
        "n": plural,
        "day": day,
        "number": number,
        "asset": asset,
    }
    return made


def render(template: str, context: dict[str, Any]) -> str:
    """One page as text; raises jinja2's errors."""
    return environment().get_template(template).render(context)
