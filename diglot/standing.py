"""What a build found, kept so that the next one sees at a glance where nothing has changed.

Invariant: a site is said to stand only where every file it is made from has the size and the time
that it had, long enough ago for a clock to tell, and every file of ours is in the output folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from diglot import fingerprint
from diglot.catalogue.store import Store
from diglot.inputs import Inputs
from diglot.model import Finding
from diglot.project import Project
from diglot.publish import manifest
from diglot.publish.theme import digest_of, theme_of
from diglot.settings import Settings

if TYPE_CHECKING:
    from diglot.catalogue.archive import Archive

_KEY = "standing"


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the site's files."""

    pages: int
    """Files the site has."""
    bytes: int
    """All of them together."""
    written: int
    removed: int


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """An archive in numbers, as its editor is told of it."""

    captures: int
    outcomes: dict[str, int]
    failed: dict[str, int]
    """Failed captures by kind, most frequent first."""
    untranslated: int
    """Published articles without any translation."""
    middle: int
    """Year that the article in the middle of the archive is of; 0 where none has a day."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A site as a build left it."""

    totals: Totals
    findings: tuple[Finding, ...]
    pages: int
    bytes: int


def totals(held: Archive, captures: int) -> Totals:
    """The numbers of an archive that `captures` files were read for."""
    kinds = Counter([slip.failed for slips in held.failed.values() for slip in slips])
    days = [card.slip.day for card in reversed(held.cards) if card.slip.day]  # in order as they are
    return Totals(
        captures=captures,
        outcomes=dict(held.outcomes),
        failed=dict(kinds.most_common()),
        untranslated=sum(
            1
            for card in held.cards
            if not card.slip.editions or not any(made.translated for made in card.slip.editions)
        ),
        middle=days[len(days) // 2].year if days else 0,
    )


def made_of(project: Project, settings: Settings, inputs: Inputs) -> bytes:
    """Fingerprint of all that a site is made from besides captures, diglot included."""
    theme = theme_of(project.templates)
    files = theme.static()
    if not project.bare:
        beside = [project.content / "tags.toml", project.content / "sources.toml"]
        beside += sorted((project.content / "rules").rglob("*"))
        files |= {str(path): path for path in beside if path.is_file()}
    return fingerprint.of(
        fingerprint.of_code(),
        repr(settings),
        repr((inputs.pages, inputs.notes, inputs.findings)),
        digest_of(theme),
        *[part for name, path in files.items() for part in (name, path.read_bytes())],
    )


def all_there(output: Path, store: Store) -> bool:
    """Whether the last build came to its end and every file of ours is still there."""
    ours = manifest.read(output)
    return bool(ours) and not store.meta("printing") and ours <= manifest.present(output)


def print_of(stamps: Mapping[str, str], *parts: str | bytes) -> bytes:
    """Fingerprint of all that a site is made from; empty where a file's time tells nothing."""
    if not all(stamps.values()):
        return b""
    return fingerprint.of(*parts, msgspec.msgpack.encode(stamps))  # in a third of joining's time


def keep(store: Store, print_: bytes, standing: Standing | None) -> None:
    """Remember a site; without one, or with an empty fingerprint, that nothing stands."""
    store.begin()
    store.set_meta(_KEY, print_ + msgspec.msgpack.encode(standing) if standing and print_ else b"")
    store.commit()


def kept(store: Store, print_: bytes) -> Standing | None:
    """The site that was made from what has this fingerprint, if it is the last one made."""
    found = store.meta(_KEY) if print_ else b""
    if not found.startswith(print_) or not found:
        return None
    return msgspec.msgpack.decode(found[len(print_) :], type=Standing)
