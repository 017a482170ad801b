"""What a change can touch: never less than the pages that it changes, and seldom much more."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from diglot import planning
from diglot.catalogue import archive
from diglot.catalogue.page_table import Mark, PageTable
from diglot.catalogue.sources import SourceRegistry
from diglot.catalogue.store import Store
from diglot.catalogue.tag_types import Registry, Tag
from diglot.inputs import Inputs, Units
from diglot.model import Link
from diglot.project import Project, locate
from diglot.publish import dirty, pages, scope
from diglot.publish.plans import AuthoredNote, Plan
from diglot.publish.press import Press
from diglot.publish.things import Things
from diglot.record import EditionRecord, Record, list_print, page_print
from diglot.settings import Settings

SLUGS = ("buoys", "cranes", "docks", "ferries", "gulls", "piers")
REGISTRY = Registry(tags=tuple(Tag(slug=slug, zh=f"港{slug}", en=slug) for slug in SLUGS[:4]))
CHOSEN = Settings(base_url="https://harbour.example.org/", page_size=10, search=False)
COUNT = 60
Row = tuple[Record, tuple[str, ...]]
Notes = dict[tuple[str, str], tuple[AuthoredNote, ...]]


def row(number: int, seed: int) -> Row:
    """A capture; some are copies of another, some failed, some named tags of their own."""
    dice = random.Random(f"{number} {seed}")  # noqa: S311 - any capture will do
    day = dt.date(2024, 1, 1) + dt.timedelta(days=dice.choice([0, 0, 1, 2, 3, 5, 40, 400]))
    address = f"https://harbour.example.org/{number if dice.random() < 0.9 else number // 2}"
    failed = "captcha" if dice.random() < 0.1 else ""
    record = Record(
        path=f"{number:03}.md",
        id=f"id{address[-4:].replace('/', 'x')}",
        outcome="failed" if failed else "published",
        failed=failed,
        url=address,
        address=address,
        title=f"Title {dice.randrange(3)} of {number}",
        lang=dice.choice(["zh", "en"]),
        source=dice.choice(["", "Pier", "Quay", "Mole"]),
        day=day if dice.random() < 0.9 else None,
        published=f"{day}T{dice.randrange(10, 20)}:00:00+00:00" if dice.random() < 0.5 else "",
        length=dice.randrange(100, 103),
        names=("gulls",) if dice.random() < 0.2 else (),
        lead=dice.choice(["", "A lead."]),
        editions=(EditionRecord(lang="en", key="en", title="T", translated=3, segments=3),)
        if dice.random() < 0.2
        else (),
        related=(Link(title="R", url=f"https://harbour.example.org/{dice.randrange(COUNT)}"),)
        if dice.random() < 0.2
        else (),
        body=bytes([dice.randrange(3)]),
    )
    record = replace(record, shown=list_print(record), page=page_print(record, record.body))
    return record, tuple(sorted(dice.sample(SLUGS[:4], dice.randrange(3))))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site without anything: what pages are made of is made here."""
    root = tmp_path_factory.mktemp("harbour")
    (root / "content").mkdir()
    return locate(root)


def press_of(project: Project, rows: Iterable[Row], notes: Notes) -> Press:
    held = archive.build(rows, REGISTRY, SourceRegistry())
    inputs = Inputs(units=Units(sources={}, more={}), pages=(), notes=notes, settled=0, findings=())
    return planning.press(project, CHOSEN, held, inputs)


def planned(press: Press) -> dict[str, Plan]:
    return {plan.path: plan for plan in pages.plans(press)}


def changes(before: Press, after: Press) -> tuple[dirty.Changes, frozenset[str]]:
    """What is new, and the places that it touches."""
    things = Things(press=before)

    def marks(keys: Iterable[str]) -> dict[str, Mark]:
        return {key: things.mark(key) for key in keys if key in things.states}

    found = dirty.compared(Things(press=after), things.states)
    places = dirty.scope_of(found, marks).places
    assert places is not None
    return found, places


def _ids(rows: dict[int, Row], numbers: Iterable[int]) -> set[tuple[str, str]]:
    """Path and id of some captures, as the store notes them."""
    found = (rows[number][0] for number in numbers if number in rows)
    return {(record.path, record.id) for record in found}


def _looked_up(before: Press, after: Press, touched: set[tuple[str, str]]) -> dirty.Changes:
    """What is new, found by looking only where captures changed; notes are compared."""
    store = Store(Path(":memory:"))
    try:
        table = PageTable(store)
        then = Things(press=before)
        table.keep(((key, state, then.mark(key)) for key, state in then.states.items()), ())
        now = Things(press=after)
        return dirty.looked_up(now, table, sorted(touched))
    finally:
        store.close()


def note(kind: str, key: str, text: str) -> Notes:
    return {(kind, key): (AuthoredNote(lang="zh", text=text, path="x.zh.md"),)}


@given(
    st.lists(st.tuples(st.integers(0, COUNT + 20), st.integers(0, 9)), max_size=6),
    st.lists(st.integers(0, COUNT - 1), max_size=4),
    st.sampled_from([{}, note("tags", "docks", "x"), note("articles", "003.md", "x")]),
)
@settings(max_examples=150, deadline=None)
def test_every_page_that_changes_is_in_a_place_that_is_touched(
    project: Project, written: list[tuple[int, int]], removed: list[int], notes: Notes
) -> None:
    first = {number: row(number, 0) for number in range(COUNT)}
    rows = dict(first)
    before = press_of(project, rows.values(), {})
    rows |= {number: row(number, seed) for number, seed in written}
    for number in removed:
        rows.pop(number, None)
    after = press_of(project, rows.values(), notes)
    found, places = changes(before, after)
    old, new = planned(before), planned(after)
    for path in old.keys() | new.keys():
        was, now = old.get(path), new.get(path)
        if was is None or now is None or was.fingerprint != now.fingerprint:
            for plan in (was, now):
                assert plan is None or not plan.place or plan.place in places, path
    touched = {number for number, _ in written} | set(removed)
    few = _looked_up(before, after, _ids(first, touched) | _ids(rows, touched))
    assert (few.come, few.gone) == (found.come, found.gone)
    within = dataclasses.replace(after, scope=scope.Scope(places=places))
    held = {plan.path for plan in pages.plans(within)}
    assert held == {p.path for p in new.values() if not p.place or p.place in places}


def test_nothing_touches_nothing(project: Project) -> None:
    press = press_of(project, [row(number, 0) for number in range(COUNT)], {})
    found, places = changes(press, press)
    assert (found.come, found.gone, places) == ({}, frozenset(), frozenset())


@pytest.mark.parametrize("tags", [(), ("docks",)])
def test_one_more_touches_those_beside_it(project: Project, tags: tuple[str, ...]) -> None:
    rows = [row(number, 0) for number in range(COUNT)]
    record, _ = row(900, 0)
    record = replace(
        record,
        outcome="published",
        failed="",
        day=dt.date(2026, 1, 1),
        names=(),
        source="Pier",
        related=(),
    )
    after = press_of(project, [*rows, (record, tags)], {})
    _, places = changes(press_of(project, rows, {}), after)
    assert places >= {
        scope.article(record.id),
        scope.day(dt.date(2026, 1, 1)),
        "sources pier",
        "years 2026",
        *(f"tags {slug}" for slug in tags),
    }
    beside = [place for place in places if place.startswith("articles ")]
    assert len(beside) <= (10 if tags else 1)
