"""The kinds of page a site has: a list of (name, rule), each rule from a `Press` to its plans.

Invariant: a kind plans its own pages only; adding one is one module and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from diglot.publish.pages import (
    articles,
    authored,
    calendar,
    days,
    feeds,
    fixed,
    home,
    lists,
    machine,
    search,
    sitemap,
    stats,
)
from diglot.publish.plans import Plan
from diglot.publish.press import Press

KINDS: tuple[tuple[str, Callable[[Press], Iterable[Plan]]], ...] = (
    ("articles", articles.articles),
    ("home", home.home),
    ("days", days.days),
    ("calendar", calendar.calendar),
    ("tags", lists.tags),
    ("sources", lists.sources),
    ("authored", authored.authored),
    ("feeds", feeds.feeds),
    ("search", search.search),
    ("machine", machine.machine),
    ("stats", stats.stats),
    ("sitemap", sitemap.sitemap),
    ("fixed", fixed.fixed),
)


def plans(press: Press) -> Iterator[Plan]:
    """Every page of the site, in the order of kinds."""
    for _, rule in KINDS:
        yield from rule(press)
