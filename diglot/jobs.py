"""What a worker is given to make one capture, and what it gives back.

Invariant: plain values that cross a process boundary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from diglot.catalogue.store import Capture
from diglot.catalogue.tags import Registry
from diglot.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What every job is done with; sent to workers with the jobs."""

    articles: Path
    settings: Settings
    rules: bytes
    """As `clean.packing` packs them."""
    registry: Registry
    key: bytes
    """Fingerprint of all this but the registry, and of diglot itself."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One capture and the files that belong to it."""

    path: str
    """Below the articles folder."""
    size: int
    """Bytes of the article, so that one too large is not read."""
    edit: Path | None
    edit_path: str
    translations: Mapping[str, tuple[Path, str]]
    """Site language → its PO file and the name the editor knows it by."""
    digest: bytes = b""
    """What the store remembers, so that a mere change of times is told from a change of text."""
    key: bytes = b""
    wanted: tuple[str, ...] = ()
    """Images below the articles folder that it referred to when it was stored."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a job: a capture to store, or nothing but a new stamp."""

    path: str
    wanted: tuple[str, ...] = ()
    capture: Capture | None = None
