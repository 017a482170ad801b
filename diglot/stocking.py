"""What the content holds, read as far as it is new, as pages are planned from it.

Invariant: the stock is what the content holds now, whatever the store held before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from diglot import authored, captures, collector, fingerprint, rulebook
from diglot.captures import Taken
from diglot.catalogue import archive, sources
from diglot.catalogue.archive import Archive
from diglot.catalogue.records import Records
from diglot.catalogue.sources import SourceRegistry
from diglot.catalogue.store import Store
from diglot.inputs import Inputs, Seen
from diglot.jobs import Workshop
from diglot.model import Finding
from diglot.options import Options
from diglot.project import Project
from diglot.record import Record
from diglot.settings import Settings
from diglot.window import Row, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What the content holds, as pages are planned from it."""

    inputs: Inputs
    rows: list[Row]
    archive: Archive
    taken: Taken
    findings: list[Finding]

    def records(self) -> Iterator[Record]:
        """All captures, in the order of paths."""
        return (self.archive.whole(slip) for slip, _ in self.rows)

    def media(self) -> list[tuple[str, str]]:
        """Images that captures publish: path below the articles folder, output path."""
        return [pair for slip, _ in self.rows for pair in slip.media]


def take(
    inputs: Inputs,
    seen: Seen,
    project: Project,
    settings: Settings,
    options: Options,
    store: Store,
    meanwhile: Callable[[], object] = lambda: None,
    *,
    whole: bool = False,
) -> Stock:
    """Bring the store up to date with what is there, and sort what it holds into an archive.

    `meanwhile` is done while workers are busy. With `whole` all records are read, not only their
    slips: the store may be closed afterwards.
    """
    rules = rulebook.rules(project, store, anew=options.full)
    registry, tag_findings = rulebook.tags(project, store, anew=options.full)
    source_names, source_findings = _sources(project)
    shop = Workshop(
        articles=project.articles,
        settings=settings,
        rules=rules.packed,
        registry=registry,
        key=fingerprint.of(
            fingerprint.of_code(),
            rules.digest,
            repr((settings.timezone, settings.languages, settings.markdown)),
        ),
    )
    held_before: dict[str, Row] = {}

    def early() -> Iterator[object]:
        if whole:
            return
        with collector.paused():
            held_before.update((row[0].path, row) for row in store.slips())
        yield None
        yield meanwhile()

    taken = captures.update(inputs, seen, shop, store, project, options, meanwhile=early())
    with collector.paused():
        rows = _rows(store, held_before, taken, whole=whole)
        held = archive.build(
            within(rows, settings.since, settings.until),
            registry,
            source_names,
            drafts=settings.drafts,
            whole=Records(store).of,
        )
    findings = [*inputs.findings, *rules.findings, *tag_findings, *source_findings]
    findings += [finding for slip, _ in rows for finding in slip.findings]
    if inputs.notes:
        findings += authored.unused(inputs.notes, _spoken_of(held, rows))
    return Stock(inputs=inputs, rows=rows, archive=held, taken=taken, findings=findings)


def _rows(store: Store, before: dict[str, Row], taken: Taken, *, whole: bool) -> list[Row]:
    """All captures in the order of paths; `before` are those that were read early, if any were."""
    if len(taken.made) == len(taken.stamps):
        return [taken.made[path] for path in sorted(taken.made)]
    if taken.matched and not taken.made and not whole:  # by another tag rule, which few pages show
        return list(store.slips())
    if not before or taken.matched or len(taken.made) * 8 > len(before):
        return list(store.rows())
    before.update(taken.made)
    return [before[path] for path in sorted(before)]


def _sources(project: Project) -> tuple[SourceRegistry, list[Finding]]:
    path = project.content / "sources.toml"
    if project.bare or not path.is_file():
        return SourceRegistry(), []
    return sources.parse(path.read_bytes(), "sources.toml")


def _spoken_of(held: Archive, rows: list[Row]) -> dict[str, set[str]]:
    """What notes may be about; in a window of days, those on tags and sources are let be."""
    days = {day.isoformat() for day in (*held.days, *held.failed) if day}
    days |= {slip.day.isoformat() for slip, _ in rows if slip.day}
    known = {"articles": {slip.path for slip, _ in rows}, "days": days}
    if sum(held.outcomes.values()) == len(rows):
        known |= {"tags": set(held.tags), "sources": set(held.sources)}
    return known
