"""Match tags of stored captures again where the registry changed: nothing else of them is made.

Invariant: a capture's tags afterwards are those that making it anew would give.
"""

from __future__ import annotations

from collections.abc import Sequence

from diglot import workers
from diglot.catalogue.bodies import read_rows
from diglot.catalogue.store import Store
from diglot.jobs import Workshop
from diglot.options import Options
from diglot.project import Project
from diglot.record import UNTAGGED, encode_slugs


def again(store: Store, shop: Workshop, project: Project, options: Options) -> int:
    """Match those captures that were matched with another registry; how many they are."""
    key = shop.registry.digest.encode()
    stale = store.unmatched(key)
    if not stale:
        return 0
    records = {path: store.row(path)[0] for path in stale}
    untagged = [path for path, record in records.items() if record.outcome in UNTAGGED]
    work = [
        (path, record.title, record.source, record.host)
        for path, record in records.items()
        if record.outcome not in UNTAGGED
    ]
    found = workers.spread(_tag_all, (shop, project), work, workers=options.workers)
    store.begin()
    store.set_hits((encode_slugs(()), key, path) for path in untagged)
    store.set_hits((encode_slugs(slugs), key, path) for path, slugs in found)
    store.commit()
    return len(stale)


def _tag_all(
    context: tuple[Workshop, Project], work: Sequence[tuple[str, str, str, str]]
) -> list[tuple[str, tuple[str, ...]]]:
    from diglot.catalogue import tagging
    from diglot.publish.rows import text

    shop, project = context
    bodies = read_rows(project.cache, [path for path, *_ in work])
    return [
        (
            path,
            tuple(
                hit.slug
                for hit in tagging.match(
                    shop.registry, title=title, text=text(bodies[path]), source=source, host=host
                )
            ),
        )
        for path, title, source, host in work
    ]
