"""Match tags of stored captures again where the registry changed: nothing else of them is made.

Invariant: a capture's tags afterwards are those that making it anew would give.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from diglot import workers
from diglot.catalogue import tag_changes, tagging
from diglot.catalogue.bodies import read_rows
from diglot.catalogue.records import Records
from diglot.catalogue.store import Store
from diglot.catalogue.tag_changes import Changes
from diglot.catalogue.tag_types import Registry
from diglot.jobs import Workshop
from diglot.options import Options
from diglot.project import Project
from diglot.record import UNTAGGED, encode_slugs

ALONE = 256
"""Texts below which starting workers takes longer than matching them."""
_KEY = "registry"
"""Where the store remembers the rules that it was last matched with."""


class Work(NamedTuple):
    """A capture whose tags may be others now."""

    path: str
    title: str
    source: str
    host: str
    had: tuple[str, ...] | None
    """Its tags by the rules of before; None where they say nothing."""


class Shop(NamedTuple):
    """What captures are matched with."""

    registry: Registry
    changes: Changes | None
    cache: Path


def again(store: Store, shop: Workshop, project: Project, options: Options) -> int:
    """Match those captures that were matched with another registry; how many they are."""
    key = shop.registry.digest.encode()
    stale = store.unmatched(key)
    stored = store.meta(_KEY)
    if not stale and stored.startswith(key):
        return 0
    before, changes = _changes(stored, shop.registry)
    work = list(_work(store, stale, changes, before)) if stale else []
    found = workers.spread(
        _tag_all,
        Shop(shop.registry, changes, project.cache),
        work,
        workers=options.workers if len(work) > ALONE else 0,
    )
    others = list(found)  # before the transaction: they are read from the store
    store.begin()
    store.set_hits((encode_slugs(slugs), key, path) for path, slugs in others)
    store.set_matched(key)
    store.set_meta(_KEY, key + tag_changes.encode(shop.registry))
    store.commit()
    return len(stale)


def _changes(stored: bytes, registry: Registry) -> tuple[bytes, Changes | None]:
    """Fingerprint of the rules that the store was last matched with, and how these differ."""
    key, rules = stored[: len(registry.digest)], stored[len(registry.digest) :]
    try:
        return key, tag_changes.between(tag_changes.decode(rules), registry)
    except msgspec.MsgspecError:  # there are none, or another diglot kept them
        return key, None


def _work(
    store: Store, stale: Mapping[str, bytes], changes: Changes | None, before: bytes
) -> Iterator[Work]:
    """The captures that have to be looked at."""
    whole = Records(store).of
    few = changes is not None and not changes.in_text and not changes.by_host
    for slip, had in store.slips() if few else store.rows():
        if slip.path not in stale or slip.outcome in UNTAGGED:
            continue
        since = changes if stale[slip.path] == before else None
        left = None
        if since:
            host = whole(slip).host if since.by_host else ""
            if not tag_changes.by_origin(since, had, source=slip.source, host=host):
                if not since.in_text:
                    continue
                left = had
        it = whole(slip)
        yield Work(it.path, it.title, it.source, it.host, left)


def _tag_all(shop: Shop, works: Sequence[Work]) -> list[tuple[str, tuple[str, ...]]]:
    """The tags of those captures that may have others now."""
    from diglot.publish.rows import text

    bodies = read_rows(shop.cache, [work.path for work in works])
    found = []
    for work in works:
        said = text(bodies[work.path])
        if (
            work.had is None
            or shop.changes is None
            or tag_changes.by_text(shop.changes, title=work.title, text=said)
        ):
            hits = tagging.match(
                shop.registry, title=work.title, text=said, source=work.source, host=work.host
            )
            found.append((work.path, tuple(hit.slug for hit in hits)))
    return found
