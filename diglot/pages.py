"""Bring the output folder up to date with the archive: only what changed is rendered and written.

Invariant: a page whose fingerprint is known and whose file is there is left alone; every file of
ours that no page claims any more is removed; two pages with one path are an error naming both.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Set
from functools import cache, partial
from itertools import chain, islice

from diglot import collector, printing
from diglot.catalogue.page_table import Page, PageTable
from diglot.catalogue.store import Store
from diglot.options import Options
from diglot.planning import Planned, frame
from diglot.project import Project
from diglot.publish import dirty, manifest, writer
from diglot.publish.dirty import Changes
from diglot.publish.plans import Plan
from diglot.publish.press import Press
from diglot.publish.scope import ALL
from diglot.search import output as index
from diglot.standing import Printed

NOTED = 512
"""Things noted at a time while workers print: about 10 ms of work."""
_COPIED = "copied"
"""Where the store remembers which files were copied."""


def publish(
    press: Press,
    project: Project,
    store: Store,
    planned: Planned,
    made_of: bytes,
    options: Options,
) -> Printed:
    """Render and write what changed, copy what is copied, remove what is stale."""
    output, table = project.output, PageTable(store)
    scope, known, plans = planned.scope, planned.known, planned.plans
    copies, plain = planned.copies, planned.plain
    present, ours = planned.found.present, planned.found.ours
    noting = _noted(planned.news, table, store)
    stale = [plan for plan in plans.values() if options.full or not _is_there(plan, known, present)]
    due = index.due(store, None if scope != ALL else set() if options.full else present)
    if scope == ALL:
        kept: Set[str] = due.stays
    else:
        copied = store.meta(_COPIED).decode().split("\n")
        kept = ours - known.keys() - due.gone - set(copied)
    wanted = kept | plans.keys() | copies.keys() | plain.keys() | due.loose.keys()
    widened = ours | wanted
    if ours != widened:
        manifest.store(output, widened)
    if planned.found.died or (not ours and present):
        for leftover in writer.leftovers(output):
            leftover.unlink(missing_ok=True)
    if stale or due.loose:  # what dies half-way must not be known by the print it had before
        store.begin()
        table.forget([(plan.place, plan.path) for plan in stale])
        index.forget(store, due)
        store.set_meta("printing", b"1")
        store.commit()
    put = cache(partial(index.write, store, output, due, options))
    few = (put() for _ in range(index.takes_none(due)))  # many are put there by workers, later
    meanwhile = chain(few, noting)
    written = printing.render(press, project, store, stale, options, meanwhile=meanwhile)
    written += sum(writer.write(output, path, copy.read_bytes()) for path, copy in copies.items())
    written += sum(writer.write(output, path, content) for path, content in plain.items())
    written += sum(changed for _, _, changed in put())
    removed = manifest.remove(output, sorted(ours - wanted))
    deque(noting, maxlen=0)
    store.begin()
    index.note(store, due, put())
    table.keep((), planned.news().gone)
    table.forget(
        [
            (page.place, path)
            for path, page in known.items()
            if path not in plans or plans[path].place != page.place
        ]
    )
    store.set_meta(_COPIED, "\n".join(copies).encode())
    store.set_meta("frame", frame(press))
    dirty.settle(store, made_of)
    store.set_meta("printing", b"")
    store.commit()
    if widened != wanted:
        manifest.store(output, wanted)
    size = table.size() + sum(map(len, plain.values()))
    size += sum(copy.stat().st_size for copy in copies.values())
    return Printed(pages=len(wanted), bytes=size, written=written, removed=removed)


def _noted(news: Callable[[], Changes], table: PageTable, store: Store) -> Iterator[None]:
    """Note what pages show of each thing, some at a time."""
    marked = news().marked()
    while True:
        with collector.paused():
            part = list(islice(marked, NOTED))
        if not part:
            return
        store.begin()
        table.keep(part, ())
        store.commit()
        yield


def _is_there(plan: Plan, known: Mapping[str, Page], present: Set[str]) -> bool:
    page = known.get(plan.path)
    return page is not None and page.fingerprint == plan.fingerprint and plan.path in present
