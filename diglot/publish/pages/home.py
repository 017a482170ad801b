"""The home pages: the latest articles by day, and the tags of the week.

Invariant: "the week" ends with the newest article, so nothing depends on today.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from diglot import fingerprint
from diglot.catalogue.cards import Card
from diglot.publish import permalinks
from diglot.publish.pages import days, feed_refs
from diglot.publish.plans import Plan, Variables
from diglot.publish.press import Press
from diglot.publish.views import Group

LATEST = 30
WEEK = dt.timedelta(days=7)
TOP_TAGS = 12


def home(press: Press) -> Iterator[Plan]:
    """The latest articles grouped by day, in each UI language."""
    cards = press.archive.cards[:LATEST]
    tags = _week(press)
    for lang in press.settings.languages:
        path = permalinks.home(lang)
        yield Plan(
            path=path,
            template="home.html",
            fingerprint=fingerprint.of(
                press.base,
                press.templates.digest("home.html"),
                path,
                repr(tags),
                *(part for slug, _ in tags for part in _name(press, slug)),
                press.list_digest(cards),
            ),
            variables=partial(_home, press, lang, path, cards, tags),
        )


def _name(press: Press, slug: str) -> tuple[str, str]:
    tag = press.archive.tag_names[slug]
    return tag.zh, tag.en


def _week(press: Press) -> list[tuple[str, int]]:
    """The most frequent tags of the seven days up to the newest article."""
    dated = [card for card in press.archive.cards if card.slip.day]
    if not dated or not dated[0].slip.day:
        return []
    since = dated[0].slip.day - WEEK
    counts: Counter[str] = Counter()
    for card in dated:
        if card.slip.day and card.slip.day <= since:
            break
        counts.update(slug for slug in card.tags if slug in press.archive.tag_pages)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP_TAGS]


def _in_languages(press: Press, lang: str) -> dict[str, Any]:
    """The home pages in other languages; who reads none of them is given the choice."""
    found = press.in_languages(lang, permalinks.home)
    if found["alternates"]:
        choice = ("x-default", press.settings.base_url)
        found["alternates"] = (*found["alternates"][:-1], choice)
    return found


def _home(
    press: Press, lang: str, path: str, cards: tuple[Card, ...], tags: list[tuple[str, int]]
) -> Variables:
    groups = []
    for day, group in groupby(cards, key=lambda card: card.slip.day):
        entries = tuple(press.entry(card, lang) for card in group)
        groups.append(Group(heading=days.day_ref(press, day, lang, len(entries)), entries=entries))
    settings = press.settings
    return {
        "page": press.page(
            path,
            lang,
            "home",
            settings.title.get(lang, ""),
            description=settings.description.get(lang, ""),
            feeds=feed_refs.of(press, lang),
            **_in_languages(press, lang),
        ),
        "groups": tuple(groups),
        "top_tags": tuple(press.tag_ref(slug, lang) for slug, _ in tags),
    }
