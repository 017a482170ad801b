"""From the names people write to addresses that last, whatever the order they come in.

Invariant: names equal after NFKC, case folding and removal of invisible characters have one key;
a slug is `[a-z0-9-]`, at most 60 characters, and safe as a file name on every system.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from functools import lru_cache

MOST = 60
"""Longest slug in characters; with a page number it stays far below every file system's limit."""

_DEVICES = frozenset(("con", "prn", "aux", "nul"))
_DEVICES |= {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
RESERVED = _DEVICES | {"index", "feed", "all", "archive", "search", "404", "by-name", "by-count"}
"""Device names of Windows, and files that a tag index has or may come to have."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HASHED = re.compile(r"t-[a-z2-7]{8}")
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0]")


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    r"""Fold a tag's name to what decides whether two are one tag; empty for nothing visible.

    >>> name_key("Ｉｎｔｅｒｐｏｌ\u200b ") == name_key("INTERPOL") == "interpol"
    True
    """
    folded = name
    for _ in range(4):  # folding may call for another round; none was found that needs a third
        before, folded = folded, _folded(folded)
        if folded == before:
            break
    return folded


def shown(name: str) -> str:
    r"""Free a name from what cannot be seen, its case and width kept.

    >>> shown(" Zero\u200b \ufeffTrust\n")
    'Zero Trust'
    """
    visible = (c for c in name if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join(_INVISIBLE.sub("", "".join(visible)).split())


def _folded(text: str) -> str:
    return shown(unicodedata.normalize("NFKC", text)).casefold()


def slug_for(name: str) -> str:
    """Give a name its address: made of its letters where these are ASCII, else of a hash.

    >>> slug_for("Zero Trust!"), slug_for("index") == hashed("index")
    ('zero-trust', True)
    >>> len(slug_for("国际刑警组织"))
    10
    """
    key = name_key(name)
    slug = re.sub(r"[^a-z0-9]+", "-", key).strip("-")
    if key.isascii() and usable(slug):
        return slug
    return hashed(name)


def usable(slug: str) -> bool:
    """Whether a slug may be a tag's address: well-formed, not reserved, not like a hash."""
    return (
        len(slug) <= MOST
        and _SLUG.fullmatch(slug) is not None
        and slug not in RESERVED
        and _HASHED.fullmatch(slug) is None
    )


def hashed(name: str) -> str:
    """Give the address of a name that has none of its own: `t-` and 8 base-32 characters."""
    digest = hashlib.sha256(name_key(name).encode("utf-8", "replace")).digest()
    return "t-" + base64.b32encode(digest).decode("ascii").lower()[:8]
