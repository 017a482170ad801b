"""A build, read top to bottom: what is there, what is new of it, what that changes, what to write.

Invariant: after any build the output folder holds what a build without a cache would put there,
byte for byte; a build that dies leaves whole files, and the next one mends the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from diglot import authored, captures, fingerprint, pages, standing
from diglot.captures import Taken
from diglot.catalogue import archive, sources, tags
from diglot.catalogue.archive import Archive
from diglot.catalogue.sources import SourceRegistry
from diglot.catalogue.store import Store, Stored
from diglot.clean import load_rules
from diglot.holding import with_store
from diglot.inputs import Inputs, gather, stamps
from diglot.jobs import Workshop
from diglot.model import Finding
from diglot.pages import Printed
from diglot.project import Project
from diglot.search import update as index
from diglot.settings import Settings
from diglot.standing import Standing, Totals
from diglot.window import Row, within

Progress = Callable[[str, int, int], None]
"""Called with what is going on, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How one build goes about it; none of them changes a byte of the site."""

    workers: int = 0
    """Processes; 0 works in this one."""
    full: bool = False
    """Make everything again, whatever the store remembers."""
    progress: Progress = lambda what, done, total: None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    """What the content holds, before any capture is read."""

    inputs: Inputs
    shop: Workshop
    sources: SourceRegistry
    findings: tuple[Finding, ...]
    """Of everything but captures."""
    known: dict[str, Stored]
    """What the store has."""
    stamps: dict[str, str]
    """Of every capture with what belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What the content holds, as pages are planned from it."""

    inputs: Inputs
    records: list[Row]
    archive: Archive
    taken: Taken
    findings: list[Finding]


def build(project: Project, settings: Settings, options: Options) -> Report:
    """Bring the output folder up to date with the content."""
    started = time.perf_counter()

    def work(store: Store) -> Report:
        supplies = _supplies(project, settings, store)
        made_of = pages.made_of(project, settings, supplies.inputs)
        told = (supplies.shop.key, supplies.shop.registry.digest, repr(supplies.sources), made_of)
        print_ = standing.print_of(supplies.stamps, *told)
        stands = None if options.full else standing.kept(store, print_)
        if stands and pages.all_there(project.output, store):
            changed, gone = 0, 0
            printed = Printed(pages=stands.pages, bytes=stands.bytes, written=0, removed=0)
        else:
            standing.keep(store, b"", None)  # a build that dies leaves nothing that stands
            stock = _take(supplies, project, settings, options, store)
            press = pages.press(project, settings, stock.archive, stock.inputs)
            leaves = index.update(press, store, options)
            printed = pages.publish(press, project, store, stock.records, leaves, options)
            changed, gone = stock.taken.changed, stock.taken.gone
            stands = Standing(
                totals=standing.totals(stock.archive, len(stock.records)),
                findings=tuple(stock.findings),
                pages=printed.pages,
                bytes=printed.bytes,
            )
            standing.keep(store, standing.print_of(stock.taken.stamps, *told), stands)
        return Report(
            totals=stands.totals,
            findings=stands.findings,
            changed=changed,
            gone=gone,
            printed=printed,
            seconds=time.perf_counter() - started,
        )

    return with_store(project.cache, work)


def inspect(project: Project, settings: Settings, options: Options) -> list[Finding]:
    """Everything that a build would report, without printing a page."""
    return stock(project, settings, options).findings


def stock(project: Project, settings: Settings, options: Options) -> Stock:
    """What the content holds, the store brought up to date, without printing a page."""

    def work(store: Store) -> Stock:
        return _take(_supplies(project, settings, store), project, settings, options, store)

    return with_store(project.cache, work)


def _supplies(project: Project, settings: Settings, store: Store) -> Supplies:
    content = project.content
    inputs = gather(project, settings.languages)
    rules = load_rules(None if project.bare else content / "rules")
    registry, tag_findings = tags.load(None if project.bare else content / "tags.toml")
    source_names, source_findings = _sources(project)
    shop = Workshop(
        articles=project.articles,
        settings=settings,
        rules=rules,
        registry=registry,
        key=fingerprint.of(
            fingerprint.of_code(),
            rules.digest,
            repr((settings.timezone, settings.languages, settings.markdown)),
        ),
    )
    known = store.known()
    wanted = {path: stored.wanted for path, stored in known.items() if stored.wanted}
    return Supplies(
        inputs=inputs,
        shop=shop,
        sources=source_names,
        findings=(*inputs.findings, *rules.findings, *tag_findings, *source_findings),
        known=known,
        stamps=stamps(inputs, wanted, project.articles),
    )


def _take(
    supplies: Supplies, project: Project, settings: Settings, options: Options, store: Store
) -> Stock:
    inputs, shop = supplies.inputs, supplies.shop
    taken = captures.update(
        inputs, shop, store, project, options, known=supplies.known, now=supplies.stamps
    )
    records = list(store.records())
    published = within(records, settings.since, settings.until)
    held = archive.build(published, shop.registry, supplies.sources, drafts=settings.drafts)
    findings = [*supplies.findings]
    findings += [finding for record, _ in records for finding in record.findings]
    findings += authored.unused(inputs.notes, _spoken_of(held, records))
    return Stock(inputs=inputs, records=records, archive=held, taken=taken, findings=findings)


def _sources(project: Project) -> tuple[SourceRegistry, list[Finding]]:
    path = project.content / "sources.toml"
    if project.bare or not path.is_file():
        return SourceRegistry(), []
    return sources.parse(path.read_bytes(), "sources.toml")


def _spoken_of(held: Archive, records: list[Row]) -> dict[str, set[str]]:
    """What notes may be about; in a window of days, those on tags and sources are let be."""
    days = {day.isoformat() for day in (*held.days, *held.failed) if day}
    days |= {record.day.isoformat() for record, _ in records if record.day}
    known = {"articles": {record.path for record, _ in records}, "days": days}
    if sum(held.outcomes.values()) == len(records):
        known |= {"tags": set(held.tags), "sources": set(held.sources)}
    return known
