"""What recurs from one capture of a host (or of a WeChat account) to the next: the site's own
experience of its sources.

Invariant: a profile is only read here; it is made by `learning` and versioned with the content, so
that adding an article does not change how others are cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urlsplit

from diglot.clean.naming import length_of

_BIZ = re.compile(r"[?&]__biz=([A-Za-z0-9+/]+)")
_PLAIN = re.compile(r"https?://([a-z0-9.-]+)/")
"""An address whose host can be read off, as nearly all can."""
_HEADER = "# diglot learned profile 1"
SHARED = "*"
"""The group of blocks that recur over many groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The captures of one host or account: how many were counted, and each block's count."""

    captures: int = 0
    counts: Mapping[int, int] = field(default_factory=dict)
    account: str = ""
    """The name of a WeChat account as most of its captures have it."""
    longest: int = 0
    """Bytes of the longest block counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Counts of recurring blocks by group."""

    groups: Mapping[str, Group] = field(default_factory=dict)

    def of(self, url: str) -> tuple[Group, Group]:
        """The groups of a capture and of all captures together."""
        return self.groups.get(group_of(url), NO_GROUP), self.groups.get(SHARED, NO_GROUP)


NO_GROUP = Group()


@lru_cache(maxsize=64)
def host_of(url: str) -> str:
    """An address's host without `www.`; empty where it has none.

    >>> host_of("https://www.Example.org:8080/a"), host_of("http://[broken"), host_of("a")
    ('example.org', '', '')
    """
    if plain := _PLAIN.match(url):
        return plain[1].removeprefix("www.")
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def group_of(url: str) -> str:
    """The group that captures of `url` are counted in: `biz:…` on WeChat, else the host.

    >>> group_of("https://mp.weixin.qq.com/s?__biz=MzA5&mid=1")
    'biz:MzA5'
    >>> group_of("https://www.example.org/a")
    'example.org'
    """
    host = host_of(url)
    if host == "mp.weixin.qq.com" and (biz := _BIZ.search(url)):
        return f"biz:{biz[1]}"
    return host


def parse(text: str) -> tuple[Profile, list[tuple[int, str]]]:
    """The profile that `learned.tsv` holds, and what was wrong with it as (line, what).

    A group's line is `@`, its name, its captures and the account's name; the lines below it are a
    block's key and its count. A line that is neither is left out and reported.
    """
    groups: dict[str, Group] = {}
    wrong: list[tuple[int, str]] = []
    counts: dict[int, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        fields = line.split("\t")
        try:
            if len(fields) == 2:
                counts[int(fields[0], 16)] = int(fields[1])
            elif fields[0] == "@":
                counts = {}
                account = fields[3] if len(fields) > 3 else ""
                groups[fields[1]] = Group(captures=int(fields[2]), counts=counts, account=account)
            elif line and not line.startswith("#"):
                raise ValueError
        except (ValueError, IndexError):
            wrong.append((number, f"not a line of a learned profile: {line[:60]!r}"))
    for name, group in groups.items():
        groups[name] = replace(group, longest=max(map(length_of, group.counts), default=0))
    return Profile(groups=groups), wrong
