"""What may stand in `diglot.toml`, beyond the types that its reader knows.

Invariant: pure; every problem names its key, the value that is wrong, and what would be right.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from diglot.errors import UsageError

if TYPE_CHECKING:
    from diglot.settings import Settings, TranslateSettings

Problem: TypeAlias = tuple[str, object, str]
"""The key with its section, its value, and what to write."""

_CHOICES = {
    "body": ("full", "excerpt"),
    "markdown.engine": ("comrak", "python-markdown"),
    "feed.body": ("excerpt", "full"),
}


_ADDRESS = re.compile(r"https?://[^\s\"'<>\\\\{}|^`?#/]+(?:/[^\s\"'<>\\\\{}|^`?#]*)?")


def problems_of(settings: Settings) -> list[Problem]:
    """Everything that keeps settings from being used."""
    problems: list[Problem] = []
    for key, choices in _CHOICES.items():
        section, _, name = key.rpartition(".")
        value = getattr(getattr(settings, section) if section else settings, name)
        if value not in choices:
            near = difflib.get_close_matches(value, choices, 1)
            hint = f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(choices)
            problems.append((key, value, hint))
    for name in ("base_url", "repo_url"):
        address = getattr(settings, name)
        if address and not _ADDRESS.fullmatch(address):
            problems.append((name, address, "write it as https://example.org/digest/"))
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
    problems += _of_translation(settings.translate)
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problems.append(("timezone", settings.timezone, "a name such as Asia/Shanghai or UTC"))
    if settings.since > settings.until:
        help = f"it comes before `since`, {settings.since}: nothing would be published"
        problems.append(("until", settings.until.isoformat(), help))
    return problems


def _of_translation(chosen: TranslateSettings) -> list[Problem]:
    """What is wrong with a section; the value of a proxy may hold a password and is not shown."""
    problems: list[Problem] = []
    if not 0 < chosen.threshold <= 1:
        problems.append(("translate.threshold", chosen.threshold, "above 0, at most 1"))
    for name, what in (("url", chosen.url), ("proxy", chosen.proxy)):
        parts = urlsplit(what)
        if what and (parts.scheme not in ("http", "https") or not parts.hostname):
            shown = what if name == "url" else "no address"
            problems.append((f"translate.{name}", shown, "write it as http://127.0.0.1:5000"))
    for engine, price in chosen.prices.items():
        if not 0 <= price < float("inf"):
            help = "a price for a million characters, such as 10.0"
            problems.append((f"translate.prices.{engine}", price, help))
    return problems


def misspelt(error: Exception, text: str, file: str) -> UsageError:
    """What the TOML reader says, with the place first and what such a mistake mostly is."""
    match = re.fullmatch(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
    what, line, column = match.groups() if match else (str(error), None, None)
    number = int(line) if line else len(text.splitlines())
    row = text.splitlines()[number - 1] if 0 < number <= len(text.splitlines()) else ""
    if row.count('"') % 2:
        help = "a quotation mark is missing on this line"
    else:
        help = "a line reads `key = value`, texts stand in quotes; see https://toml.io"
    place = f"{file}:{number}:{column}" if column else f"{file}:{max(1, number)}"
    return UsageError(f"{place}: {what}: {row.strip()}", help)
