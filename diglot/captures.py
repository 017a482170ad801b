"""Bring the store up to date with the content: only what changed is read and made again.

Invariant: after an update the store holds exactly the captures that are there, as a clean build
would make them.
"""

from __future__ import annotations

import sqlite3
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from msgspec import structs

from diglot import matching, workers
from diglot.catalogue.store import UNKNOWN, Store
from diglot.errors import DiglotError
from diglot.inputs import FEW, Inputs, Seen, stamp
from diglot.instep import together
from diglot.jobs import Job, Made, Workshop
from diglot.model import Finding
from diglot.options import Options
from diglot.project import Project
from diglot.record import decode_record, decode_slugs
from diglot.window import Row

BATCH = 256
"""Captures a transaction: what a build that dies has to make again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an update changed in the store."""

    made: Mapping[str, Row]
    """Captures that are new or changed, by path."""
    gone: tuple[str, ...]
    matched: int
    """Captures whose tags were matched again."""
    stamps: Mapping[str, str]
    """Of all units, as they were read."""


def update(
    inputs: Inputs,
    seen: Seen,
    shop: Workshop,
    store: Store,
    project: Project,
    options: Options,
    *,
    meanwhile: Iterator[object],
) -> Taken:
    """Make what is new or changed, forget what is gone, match tags again where rules changed.

    Steps of `meanwhile` are taken while workers are busy.
    """
    before, now = seen.before, seen.now
    gone = before.keys() - now.keys()
    other = store.made_otherwise(shop.key) - gone
    stale = list(now) if options.full else sorted(seen.fresh | other)
    held = () if options.full else before.keys()
    jobs = [_job(path, inputs, project, store if path in held else None) for path in stale]
    if gone:
        store.begin()
        store.forget(gone)
        store.commit()
    made, stamped = _make(jobs, inputs, shop, store, options, meanwhile)
    as_seen = all(now[path] == stamp for path, stamp in stamped.items())
    matched = matching.again(store, shop, project, options)
    return Taken(
        made=made,
        gone=tuple(sorted(gone)),
        matched=matched,
        stamps=now if as_seen else {**now, **stamped},
    )


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
    jobs: list[Job],
    inputs: Inputs,
    shop: Workshop,
    store: Store,
    options: Options,
    meanwhile: Iterator[object],
) -> tuple[dict[str, Row], dict[str, str]]:
    """The captures that changed, and the stamps of all that were read."""
    changed: dict[str, Row] = {}
    slugs = cache(decode_slugs)
    stamped: dict[str, str] = {}
    few = len(jobs) < FEW
    if not few:
        import diglot.prepare  # noqa: F401 - once, here, or each worker would
    results = workers.spread(
        _prepare_all,
        shop,
        jobs,
        workers=min(options.workers, 1) if few else options.workers,
        lost=partial(_lost, shop),
        meanwhile=meanwhile,
    )
    for number, each in enumerate(results):
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
            changed[each.path] = (decode_record(each.capture.record), slugs(each.capture.hits))
            store.put([structs.replace(each.capture, stamp=now)])
    if jobs:
        store.commit()
        options.progress("reading captures", len(jobs), len(jobs))
    return changed, stamped


def _prepare_all(shop: Workshop, jobs: Sequence[Job]) -> list[Made]:
    from diglot.prepare import line

    return together(
        [line(job, shop) for job in jobs], lambda at, error: _faulty(shop, jobs[at], error)
    )


def _faulty(shop: Workshop, job: Job, error: Exception) -> Made:
    """What is left of a capture on which a fault of diglot's shows; the others are still built."""
    if isinstance(error, (DiglotError, OSError, sqlite3.Error)):
        raise error
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return _lost(shop, job, f"reading it failed ({type(error).__name__} in {place})")


def _lost(shop: Workshop, job: Job, why: str = "reading it crashed a worker process") -> Made:
    from diglot.prepare import quarantine

    what = f"{why}; it is left out"
    help = "remove the file, or send it to diglot's developers"
    finding = Finding(path=job.path, what=what, help=help, code="crash", severity="error")
    return quarantine(job, shop, finding)
