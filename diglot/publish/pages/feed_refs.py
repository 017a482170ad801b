"""How pages announce the feeds of what they list.

Invariant: every Atom feed that a page names, it names as JSON Feed too.
"""

from __future__ import annotations

from msgspec.structs import replace

from diglot.publish.pages.feeds import EVERYTHING
from diglot.publish.press import Press
from diglot.publish.views import FeedRef


def of(
    press: Press, lang: str, kind: str = "", slug: str = "", name: str = ""
) -> tuple[FeedRef, ...]:
    """The feeds of a language, or of one tag or source in it."""
    return _both(press.feed(lang, kind, slug, name))


def everything(press: Press) -> tuple[FeedRef, ...]:
    """The feeds of all languages together."""
    title = " · ".join(press.settings.title.get(lang, "") for lang in press.settings.languages)
    return _both(FeedRef(href=EVERYTHING, title=title, type="application/atom+xml"))


def _both(atom: FeedRef) -> tuple[FeedRef, ...]:
    href = atom.href.removesuffix(".xml") + ".json"
    return atom, replace(atom, href=href, type="application/feed+json")
