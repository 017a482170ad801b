"""The site's settings, validated once at the edge, so that no stage handles a dictionary.

Invariant: a `Settings` is complete and valid; whatever is wrong in `diglot.toml` was reported with
file, line and a suggestion before one existed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from diglot.errors import UsageError
from diglot.model import Finding
from diglot.setting_checks import misspelt, problems_of
from diglot.toml_tables import day_of, line_of, read

FILE = "diglot.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownSettings:
    """How captured Markdown becomes HTML."""

    engine: str = "comrak"
    """`comrak` or `python-markdown`. Translated text is always comrak's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """What feeds hold."""

    body: str = "excerpt"
    """`excerpt` or `full`."""
    entries: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateSettings:
    """How translations are made and when a page counts as translated."""

    engine: str = "google"
    threshold: float = 0.8
    """Share of segments from which on a page counts as translated."""
    url: str = ""
    """Address of a LibreTranslate server or of an OpenAI-compatible endpoint."""
    """Of the engine that `engine` names; another one chosen for a run is not sent there."""
    model: str = ""
    email: str = ""
    """Told to MyMemory, which then translates more a day."""
    proxy: str = ""
    """HTTP proxy that engines are reached through, unless they are on this machine."""
    prices: dict[str, float] = field(default_factory=dict)
    """What each engine takes for a million characters, for `--plan`."""
    currency: str = "USD"
    """Of `prices`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a site can set in `diglot.toml`, with its defaults."""

    title: dict[str, str] = field(default_factory=lambda: {"zh": "双语文摘", "en": "Diglot Digest"})
    description: dict[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("zh", "en")
    """UI languages, each with a PO file in `templates/locale/`."""
    base_url: str = ""
    """Where the site is published; needed for feeds, sitemap and canonical links."""
    repo_url: str = ""
    """Where the site's source can be edited: `https://github.com/me/digest/edit/main`."""
    timezone: str = "Asia/Shanghai"
    """Decides the day of a zoned date."""
    body: str = "full"
    """`full`, or `excerpt` for whoever may not republish: leads and links only."""
    noindex: bool = False
    drafts: bool = False
    """Publish articles marked `draft: true`; also `build -D`."""
    page_size: int = 100
    since: dt.date = dt.date.min
    """The first day that is published; with `until` a window, for archives too large for one site."""
    until: dt.date = dt.date.max
    """The last day that is published. Articles without a day count as before every day."""
    search: bool = True
    """Full-text search and its pages; also `build --no-search`."""
    markdown: MarkdownSettings = MarkdownSettings()
    feed: FeedSettings = FeedSettings()
    translate: TranslateSettings = TranslateSettings()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone, known to exist."""
        return ZoneInfo(self.timezone)


ENVIRONMENT = {
    "DIGLOT_BASE_URL": "base_url",
    "DIGLOT_TRANSLATE_ENGINE": "translate.engine",
    "DIGLOT_TRANSLATE_URL": "translate.url",
    "DIGLOT_TRANSLATE_MODEL": "translate.model",
    "DIGLOT_TRANSLATE_EMAIL": "translate.email",
    "DIGLOT_TRANSLATE_PROXY": "translate.proxy",
}
"""Environment variables that win over a key of the file, for CI and for what is not to be published."""


def load(root: Path) -> tuple[Settings, list[Finding]]:
    """Settings of the site in `root`, and warnings for keys nobody knows.

    Without the file the defaults hold. Raises `UsageError` for values that cannot be used.
    """
    try:
        text = (root / FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{FILE}: cannot be read: {error}", "save it as UTF-8") from None
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise misspelt(error, text, FILE) from None
    findings: list[Finding] = []
    settings = read(Settings, table, FILE, text, findings)
    return _checked(_from_environment(settings), text), findings


def _from_environment(settings: Settings) -> Settings:
    """Settings as the environment has them; an empty variable says nothing."""
    given = {key: value for name, key in ENVIRONMENT.items() if (value := os.environ.get(name, ""))}
    own: dict[str, Any] = {
        key.removeprefix("translate."): value
        for key, value in given.items()
        if key.startswith("translate.")
    }
    whole: dict[str, Any] = {key: value for key, value in given.items() if "." not in key}
    translate = dataclasses.replace(settings.translate, **own)
    return dataclasses.replace(settings, translate=translate, **whole)


def with_base_url(settings: Settings, base_url: str) -> Settings:
    """The same with another base URL (`build -b`), checked."""
    return _checked(dataclasses.replace(settings, base_url=base_url), "")


def with_window(settings: Settings, since: str, until: str) -> Settings:
    """The same with other first and last days (`build --since`, `--until`), checked."""
    given = {"since": since, "until": until}
    days: dict[str, Any] = {key: day_of(day, f"--{key}") for key, day in given.items() if day}
    return _checked(dataclasses.replace(settings, **days), "")


def _checked(settings: Settings, text: str) -> Settings:
    """The settings, fit for use; raises `UsageError` for the first that is not."""
    for key, value, help in problems_of(settings):
        where = next((name for name, own in ENVIRONMENT.items() if own == key), "")
        if where and os.environ.get(where):
            place = f"environment variable {where}"
        else:
            place = f"{FILE}:{line_of(text, key.rpartition('.')[2])}"
        raise UsageError(f"{place}: `{key}` is {value!r}", help)
    base = settings.base_url.rstrip("/") + "/" if settings.base_url else ""
    return dataclasses.replace(
        settings,
        base_url=base,
        title=_for_all(settings.title, settings.languages),
        description=_for_all(settings.description, settings.languages),
    )


def _for_all(texts: dict[str, str], languages: tuple[str, ...]) -> dict[str, str]:
    """Texts by language; one given for all stands where a language has none of its own."""
    if "*" not in texts:
        return texts
    return {lang: texts.get(lang, texts["*"]) for lang in languages}
