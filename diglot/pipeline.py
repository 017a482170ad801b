"""A build, read top to bottom: what is there, what is new of it, what that changes, what to write.

Invariant: after any build the output folder holds what a build without a cache would put there,
byte for byte; a build that dies leaves whole files, and the next one mends the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from diglot import captures, fingerprint, pages
from diglot.catalogue import archive, sources, tags
from diglot.catalogue.archive import Archive
from diglot.catalogue.store import Store
from diglot.clean import load_rules
from diglot.inputs import Inputs, gather
from diglot.lock import locked
from diglot.model import Finding
from diglot.pages import Printed
from diglot.prepare import Workshop
from diglot.project import Project
from diglot.publish.press import Press
from diglot.settings import Settings

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
    with locked(project.cache.parent / "lock"):
        store = Store(project.cache)
        try:
            return _build(project, settings, options, store, started)
        finally:
            store.close()


def _build(
    project: Project, settings: Settings, options: Options, store: Store, started: float
) -> Report:
    content = project.content
    inputs = gather(project, settings.languages)
    rules = load_rules(None if project.bare else content / "rules")
    tag_file = None if project.bare else content / "tags.toml"
    registry, tag_findings = tags.load(tag_file)
    source_names, source_findings = _sources(project)
    shop = Workshop(
        articles=project.articles,
        settings=settings,
        rules=rules,
        registry=registry,
        key=fingerprint.of(fingerprint.of_code(), rules.digest, repr(settings)),
    )
    taken = captures.update(inputs, shop, store, project, options)
    records = list(store.records())
    held = archive.build(records, registry, source_names, drafts=settings.drafts)
    press = pages.press(project, settings, held, inputs)
    printed = pages.publish(press, project, store, records, options)
    findings = [*inputs.findings, *rules.findings, *tag_findings, *source_findings]
    findings += [finding for record, _ in records for finding in record.findings]
    findings += _unused_notes(press, inputs, {record.path for record, _ in records})
    return Report(
        archive=held,
        findings=tuple(findings),
        captures=len(records),
        changed=taken.changed,
        gone=taken.gone,
        printed=printed,
        seconds=time.perf_counter() - started,
    )


def _sources(project: Project) -> tuple[sources.SourceRegistry, list[Finding]]:
    path = project.content / "sources.toml"
    if project.bare or not path.is_file():
        return sources.SourceRegistry(), []
    return sources.parse(path.read_bytes(), "sources.toml")


def _unused_notes(press: Press, inputs: Inputs, paths: set[str]) -> list[Finding]:
    """Notes that speak of nothing in the archive."""
    days = {day.isoformat() for day in (*press.archive.days, *press.archive.failed) if day}
    known = {
        "articles": paths,
        "days": days,
        "tags": set(press.archive.tags),
        "sources": set(press.archive.sources),
    }
    return [
        Finding(
            path=note.path,
            what=f"there is nothing called {key!r} among the {kind}",
            help="rename it after what it speaks of, or remove it",
            code="orphan",
        )
        for (kind, key), notes in inputs.notes.items()
        if key not in known[kind]
        for note in notes
    ]
