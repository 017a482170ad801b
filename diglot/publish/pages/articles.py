"""One page an article, in all its languages, with what stands around it in the archive.

Invariant: a page depends on its own capture, its neighbours in the day, what it is related to, and
nothing global; its rows come from the store where it is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from diglot import fingerprint
from diglot.catalogue.cards import Card
from diglot.catalogue.identity import normalise
from diglot.model import Link
from diglot.publish import permalinks
from diglot.publish.pages import article_view, notes
from diglot.publish.plans import Plan
from diglot.publish.press import Press
from diglot.publish.urls import safe_link
from diglot.publish.views import Ref
from diglot.record import Record

MORE = 4
"""Articles shown under the rarest tag."""


def articles(press: Press) -> Iterator[Plan]:
    """Every published article's page."""
    digest = press.templates.digest("article.html")
    rarest = _rarest(press)
    places = {
        (slug, card.id): at
        for slug, cards in press.archive.tags.items()
        for at, card in enumerate(cards)
        if rarest[card.id] == slug
    }
    for cards in press.archive.days.values():
        for at, card in enumerate(cards):
            newer = cards[at - 1] if at else None
            older = cards[at + 1] if at + 1 < len(cards) else None
            slug = rarest[card.id]
            more = _more(press, slug, places[slug, card.id]) if slug else ()
            related = tuple(_related(press, card.record)) if card.record.related else ()
            noted = notes.of(press, "articles", card.record.path) if press.notes else ()
            yield Plan(
                path=permalinks.article(card.id),
                template="article.html",
                fingerprint=fingerprint.of(
                    press.base,
                    digest,
                    card.digest,
                    press.tag_state(card.tags),
                    card.record.page,
                    newer.digest if newer else b"",
                    older.digest if older else b"",
                    *[each.digest for each in more],
                    repr([(seen.path, seen.source, seen.day) for seen in card.seen] or ""),
                    repr(related or ""),
                    *notes.parts(noted),
                ),
                variables=partial(
                    article_view.variables, press, card, (newer, older), more, related
                ),
                bodies=(card.record.path,),
                source=card.record.path,
            )


def _rarest(press: Press) -> dict[str, str]:
    """Each article's rarest tag that others have too, counted in powers of two, so that it seldom
    changes; empty where it has none.
    """
    tags = press.archive.tags.items()
    ranks = {slug: (len(cards).bit_length(), slug) for slug, cards in tags if len(cards) > 1}
    none = (0, "")
    return {
        card.id: min([ranks[slug] for slug in card.tags if slug in ranks], default=none)[1]
        for card in press.archive.cards
    }


def _more(press: Press, slug: str, at: int) -> tuple[Card, ...]:
    """The nearest others under a tag, newer and older in turn."""
    cards = press.archive.tags[slug]
    near = [at + step * side for step in range(1, MORE + 1) for side in (-1, 1)]
    return tuple(cards[place] for place in near if 0 <= place < len(cards))[:MORE]


def _related(press: Press, record: Record) -> Iterator[Ref]:
    """Links that the capture declared; internal where their target is in the archive."""
    seen = set()
    for link in record.related:
        id = press.archive.addresses.get(normalise(link.url))
        href = permalinks.article(id) if id else _outside(link)
        if href and href not in seen and id != record.id:
            seen.add(href)
            yield Ref(name=link.title, href=href, lang=record.lang)


def _outside(link: Link) -> str:
    href = safe_link(link.url)
    return href if href.startswith("http") and link.title else ""
