"""Bring the output folder up to date with the archive: only what changed is rendered and written.

Invariant: a page whose fingerprint is known and whose file is there is left alone; every file of
ours that no page claims any more is removed; two pages with one path are an error naming both.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, partial
from itertools import islice
from pathlib import Path

import diglot
from diglot import collector, fingerprint, printing
from diglot.catalogue.archive import Archive
from diglot.catalogue.page_table import Page, PageTable
from diglot.catalogue.store import Store
from diglot.errors import UsageError
from diglot.inputs import Inputs
from diglot.looking import Look
from diglot.options import Options
from diglot.project import Project
from diglot.publish import dirty, manifest, pages, writer
from diglot.publish.pages import fixed
from diglot.publish.plans import Plan, distinct
from diglot.publish.press import TITLES, Press
from diglot.publish.scope import ALL, Scope
from diglot.publish.theme import digest_of, theme_of
from diglot.publish.views import SiteView
from diglot.record import Slip
from diglot.search import output as index
from diglot.settings import Settings
from diglot.standing import Printed
from diglot.window import Row

NOTED = 512
"""Things noted at a time while workers print: about 10 ms of work."""
_COPIED = "copied"
"""Where the store remembers which files were copied."""


def press(project: Project, settings: Settings, archive: Archive, inputs: Inputs) -> Press:
    """What pages are set from."""
    templates = printing.templates_of(
        theme_of(project.templates), settings.languages, project.cache
    )
    site = SiteView(
        titles={lang: settings.title.get(lang, "") for lang in settings.languages},
        descriptions={lang: settings.description.get(lang, "") for lang in settings.languages},
        languages=settings.languages,
        names={lang: TITLES.get(lang, lang) for lang in settings.languages},
        base_url=settings.base_url,
        version=diglot.__version__,
        search=settings.search,
        repo_url=settings.repo_url,
    )
    menu = repr([(page.name, page.lang, page.title) for page in inputs.pages])
    return Press(
        archive=archive,
        settings=settings,
        templates=templates,
        site=site,
        pages=inputs.pages,
        notes=inputs.notes,
        base=fingerprint.of(fingerprint.of_code(), repr(settings), menu),
    )


def publish(
    press: Press,
    project: Project,
    store: Store,
    rows: Sequence[Row],
    found: Look,
    made_of: bytes,
    options: Options,
) -> Printed:
    """Render and write what changed, copy what is copied, remove what is stale.

    `found` is what the last build left; `made_of` is the fingerprint of all that the site is made
    of besides captures.
    """
    output = project.output
    table = PageTable(store)
    present, ours = found.present, found.ours
    frame = fingerprint.of(press.base, digest_of(press.templates.theme))
    whole = options.full or store.meta("frame") != frame or not found.complete
    copies = _copies(press, project, [slip for slip, _ in rows])
    plain = fixed.plain(press)
    news = cache(partial(dirty.changes, press, store, made_of, complete=found.complete))
    noting = _noted(news, table, store)
    with collector.paused():
        scope = ALL if whole else dirty.scope_of(news(), table.marks)
        known, plans = _planned(press, table, scope)
        if scope != ALL and _may_clash(plans, ours - known.keys()):
            scope = ALL
            known, plans = _planned(press, table, scope)
    clashes = plans.keys() & (copies.keys() | plain.keys())
    if clashes:
        raise UsageError(f"{min(clashes)} is both a page and a file", "rename the file")
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
    if found.died or (not ours and present):
        for leftover in writer.leftovers(output):
            leftover.unlink(missing_ok=True)
    if stale or due.loose:  # what dies half-way must not be known by the print it had before
        store.begin()
        table.forget([(plan.place, plan.path) for plan in stale])
        index.forget(store, due)
        store.set_meta("printing", b"1")
        store.commit()
    written = printing.render(press, project, store, stale, options, meanwhile=noting)
    written += sum(writer.write(output, path, copy.read_bytes()) for path, copy in copies.items())
    written += sum(writer.write(output, path, content) for path, content in plain.items())
    put = index.write(store, output, due, options)
    written += sum(changed for _, _, changed in put)
    removed = manifest.remove(output, sorted(ours - wanted))
    deque(noting, maxlen=0)
    store.begin()
    index.note(store, due, put)
    table.keep((), news().gone)
    table.forget(
        [
            (page.place, path)
            for path, page in known.items()
            if path not in plans or plans[path].place != page.place
        ]
    )
    store.set_meta(_COPIED, "\n".join(copies).encode())
    store.set_meta("frame", frame)
    dirty.settle(store, made_of)
    store.set_meta("printing", b"")
    store.commit()
    if widened != wanted:
        manifest.store(output, wanted)
    size = table.size() + sum(map(len, plain.values()))
    size += sum(copy.stat().st_size for copy in copies.values())
    return Printed(pages=len(wanted), bytes=size, written=written, removed=removed)


def _planned(
    press: Press, table: PageTable, scope: Scope
) -> tuple[dict[str, Page], dict[str, Plan]]:
    """The pages of these places as they were written, and as they are to be."""
    plans = distinct(pages.plans(replace(press, scope=scope)))
    if scope.places is None:
        return table.but(index.PLACE), plans
    return table.of({*scope.places, ""}), plans


def _noted(news: Callable[[], dirty.Changes], table: PageTable, store: Store) -> Iterator[None]:
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


def _may_clash(plans: Mapping[str, Plan], others: Iterable[str]) -> bool:
    """Whether one of these pages might be a file of another place on a disk that ignores case."""
    taken = set(map(str.casefold, others))
    return any(path.casefold() in taken for path in plans)


def _is_there(plan: Plan, known: Mapping[str, Page], present: Set[str]) -> bool:
    page = known.get(plan.path)
    return page is not None and page.fingerprint == plan.fingerprint and plan.path in present


def _copies(press: Press, project: Project, slips: Iterable[Slip]) -> dict[str, Path]:
    """Files that are published as they are: the theme's, and images beside articles."""
    copies = dict(press.templates.theme.static())
    for slip in slips:
        for name, output in slip.media:
            copies[output] = project.articles / name
    return copies
