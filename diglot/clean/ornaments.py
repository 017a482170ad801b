"""Blocks that show nothing, and pictures that are there for decoration.

Invariant: of what recurs from capture to capture only pictures, lists of links and promotion go;
other recurring text between text may belong to a series.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diglot.clean import recurring
from diglot.clean.page import Page, dropped
from diglot.clean.slogans import promotes
from diglot.model import Decision

REPEATED = 40
"""Bytes of a heading that stands on a page twice only if it is no heading of the text."""

SAME = 60
"""Characters in which the headings of one card agree that is there for wide and narrow screens."""
LINE = 60
"""Bytes below which a block is as short as a heading."""


def empty(page: Page) -> Page:
    """With blocks dropped that show nothing."""
    shape = page.shape
    return page.decide(
        {
            i: dropped("empty")
            for i, wordless in enumerate(shape.wordless)
            if wordless and not shape.images[i] and page.kinds[i] != "rule"
        }
    )


def drop(page: Page) -> Page:
    """With pictures dropped that are repeated, and what recurs and is no text of its own."""
    decided: dict[int, Decision] = {}
    seen: dict[str, list[int]] = {}
    headings: dict[str, list[int]] = {}
    for i in range(page.start, page.end):
        if i in page.decisions:
            continue
        if page.kinds[i] == "heading" and page.shape.weight[i] >= REPEATED:
            headings.setdefault(page.texts[i], []).append(i)
        if page.shape.pictorial[i]:
            seen.setdefault(page.texts[i], []).append(i)
        if i in page.recurring and (
            page.shape.pictorial[i]
            or page.shape.linky[i]
            or (page.shape.images[i] and page.shape.weight[i] < 120)
            or promotes(page, i)
        ):
            decided[i] = dropped("profile", recurring.evidence(page, i))
    for places in seen.values():
        twice = len(places) == 2
        if len(places) > 2 or (twice and "gif" in page.texts[places[0]]):
            decided.update(dict.fromkeys(places, dropped("ornament")))
        elif twice and _beside_heading(page, places):
            again = places if page.ruleset.wechat else places[1:]
            decided.update(dict.fromkeys(again, dropped("ornament")))
    for places in (*headings.values(), *_cards(page, headings)):
        if len(places) > 1:
            decided.update(dict.fromkeys(places, dropped("repeated-heading")))
    return page.decide(decided)


def _cards(page: Page, headings: Mapping[str, Sequence[int]]) -> list[list[int]]:
    """Pairs of headings that begin alike and have at most one block between them."""
    places = {i for found in headings.values() for i in found if _begins(page, i)}
    return [
        [i, k]
        for i in sorted(places)
        for k in (i + 1, i + 2)
        if k in places and _begins(page, i) == _begins(page, k)
    ]


def _begins(page: Page, i: int) -> str:
    text = page.texts[i].lstrip("# ")
    said = len(text) >= SAME and text[0].isalnum() and page.texts[i].startswith("#")
    return text[:SAME] if said else ""


def _beside_heading(page: Page, places: list[int]) -> bool:
    """Whether each of these stands next to a line as short as a heading."""
    lines = {i: {k for k in (i - 1, i + 1) if _is_line(page, k)} for i in places}
    return all(lines.values()) and len(set().union(*lines.values())) >= len(places)


def _is_line(page: Page, i: int) -> bool:
    return 0 <= i < len(page.texts) and 0 < page.shape.weight[i] < LINE
