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
from diglot.publish import permalinks, scope
from diglot.publish.pages import article_view, notes
from diglot.publish.plans import Plan
from diglot.publish.press import Press
from diglot.publish.urls import safe_link
from diglot.publish.views import Ref
from diglot.record import Slip

MORE = 4
"""Articles shown under the rarest tag."""


def articles(press: Press) -> Iterator[Plan]:
    """Every published article's page."""
    digest = press.templates.digest("article.html")
    for cards in press.archive.days.values():
        for at, card in enumerate(cards):
            place = scope.article(card.id)
            if not press.scope.holds(place):
                continue
            newer = cards[at - 1] if at else None
            older = cards[at + 1] if at + 1 < len(cards) else None
            slug = rarest(press, card.tags)
            more = _more(press, slug, places(press, slug)[card.id]) if slug else ()
            related = tuple(_related(press, card.slip)) if card.slip.related else ()
            noted = notes.of(press, "articles", card.slip.path) if press.notes else ()
            yield Plan(
                path=permalinks.article(card.id),
                template="article.html",
                fingerprint=fingerprint.of(
                    press.base,
                    digest,
                    card.digest,
                    press.tag_state(card.tags),
                    card.slip.page,
                    newer.digest if newer else b"",
                    older.digest if older else b"",
                    *[each.digest for each in more],
                    _seen(card),
                    repr(related) if related else "",
                    *notes.parts(noted),
                ),
                variables=partial(
                    article_view.variables, press, card, (newer, older), more, related
                ),
                bodies=(card.slip.path,),
                source=card.slip.path,
                place=place,
            )


def state(press: Press, card: Card) -> bytes:
    """What pages show of an article, but for who stands beside it; the parts of a fingerprint."""
    slip = card.slip
    found = (
        card.digest
        + slip.page
        + press.once(("around", *card.tags), partial(_around, press, card.tags))
    )
    if card.seen:
        found += _seen(card).encode("utf-8", "surrogateescape")
    if slip.related:
        found += fingerprint.of(repr(tuple(_related(press, slip))))
    return found


def _around(press: Press, tags: tuple[str, ...]) -> bytes:
    return press.tag_state(tags) + rarest(press, tags).encode()


def _seen(card: Card) -> str:
    return repr([(seen.path, seen.source, seen.day) for seen in card.seen]) if card.seen else ""


def rarest(press: Press, tags: tuple[str, ...]) -> str:
    """Of an article's tags the rarest that others have too, counted in powers of two, so that it
    seldom changes; empty where it has none.
    """
    return press.once(("rarest", *tags), partial(_rarest, press, tags))


def _rarest(press: Press, tags: tuple[str, ...]) -> str:
    held = press.archive.tags
    shared = [(len(held[slug]).bit_length(), slug) for slug in tags if len(held[slug]) > 1]
    return min(shared)[1] if shared else ""


def places(press: Press, slug: str) -> dict[str, int]:
    """Where the articles whose rarest tag this is stand in its list, by id."""
    return press.once(("places", slug), partial(_places, press, slug))


def _places(press: Press, slug: str) -> dict[str, int]:
    cards = enumerate(press.archive.tags[slug])
    return {card.id: at for at, card in cards if rarest(press, card.tags) == slug}


def _more(press: Press, slug: str, at: int) -> tuple[Card, ...]:
    """The nearest others under a tag, newer and older in turn."""
    cards = press.archive.tags[slug]
    near = [at + step * side for step in range(1, MORE + 1) for side in (-1, 1)]
    return tuple(cards[place] for place in near if 0 <= place < len(cards))[:MORE]


def _related(press: Press, slip: Slip) -> Iterator[Ref]:
    """Links that the capture declared; internal where their target is in the archive."""
    seen = set()
    for link in slip.related:
        id = press.archive.addresses.get(normalise(link.url))
        href = permalinks.article(id) if id else _outside(link)
        if href and href not in seen and id != slip.id:
            seen.add(href)
            yield Ref(name=link.title, href=href, lang=slip.lang)


def _outside(link: Link) -> str:
    href = safe_link(link.url)
    return href if href.startswith("http") and link.title else ""
