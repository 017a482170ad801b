"""What the archive holds already, as far as adding has to know it.

Invariant: read from the captures themselves, so it is right whether or not a build has run; only
the head of a file is read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from diglot.capture import dialect, matter
from diglot.capture.walk import walk
from diglot.catalogue.identity import host_of, normalise

HEAD = 4_096
"""Bytes in which front matter stands; a longer one has its address on top like any other."""

_HAS_URL = re.compile(rb"^url[ \t]*[:=]", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Addresses and names that are in use."""

    addresses: Mapping[str, str]
    """Normalised address → path of the capture that has it."""
    sources: Mapping[str, str]
    """Host → the source name that most of its captures have."""


def survey(articles: Path) -> Shelf:
    """What the captures below `articles` say of themselves."""
    addresses: dict[str, str] = {}
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for found in walk(articles)[0]:
        values = _values(articles / found.path)
        url = values.get("url", "")
        address = normalise(url) if isinstance(url, str) else ""
        if address:
            addresses.setdefault(address, found.path)
            source = values.get("source", "")
            if source and isinstance(source, str):
                names[host_of(str(url))][source] += 1
    sources = {host: counted.most_common(1)[0][0] for host, counted in names.items()}
    return Shelf(addresses=addresses, sources=sources)


def _values(path: Path) -> Mapping[str, dialect.Value]:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return {}
    if not _HAS_URL.search(head):
        return {}
    text = head.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    try:
        parts = matter.split(text)
    except matter.TooLargeError:
        return {}
    reader = dialect.load_toml if parts.toml else dialect.load
    return reader(parts.matter)[0]
