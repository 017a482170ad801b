"""Every page of the made-up site: every kind, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .lists import lists
from .pieces import articles
from .site import SITE, full, page


def both() -> Iterator[tuple[str, str, dict[str, Any]]]:
    title = " · ".join(SITE.titles.values())
    yield "index", "choice.html", full(page("choice", "", title, "index.html"))
    yield "missing", "missing.html", full(page("missing", "", "404", "404.html", noindex=True))


def every() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(path of the page, template, context) of every page here, each path once."""
    for lang in SITE.languages:
        for name, template, context in lists(lang):
            yield f"{lang}-{name}.html", template, context
    for name, template, context in (*articles(), *both()):
        yield f"{name}.html", template, context
