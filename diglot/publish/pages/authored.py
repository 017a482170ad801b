"""The editor's own pages, from `content/pages/about.zh.md`, in the menu in the order they set.

Invariant: a page that exists in one language only is linked in that language's menu only.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from diglot import fingerprint
from diglot.publish import permalinks
from diglot.publish.plans import AuthoredPage, Plan, Variables
from diglot.publish.press import Press
from diglot.publish.views import Ref


def authored(press: Press) -> Iterator[Plan]:
    """Every authored page."""
    for each in press.pages:
        path = permalinks.authored(each.lang, each.name)
        yield Plan(
            path=path,
            template="authored.html",
            fingerprint=fingerprint.of(
                press.base, press.templates.digest("authored.html"), path, each.title, each.text
            ),
            variables=partial(_page, press, each, path),
            source=each.path,
        )


def _page(press: Press, each: AuthoredPage, path: str) -> Variables:
    from diglot.publish import html  # with Markdown and sanitiser, which no other page asks for

    others = {other.lang for other in press.pages if other.name == each.name}
    switch = press.in_languages(each.lang, lambda lang: permalinks.authored(lang, each.name))
    if others != set(press.settings.languages):
        switch = {"switch": {each.lang: path}}
    return {
        "page": press.page(
            path, each.lang, "authored", each.title, crumbs=(Ref(name=each.title),), **switch
        ),
        "title": each.title,
        "html": Markup(html.of_authored(each.text, "p")),  # noqa: S704 - sanitised by nh3
    }
