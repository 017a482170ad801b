"""Which capture wins, in what order, under which tags: whatever order they come in."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from msgspec.structs import replace

from diglot.catalogue.archive import Archive, build
from diglot.catalogue.sources import SourceRegistry
from diglot.catalogue.tag_types import Registry, Tag
from diglot.record import Record, list_print

REGISTRY = Registry(tags=(Tag(slug="harbour", zh="港口", en="Harbour", aliases=("port",)),))
DAY = dt.date(2024, 3, 5)


def record(path: str, **fields: object) -> Record:
    base = Record(
        path=path, id=path, outcome="published", title=path, source="s", day=DAY, length=100
    )
    made = replace(base, **fields)
    return replace(made, shown=list_print(made))


def archive(*records: Record, hits: tuple[str, ...] = ()) -> Archive:
    shuffled = [(each, hits) for each in records]
    random.Random(len(records)).shuffle(shuffled)  # noqa: S311 - any order will do
    return build(shuffled, REGISTRY, SourceRegistry())


@pytest.mark.parametrize(
    ("loser", "winner"),
    [
        ({"outcome": "failed", "length": 999}, {"length": 1}),
        ({"length": 999}, {"has_edit": True}),
        ({"length": 99}, {"length": 100}),
        ({"day": DAY}, {"day": DAY + dt.timedelta(days=1)}),
        ({}, {}),
        ({"day": None}, {}),
    ],
)
def test_which_capture_wins(loser: dict[str, object], winner: dict[str, object]) -> None:
    first = record("m", id="same", **{"source": "w", **winner})
    second = record("n", id="same", **{"source": "l", **loser})
    held = archive(second, first)
    (card,) = held.cards
    assert card.record.source == "w"
    assert [each.source for each in card.seen] == ["l"]
    assert held.outcomes == {"duplicate": 1, "published": 1}


def test_outcomes() -> None:
    held = archive(
        record("a"),
        record("b", outcome="failed", failed="empty-shell"),
        record("c", outcome="hidden"),
        record("d", outcome="draft"),
        record("e", outcome="quarantined"),
    )
    assert held.outcomes == {"draft": 1, "failed": 1, "hidden": 1, "published": 1, "quarantined": 1}
    assert [card.id for card in held.cards] == ["a"]
    assert [each.path for each in held.failed[DAY]] == ["b"]


def test_drafts_on_request() -> None:
    held = build([(record("d", outcome="draft"), ())], REGISTRY, SourceRegistry(), drafts=True)
    assert [card.id for card in held.cards] == ["d"]


def test_order_is_newest_first_and_the_undated_last() -> None:
    held = archive(
        record("undated", day=None),
        record("old", day=DAY - dt.timedelta(days=1)),
        record("b"),
        record("a"),
        record("late", published="2024-03-05T20:00:00+00:00"),
        record("early", published="2024-03-05T01:00:00+00:00"),
    )
    assert [card.id for card in held.cards] == ["late", "early", "a", "b", "old", "undated"]
    assert list(held.days) == [DAY, DAY - dt.timedelta(days=1), None]


def test_tags_by_rule_by_name_and_by_edit() -> None:
    held = archive(
        record("a"),
        record("b", names=("PORT", "Unknown Thing")),
        record("c", tags_remove=("harbour",), tags_add=("unknown  thing",)),
        hits=("harbour",),
    )
    assert {slug: [card.id for card in cards] for slug, cards in held.tags.items()} == {
        "harbour": ["a", "b"],
        "unknown-thing": ["b", "c"],
    }
    assert held.tag_names["unknown-thing"].en in ("Unknown Thing", "unknown thing")


def test_a_digest_follows_what_lists_show() -> None:
    one = archive(record("a")).cards[0].digest
    assert archive(record("a")).cards[0].digest == one
    assert archive(record("a", title="b")).cards[0].digest != one
    assert archive(record("a"), hits=("harbour",)).cards[0].digest != one
