"""A build, read top to bottom: what is there, what is new of it, what that changes, what to write.

Invariant: after any build the output folder holds what a build without a cache would put there,
byte for byte; a build that dies leaves whole files, and the next one mends the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from diglot import captures, fingerprint, pages
from diglot.captures import Taken
from diglot.catalogue import archive, sources, tags
from diglot.catalogue.archive import Archive
from diglot.catalogue.store import Store
from diglot.clean import load_rules
from diglot.holding import with_store
from diglot.inputs import Inputs, gather
from diglot.jobs import Workshop
from diglot.model import Finding
from diglot.pages import Printed
from diglot.project import Project
from diglot.record import Record
from diglot.search import update as index
from diglot.settings import Settings
from diglot.window import within

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

    archive: Archive
    findings: tuple[Finding, ...]
    captures: int
    changed: int
    """Captures new or changed since the last build."""
    gone: int
    printed: Printed
    seconds: float


def build(project: Project, settings: Settings, options: Options) -> Report:
    """Bring the output folder up to date with the content."""
    started = time.perf_counter()

    def work(store: Store) -> tuple[Stock, Printed]:
        stock = _take(project, settings, options, store)
        press = pages.press(project, settings, stock.archive, stock.inputs)
        leaves = index.update(press, store, options)
        return stock, pages.publish(press, project, store, stock.records, leaves, options)

    stock, printed = with_store(project.cache, work)
    return Report(
        archive=stock.archive,
        findings=tuple(stock.findings),
        captures=len(stock.records),
        changed=stock.taken.changed,
        gone=stock.taken.gone,
        printed=printed,
        seconds=time.perf_counter() - started,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What the content holds, as pages are planned from it."""

    inputs: Inputs
    records: list[tuple[Record, tuple[str, ...]]]
    archive: Archive
    taken: Taken
    findings: list[Finding]


def inspect(project: Project, settings: Settings, options: Options) -> list[Finding]:
    """Everything that a build would report, without printing a page."""
    return stock(project, settings, options).findings


def stock(project: Project, settings: Settings, options: Options) -> Stock:
    """What the content holds, the store brought up to date, without printing a page."""
    return with_store(project.cache, lambda store: _take(project, settings, options, store))


def _take(project: Project, settings: Settings, options: Options, store: Store) -> Stock:
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
    taken = captures.update(inputs, shop, store, project, options)
    records = list(store.records())
    published = within(records, settings.since, settings.until)
    held = archive.build(published, registry, source_names, drafts=settings.drafts)
    findings = [*inputs.findings, *rules.findings, *tag_findings, *source_findings]
    findings += [finding for record, _ in records for finding in record.findings]
    findings += _unused_notes(held, inputs, [record for record, _ in records])
    return Stock(inputs=inputs, records=records, archive=held, taken=taken, findings=findings)


def _sources(project: Project) -> tuple[sources.SourceRegistry, list[Finding]]:
    path = project.content / "sources.toml"
    if project.bare or not path.is_file():
        return sources.SourceRegistry(), []
    return sources.parse(path.read_bytes(), "sources.toml")


def _unused_notes(held: Archive, inputs: Inputs, captures: list[Record]) -> list[Finding]:
    """Notes that speak of nothing; in a window of days, those on tags and sources are let be."""
    days = {day.isoformat() for day in (*held.days, *held.failed) if day}
    days |= {record.day.isoformat() for record in captures if record.day}
    known = {"articles": {record.path for record in captures}, "days": days}
    if sum(held.outcomes.values()) == len(captures):
        known |= {"tags": set(held.tags), "sources": set(held.sources)}
    return [
        Finding(
            path=note.path,
            what=f"there is nothing called {key!r} among the {kind}",
            help="rename it after what it speaks of, or remove it",
            code="orphan",
        )
        for (kind, key), notes in inputs.notes.items()
        if kind in known and key not in known[kind]
        for note in notes
    ]
