"""What the translation commands are given: the articles, and where translations are kept.

Invariant: plain values; nothing here reads a file.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from diglot.model import Cleaned, Segment
from diglot.translate.glossary import Glossary
from diglot.translate.inline import definitions
from diglot.translate.segments import segments
from diglot.translate.words import has_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A cleaned article as it is to be translated."""

    path: str
    """Below the articles folder."""
    title: str
    cleaned: Cleaned
    lang: str
    """BCP 47; `und` cannot be translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where translations are kept, and what they keep to."""

    translations: Path
    """`content/translations`; PO files are `<en|zh>/<article path>.po` below it."""
    cache: Path
    """`.cache`; the memory's index and the engines' pauses."""
    targets: tuple[str, ...]
    """BCP 47 tags of the site's languages."""
    glossary: Glossary = field(default_factory=Glossary)
    today: str = ""
    """ISO day that provenance states; the clock's where empty."""

    @property
    def day(self) -> str:
        """`today`, or the day it is (UTC)."""
        return self.today or dt.datetime.now(dt.UTC).date().isoformat()


def targets_of(original: Original, desk: Desk) -> tuple[str, ...]:
    """The site's languages that the article is not in."""
    own = original.lang.partition("-")[0]
    return tuple(target for target in desk.targets if target.partition("-")[0] != own)


def all_segments(original: Original) -> tuple[Segment, ...]:
    """The article's segments in order, the title first, each once."""
    found = dict.fromkeys(
        span.segment for block in original.cleaned.blocks for span in segments(block)
    )
    title = Segment(role="title", text=original.title)
    return (title, *found) if has_words(original.title) else tuple(found)


def definitions_of(original: Original) -> str:
    """The link definitions that its segments may refer to."""
    return definitions(block.text for block in original.cleaned.blocks)
