"""What was found on a page, before it is filed: the fields of a capture and its Markdown.

Invariant: plain text but for `body`; addresses in `body` are absolute where the page's own is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One article as it was found."""

    title: str
    body: str
    """Markdown, the title not repeated."""
    url: str = ""
    source: str = ""
    """Account, site or feed; empty where the page does not say."""
    author: str = ""
    date: str = ""
    """As `diglot.capture.dates` reads it: a day, or a moment with its zone."""
    cover: str = ""
    """Address of the picture that the page is announced with."""
    verbatim: str = ""
    """The whole file, where it was a capture already: it is filed as it is."""
    pictures: Mapping[str, Path] = field(default_factory=dict)
    """Files that the text refers to, by their path beside it."""
