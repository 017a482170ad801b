"""The site's settings, validated once at the edge, so that no stage handles a dictionary.

Invariant: a `Settings` is complete and valid; whatever is wrong in `diglot.toml` was reported with
file, line and a suggestion before one existed.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from diglot.errors import UsageError
from diglot.model import Finding
from diglot.toml_tables import line_of, read

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
    model: str = ""
    price: float = 0.0
    """What the engine takes for a million characters, in US dollars, for `--plan`."""


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
    search: bool = True
    """Full-text search and its pages; also `build --no-search`."""
    markdown: MarkdownSettings = MarkdownSettings()
    feed: FeedSettings = FeedSettings()
    translate: TranslateSettings = TranslateSettings()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone, known to exist."""
        return ZoneInfo(self.timezone)


_CHOICES = {
    "body": ("full", "excerpt"),
    "markdown.engine": ("comrak", "python-markdown"),
    "feed.body": ("excerpt", "full"),
}


def load(root: Path) -> tuple[Settings, list[Finding]]:
    """Settings of the site in `root`, and warnings for keys nobody knows.

    Without the file the defaults hold. Raises `UsageError` for values that cannot be used.
    """
    path = root / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError:
        text, table = "", {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{FILE}: cannot be read: {error}", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{FILE}: {error}", "see https://toml.io for the format") from None
    findings: list[Finding] = []
    settings = read(Settings, table, FILE, text, findings)
    return _checked(_from_environment(settings), text), findings


def _from_environment(settings: Settings) -> Settings:
    base_url = os.environ.get("DIGLOT_BASE_URL", "")
    return dataclasses.replace(settings, base_url=base_url) if base_url else settings


def with_base_url(settings: Settings, base_url: str) -> Settings:
    """The same with another base URL (`build -b`), checked."""
    return _checked(dataclasses.replace(settings, base_url=base_url), "")


def _checked(settings: Settings, text: str) -> Settings:
    problems = []
    for key, choices in _CHOICES.items():
        section, _, name = key.rpartition(".")
        value = getattr(getattr(settings, section) if section else settings, name)
        if value not in choices:
            near = difflib.get_close_matches(value, choices, 1)
            hint = f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(choices)
            problems.append((key, value, hint))
    if settings.base_url:
        parts = urlsplit(settings.base_url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query:
            problems.append(
                ("base_url", settings.base_url, "write it as https://example.org/digest/")
            )
    if (
        len(set(settings.languages)) != len(settings.languages)
        or not settings.languages
        or not all(re.fullmatch("[a-z]{2,3}", x) for x in settings.languages)
    ):
        problems.append(
            ("languages", list(settings.languages), 'codes of two letters, each once: ["zh", "en"]')
        )
    if not 10 <= settings.page_size <= 1000:
        problems.append(("page_size", settings.page_size, "between 10 and 1000"))
    if not 0 < settings.translate.threshold <= 1:
        problems.append(("translate.threshold", settings.translate.threshold, "above 0, at most 1"))
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problems.append(("timezone", settings.timezone, "a name such as Asia/Shanghai or UTC"))
    if problems:
        key, value, hint = problems[0]
        line = line_of(text, key.rpartition(".")[2])
        raise UsageError(f"{FILE}:{line}: `{key}` is {value!r}", hint)
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
