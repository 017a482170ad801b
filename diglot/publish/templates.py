"""A theme's templates as far as pages are planned with them: their words and fingerprints.

Invariant: a template's digest changes whenever anything does that a page shows of the theme; Jinja
is not loaded (`engine` does that, where pages are rendered).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from diglot import fingerprint
from diglot.publish import locale
from diglot.publish.theme import Theme, closure, source


class Templates:
    """The templates of one theme, with its words in each UI language."""

    def __init__(
        self,
        theme: Theme,
        languages: tuple[str, ...],
        compiled: Path | None = None,
        whole: bytes = b"",
    ) -> None:
        """`compiled` is the folder that keeps what was made of them, where one does; `whole` is the
        fingerprint of the whole theme.
        """
        self.theme = theme
        self.compiled = compiled
        self.whole = whole
        self.locales = _read_locales(theme, languages, compiled)
        self._languages = languages
        self._digests: dict[str, bytes] = {}

    def digest(self, name: str) -> bytes:
        """Fingerprint of a template, all it includes, and the words it may use."""
        if name not in self._digests:
            parts: list[str | bytes] = []
            for each in sorted(closure(self.theme, name)):
                parts += [each, source(self.theme, each)]
            for lang in self._languages:
                path = self.theme.file(f"locale/{lang}.po")
                parts.append(path.read_bytes() if path else b"")
            self._digests[name] = fingerprint.of(*parts)
        return self._digests[name]

    def text(self, msgid: str, lang: str, **values: Any) -> str:  # noqa: ANN401 - as templates use it
        """A UI string, for what is not made by a template."""
        return self.locales.text(msgid, lang, **values)


def _read_locales(
    theme: Theme, languages: tuple[str, ...], compiled: Path | None
) -> locale.Locales:
    paths = {lang: theme.file(f"locale/{lang}.po") for lang in languages}
    return locale.Locales(
        words={
            lang: _read_words(path.read_bytes(), compiled) for lang, path in paths.items() if path
        }
    )


@lru_cache(maxsize=8)
def _read_words(po: bytes, compiled: Path | None) -> locale.Words:
    return locale.kept(po, compiled) if compiled else locale.read(po)
