"""What a PO file holds, as values: entries, and where each one's text comes from.

Invariant: an entry is machine work only while it is flagged fuzzy and its text is still the very
text that an engine (or a tool) put there; everything else with a text is a person's.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal, TypeAlias, get_args

from diglot.model import Role, Segment

By: TypeAlias = Literal["human", "machine", "nobody"]

_MARK = "diglot:"
_NOT_IN_PO = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
ROLES: frozenset[str] = frozenset(get_args(Role))


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a text came from: the entry's one `# diglot:` comment."""

    engine: str = ""
    """Name and version: `google 1.11.4`."""
    date: str = ""
    """ISO day."""
    out: str = ""
    """`fingerprint` of the engine's own output."""
    glossary: str = ""
    """Fingerprint of the glossary rows that the source text matched; empty where none did."""

    def comment(self) -> str:
        """As it stands in the PO file, without the `# `."""
        return (
            f"{_MARK} engine={self.engine}; date={self.date}; "
            f"out={self.out}; glossary={self.glossary}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a PO file."""

    role: Role
    source: str
    """`msgid`: the segment's inline Markdown."""
    text: str = ""
    """`msgstr`; empty where it is not translated."""
    fuzzy: bool = False
    provenance: Provenance | None = None
    notes: tuple[str, ...] = ()
    """The other translator comments."""
    obsolete: bool = False
    line: int = 0
    """1-based line of its `msgid`; 0 for one that is not in a file yet."""

    @property
    def by(self) -> By:
        """Whose work the text is."""
        if not self.text.strip():
            return "nobody"
        if not self.fuzzy:
            return "human"
        mark = self.provenance
        edited = mark is not None and bool(mark.out) and mark.out != fingerprint(self.text)
        return "human" if edited else "machine"

    @property
    def replaceable(self) -> bool:
        """Whether an engine may write over it: never over what no engine is known to have made.

        A fuzzy text without provenance may be a person's that "needs work".
        """
        return self.by == "nobody" or (
            self.by == "machine" and self.provenance is not None and bool(self.provenance.out)
        )


def fingerprint(text: str) -> str:
    """First 12 hexadecimal digits of the SHA-256 of the text in UTF-8.

    >>> fingerprint("Interpol")
    '9f984fee8e4e'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def plain_text(text: str) -> str:
    """A text as a PO file can hold it: what its escapes or line ends would mangle as spaces."""
    return _NOT_IN_PO.sub(" ", text)


def key(role: str, text: str) -> tuple[str, str]:
    """What an entry is found by: its role and its text as a PO file can hold it."""
    return role, plain_text(text)


def segment_key(segment: Segment) -> tuple[str, str]:
    """`key` of a segment."""
    return key(segment.role, segment.text)


def read_provenance(comments: list[str]) -> tuple[Provenance | None, tuple[str, ...]]:
    """The provenance among an entry's translator comments, and the others.

    >>> read_provenance(["checked", "diglot: engine=pseudo 1; date=2026-11-22; out=ab; glossary="])
    (Provenance(engine='pseudo 1', date='2026-11-22', out='ab', glossary=''), ('checked',))
    """
    found: Provenance | None = None
    others = []
    for comment in comments:
        if not comment.startswith(_MARK):
            others.append(comment)
            continue
        pairs = (pair.partition("=") for pair in comment[len(_MARK) :].split(";"))
        fields = {name.strip(): value.strip() for name, _, value in pairs}
        found = Provenance(
            engine=fields.get("engine", ""),
            date=fields.get("date", ""),
            out=fields.get("out", ""),
            glossary=fields.get("glossary", ""),
        )
    return found, tuple(others)


def shown(po: str) -> str:
    """How findings name a PO file: its path below the content folder.

    >>> shown("en/2022/a.po")
    'translations/en/2022/a.po'
    """
    return f"translations/{po}"


def po_path(article: str, lang: str) -> str:
    """Where an article's translation is kept, below `content/translations`.

    >>> po_path("2022/12/27/a.b.md", "zh-Hans")
    'zh/2022/12/27/a.b.po'
    """
    return str(PurePosixPath(lang.partition("-")[0]) / PurePosixPath(article).with_suffix(".po"))
