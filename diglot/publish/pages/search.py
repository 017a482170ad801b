"""The search page of each language: a form that works by itself, filled by `static/search.js`.

Invariant: it depends on the theme and the settings alone; what is found is in the index.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from diglot import fingerprint
from diglot.publish import permalinks
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press
from diglot.publish.views import Ref


def search(press: Press) -> Iterator[Plan]:
    """`search.html` in each UI language, where the site has search."""
    if not press.site.search:
        return
    for lang in press.settings.languages:
        path = permalinks.search(lang)
        yield Plan(
            path=path,
            template="search.html",
            fingerprint=fingerprint.of(press.base, press.templates.digest("search.html"), path),
            variables=partial(_page, press, lang, path),
        )


def _page(press: Press, lang: str, path: str) -> Variables:
    title = press.templates.text("Search", lang)
    return {
        "page": press.page(
            path,
            lang,
            "search",
            title,
            noindex=True,
            crumbs=(Ref(name=title),),
            **press.in_languages(lang, permalinks.search),
        )
    }
