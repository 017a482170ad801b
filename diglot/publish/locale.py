"""Words of the interface, dates and numbers in each UI language.

Babel is loaded where it is needed: not for the languages that `cldr` knows.

Invariant: the theme's `locale/<language>.po` is the only place that words come from; a language
without a file, or a word without an entry, shows the English msgid.
"""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from diglot import fingerprint
from diglot.publish.cldr import SPOKEN

if TYPE_CHECKING:
    from babel import Locale

_PLURAL_ORDER = ("zero", "one", "two", "few", "many", "other")
_FORMS = {
    "zh": {"year": "y年", "month": "y年M月", "short": "M月d日", "weekday": "ccccc"},
    "en": {"year": "y", "month": "MMMM y", "short": "d MMM", "weekday": "ccccc"},
}
"""Where CLDR's own forms would not do; other languages take CLDR's skeletons."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """One UI language's entries: msgid → msgstr, or the plural forms."""

    singular: Mapping[str, str]
    plural: Mapping[str, tuple[str, ...]]


def read(po: bytes) -> Words:
    """The entries of a locale file."""
    from babel.messages.pofile import read_po

    catalog = read_po(io.BytesIO(po))
    singular: dict[str, str] = {}
    plural: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        if not message.id:
            continue
        if isinstance(message.id, str):
            singular[message.id] = str(message.string or message.id)
        else:
            plural[str(message.id[0])] = tuple(str(each) for each in message.string or ())
    return Words(singular=singular, plural=plural)


def kept(po: bytes, folder: Path) -> Words:
    """The same, kept in a file of this folder: to load Babel and parse takes 7 ms.

    A file that is torn counts as none.
    """
    file = folder / f"{fingerprint.of(fingerprint.of_code(), po).hex()}.words"
    with suppress(OSError):
        found = file.read_bytes()
        raw = found[fingerprint.SIZE :]
        if found[: fingerprint.SIZE] == fingerprint.of(raw):
            return msgspec.msgpack.decode(raw, type=Words)
    words = read(po)
    raw = msgspec.msgpack.encode(words)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(fingerprint.of(raw) + raw)
        beside.replace(file)
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Locales:
    """All UI languages; what templates call."""

    words: Mapping[str, Words]

    def text(self, msgid: str, lang: str, **values: Any) -> str:  # noqa: ANN401 - whatever a template names
        """A UI string in a language, `%(name)s` filled in."""
        words = self.words.get(lang)
        found = words.singular.get(msgid, msgid) if words else msgid
        return found % values if values else found

    def count(self, one: str, many: str, number: int, lang: str, **values: Any) -> str:  # noqa: ANN401
        """A UI string in the plural form that `number` takes."""
        words = self.words.get(lang)
        forms = words.plural.get(one) if words else None
        if not forms or not all(forms):
            found = one if number == 1 else many
        else:
            found = forms[min(_plural_index(lang)(number), len(forms) - 1)]
        return found % values if values else found


@lru_cache
def _locale(lang: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse({"zh": "zh_Hans"}.get(lang, lang))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


@lru_cache
def _plural_index(lang: str) -> Callable[[int], int]:
    """Which of a language's forms a number takes, counted in gettext's order."""
    if lang in SPOKEN:
        return SPOKEN[lang].plural
    from babel.plural import to_python

    rule = _locale(lang).plural_form
    names = [name for name in _PLURAL_ORDER if name in {*rule.tags, "other"}]
    choose = to_python(rule)
    return lambda number: names.index(choose(number))


@lru_cache(maxsize=20_000)
def day(date: dt.date, lang: str, form: str = "long") -> str:
    """A date in a language: `long`, `medium`, `short`, `month`, `year` or `weekday` (a letter).

    >>> day(dt.date(2022, 12, 27), "zh"), day(dt.date(2022, 12, 27), "en", "month")
    ('2022年12月27日', 'December 2022')
    """
    said = SPOKEN[lang].day(date, form) if lang in SPOKEN else None
    if said is not None:
        return said
    from babel.dates import format_date

    pattern = _FORMS.get(lang, _FORMS["en"]).get(form)
    if pattern is None and lang == "en":
        pattern = "d MMMM y" if form == "long" else "d MMM y"
    return format_date(date, pattern or form, locale=_locale(lang))


@lru_cache(maxsize=4096)
def number(value: int, lang: str) -> str:
    """A number with its groups.

    >>> number(144491, "en")
    '144,491'
    """
    if lang in SPOKEN and type(value) is int:
        return f"{value:,}"
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=_locale(lang)))


def language(code: str, lang: str) -> str:
    """A language's name in another language.

    >>> language("zh-Hant", "en"), language("it", "zh")
    ('Chinese (Traditional)', '意大利语')
    >>> language("und", "en"), language("und", "zh")
    ('Unknown language', '未知语言')
    """
    if lang in SPOKEN and code in SPOKEN[lang].languages:
        return SPOKEN[lang].languages[code]
    if code == "und":
        return str(_locale(lang).languages.get(code, code))
    return _locale(code.replace("-", "_")).get_display_name(_locale(lang)) or code
