"""A build, read top to bottom: what is there, what is new of it, what that changes, what to write.

Invariant: after any build the output folder holds what a build without a cache would put there,
byte for byte; a build that dies leaves whole files, and the next one mends the rest.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from diglot import collector, standing
from diglot.capture.newest import newest_change
from diglot.catalogue.store import Store
from diglot.holding import with_store
from diglot.inputs import FEW, Inputs, compared, gather, stamps
from diglot.model import Finding
from diglot.options import Options
from diglot.project import Project
from diglot.settings import Settings
from diglot.standing import Printed, Standing, Totals

if TYPE_CHECKING:
    from diglot.looking import Look
    from diglot.stocking import Stock

MANY = 30_000
"""Captures from which on walking them is worth a worker's start."""
MAKING = ("diglot.prepare", "diglot.captures")
"""What captures are made with."""

__all__ = ["Options", "Report", "build", "inspect", "stock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did."""

    totals: Totals
    findings: tuple[Finding, ...]
    changed: int
    """Captures new or changed since the last build."""
    gone: int
    printed: Printed
    seconds: float


def build(project: Project, settings: Settings, options: Options) -> Report:
    """Bring the output folder up to date with the content."""
    started = time.perf_counter()

    def work(store: Store) -> Report:
        shared = options.workers > 1 and store.count() > MANY
        if not options.full and newest_change(project.articles) > store.changed():
            _make_ready(options, last, *(() if shared else MAKING))
        inputs, seen = _found(project, settings, store, shared=shared)
        made_of = standing.made_of(project, settings, inputs)
        print_ = standing.print_of(seen, made_of)
        stands = None if options.full else standing.kept(store, print_)
        changed = gone = 0
        if stands and standing.all_there(project.output, store):
            printed = Printed(pages=stands.pages, bytes=stands.bytes, written=0, removed=0)
        else:
            found = compared(store.stamps(), seen)
            if 0 < len(found.fresh) < FEW and not options.full:
                _make_ready(options, last, *MAKING)

            from diglot import stocking

            standing.keep(store, b"", None)  # a build that dies leaves nothing that stands
            look = cache(partial(_look, project, settings, store))
            stock = stocking.take(inputs, found, project, settings, options, store, look)

            from diglot import pages, planning
            from diglot.search import update as index

            press = planning.press(project, settings, stock.archive, stock.inputs)
            totals = standing.totals(stock.archive, len(stock.rows))
            findings, media = tuple(stock.findings), stock.media()
            changed, gone = len(stock.taken.made), len(stock.taken.gone)
            if stock.taken.stamps is not seen:
                print_ = standing.print_of(stock.taken.stamps, made_of)
            # 100 MB of 100,000 captures, and nobody asks for it any more
            del inputs, found, seen, stock
            planned = cache(
                lambda: planning.plan(press, project, store, media, look(), made_of, options)
            )
            index.update(press, store, options, made_of, (planned() for _ in range(1)))
            printed = pages.publish(press, project, store, planned(), made_of, options)
            stands = Standing(
                totals=totals, findings=findings, pages=printed.pages, bytes=printed.bytes
            )
            standing.keep(store, print_, stands)
        return Report(
            totals=stands.totals,
            findings=stands.findings,
            changed=changed,
            gone=gone,
            printed=printed,
            seconds=time.perf_counter() - started,
        )

    with ExitStack() as last:
        return with_store(project.cache, work)


def inspect(project: Project, settings: Settings, options: Options) -> list[Finding]:
    """Everything that a build would report, without printing a page."""
    return stock(project, settings, options).findings


def stock(project: Project, settings: Settings, options: Options) -> Stock:
    """What the content holds, the store brought up to date, without printing a page."""

    def work(store: Store) -> Stock:
        from diglot import stocking

        inputs, seen = _found(project, settings, store)
        found = compared(store.stamps(), seen)
        return stocking.take(inputs, found, project, settings, options, store, whole=True)

    return with_store(project.cache, work)


def _make_ready(options: Options, last: ExitStack, *modules: str) -> None:
    """Have a worker ready, which is enough to make a few captures; `last` is when it goes."""
    if options.workers:
        from diglot import workers

        last.callback(workers.dismiss)
        workers.make_ready(1, *modules)


def _look(project: Project, settings: Settings, store: Store) -> Look:
    """Load what prints pages, and look at what the last build left."""
    import diglot.pages  # noqa: F401 - a worker is busy when this is called early
    from diglot.looking import look
    from diglot.search import update as index

    index.load(settings, store)
    return look(project, settings, store)


def _found(
    project: Project, settings: Settings, store: Store, *, shared: bool = False
) -> tuple[Inputs, dict[str, str]]:
    """What is there, and the stamps of all captures, before any of them is read."""
    with collector.paused():
        inputs = gather(project, settings.languages, shared=shared)
        return inputs, stamps(inputs, store.wanted(), project.articles)
