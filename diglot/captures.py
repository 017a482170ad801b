"""Bring the store up to date with the content: only what changed is read and made again.

Invariant: after an update the store holds exactly the captures that are there, as a clean build
would make them.
"""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from msgspec import structs

from diglot import workers
from diglot.catalogue import tagging
from diglot.catalogue.bodies import read_rows
from diglot.catalogue.store import UNKNOWN, Store
from diglot.errors import DiglotError
from diglot.inputs import Inputs, stamp
from diglot.jobs import Job, Made, Workshop
from diglot.model import Finding
from diglot.options import Options
from diglot.prepare import prepare, quarantine
from diglot.project import Project
from diglot.publish.rows import text
from diglot.record import decode_record, encode_slugs

FEW = 12
"""Captures below which a second worker takes longer to start than they take to read. One there is
always: what kills it must not kill the build."""
BATCH = 256
"""Captures a transaction: what a build that dies has to make again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an update changed in the store."""

    changed: int
    gone: int
    stamps: Mapping[str, str]
    """Of all units, as they were read."""


def update(
    inputs: Inputs,
    shop: Workshop,
    store: Store,
    project: Project,
    options: Options,
    *,
    now: Mapping[str, str],
) -> Taken:
    """Make what is new or changed, forget what is gone, match tags again where rules changed.

    `now` are the stamps of all units.
    """
    stamps = store.stamps()
    gone = [path for path in stamps if path not in inputs.units]
    other = store.made_otherwise(shop.key)
    stale = [
        path
        for path, stamp in now.items()
        if options.full or not stamp or stamps.get(path) != stamp or path in other
    ]
    known = () if options.full else stamps.keys()
    jobs = [_job(path, inputs, project, store if path in known else None) for path in stale]
    if gone:
        store.begin()
        store.forget(gone)
        store.commit()
    changed, stamped = _make(jobs, inputs, shop, store, options)
    _match_again(store, shop, project, options)
    return Taken(changed=changed, gone=len(gone), stamps={**now, **stamped})


def _job(path: str, inputs: Inputs, project: Project, store: Store | None) -> Job:
    """Making one capture; `store` is where something is known of it."""
    content = project.content
    unit = inputs.units[path]
    known = store.stored(path) if store else UNKNOWN
    return Job(
        path=path,
        size=unit.article.size,
        edit=content / "edits" / unit.edit.path if unit.edit else None,
        edit_path=f"edits/{unit.edit.path}" if unit.edit else "",
        translations={
            lang: (content / "translations" / lang / po.path, f"translations/{lang}/{po.path}")
            for lang, po in unit.translations.items()
        },
        digest=known.digest,
        key=known.key,
        wanted=known.wanted,
    )


def _make(
    jobs: list[Job], inputs: Inputs, shop: Workshop, store: Store, options: Options
) -> tuple[int, dict[str, str]]:
    """How many captures changed, and the stamps of all that were read."""
    changed = 0
    stamped: dict[str, str] = {}
    lost = partial(_lost, shop)
    count = min(options.workers, 1) if len(jobs) < FEW else options.workers
    made = workers.spread(_prepare_all, shop, jobs, workers=count, lost=lost)
    for number, each in enumerate(made):
        if number % BATCH == 0:
            if number:
                store.commit()
            store.begin()
            options.progress("reading captures", number, len(jobs))
        unit = inputs.units[each.path]
        now = stamped[each.path] = stamp(unit, each.wanted, shop.articles, inputs.settled)
        if each.capture is None:
            store.restamp([(now, each.path)])
        else:
            changed += 1
            store.put([structs.replace(each.capture, stamp=now)])
    if jobs:
        store.commit()
        options.progress("reading captures", len(jobs), len(jobs))
    return changed, stamped


def _prepare_all(shop: Workshop, jobs: Sequence[Job]) -> list[Made]:
    return [_prepared(shop, job) for job in jobs]


def _prepared(shop: Workshop, job: Job) -> Made:
    """A capture made ready; where a fault of diglot's shows on it, the others are still built."""
    try:
        return prepare(job, shop)
    except (DiglotError, OSError, sqlite3.Error):
        raise
    except Exception as error:  # whatever a stranger's file brings to light
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return _lost(shop, job, f"reading it failed ({type(error).__name__} in {place})")


def _lost(shop: Workshop, job: Job, why: str = "reading it crashed a worker process") -> Made:
    what = f"{why}; it is left out"
    help = "remove the file, or send it to diglot's developers"
    finding = Finding(path=job.path, what=what, help=help, code="crash", severity="error")
    return quarantine(job, shop, finding)


def _match_again(store: Store, shop: Workshop, project: Project, options: Options) -> None:
    """Match tags of captures that were made with another registry; nothing else is made again."""
    key = shop.registry.digest.encode()
    stale = store.unmatched(key)
    if not stale:
        return
    titles = {
        path: (record.title, record.source, record.host)
        for path, record in ((each, decode_record(store.record(each))) for each in stale)
    }
    work = [(path, *titles[path]) for path in stale]
    found = workers.spread(_tag_all, (shop, project), work, workers=options.workers)
    store.begin()
    store.set_hits((encode_slugs(slugs), key, path) for path, slugs in found)
    store.commit()


def _tag_all(
    context: tuple[Workshop, Project], work: Sequence[tuple[str, str, str, str]]
) -> list[tuple[str, tuple[str, ...]]]:
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
