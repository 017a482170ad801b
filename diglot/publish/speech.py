"""Words of the interface as HTML, in one language or in every one at once; what templates call.

`langs` is the tuple that base.html sets: the page's own UI language, or every one of the site's where
the page is in all of them; then each stands in a span of its own (`u1`, `u2` …) and site.css shows
those of the chosen view. Written in Python and remembered, since a page says forty such things.

Invariant: everything returned is safe HTML; words and values are escaped here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from diglot.publish import locale
from diglot.publish.escaping import escaped, safe
from diglot.publish.locale import Locales

Langs = tuple[str, ...]


class Speech:
    """The words of one theme."""

    def __init__(self, locales: Locales) -> None:
        self._locales = locales
        self._kept: dict[tuple[str, str, Langs], Markup] = {}
        self.both_n = lru_cache(maxsize=8_192)(self._both_n)

    def both(self, msgid: str, langs: Langs, **values: Any) -> Markup:  # noqa: ANN401 - as templates use it
        """A phrase in each language."""
        if values:
            return _spans((self._locales.text(msgid, lang, **values) for lang in langs), langs)
        found = self._kept.get(("", msgid, langs))
        if found is None:
            found = _spans((self._locales.text(msgid, lang) for lang in langs), langs)
            self._kept["", msgid, langs] = found
        return found

    def _both_n(self, one: str, many: str, count: int, langs: Langs) -> Markup:
        """A phrase with a number in each language."""
        return _spans((self._counted(one, many, count, lang) for lang in langs), langs)

    def both_day(self, date: dt.date, langs: Langs, form: str = "long") -> Markup:
        """A date in each language."""
        return _spans((locale.day(date, lang, form) for lang in langs), langs)

    def label(self, msgid: str, langs: Langs) -> Markup:
        """The same for an attribute, which cannot hold spans."""
        found = self._kept.get(("label", msgid, langs))
        if found is None:
            found = escaped(" / ".join(self._locales.text(msgid, lang) for lang in langs))
            self._kept["label", msgid, langs] = found
        return found

    def articles(self, count: int, lang: str) -> str:
        """How many articles there are."""
        return self._counted("%(num)s article", "%(num)s articles", count, lang)

    def _counted(self, one: str, many: str, count: int, lang: str) -> str:
        return self._locales.count(one, many, count, lang, num=locale.number(count, lang))


@lru_cache(maxsize=256)
def ui(lang: str, index: int, langs: Langs) -> Markup:
    """Attributes of an element that stands once for each UI language.

    >>> ui("zh", 1, ("zh", "en")), ui("zh", 1, ("zh",))
    (Markup(' class="u1" lang="zh"'), Markup(''))
    """
    if len(langs) < 2:
        return Markup()
    return safe(f' class="u{index}" lang="{lang}"')


def run(words: str, lang: str, around: str) -> Markup:
    """Words in a language of their own, marked where that is not the surrounding one.

    >>> run("网络", "zh", "en"), run("R&D", "en", "en")
    (Markup('<span lang="zh">网络</span>'), Markup('R&amp;D'))
    """
    if lang and lang != around:
        return safe(f'<span lang="{escaped(lang)}">{escaped(words)}</span>')
    return escaped(words)


def _spans(texts: Iterable[str], langs: Langs) -> Markup:
    """One text, or a span for each.

    >>> _spans(("是", "yes"), ("zh", "en"))
    Markup('<span class="u1" lang="zh">是</span> <span class="u2" lang="en">yes</span>')
    """
    if len(langs) == 1:
        return escaped(next(iter(texts)))
    return safe(
        " ".join(
            f'<span class="u{at}" lang="{lang}">{escaped(text)}</span>'
            for at, (lang, text) in enumerate(zip(langs, texts, strict=True), start=1)
        )
    )
