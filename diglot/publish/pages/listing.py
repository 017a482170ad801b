"""Lists of several pages, numbered from the oldest, so that what is new changes the newest only.

Invariant: every entry is on exactly one page; the newest page has the list's own address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from diglot.publish.views import Pager, Ref

T = TypeVar("T")


def pages(entries: tuple[T, ...], size: int) -> Iterator[tuple[int, int, tuple[T, ...]]]:
    """(number, total, entries) of each page; `entries` and pages are newest first.

    >>> [(number, len(part)) for number, _, part in pages(tuple(range(250)), 100)]
    [(3, 50), (2, 100), (1, 100)]
    """
    total = max(1, -(-len(entries) // size))
    end = len(entries) - (total - 1) * size
    start = 0
    for number in range(total, 0, -1):
        yield number, total, entries[start:end]
        start, end = end, end + size


def pager(number: int, total: int, href: Callable[[int], str]) -> Pager:
    """Where one stands; `href(0)` is the newest page."""

    def at(page: int) -> str:
        return href(0 if page == total else page)

    return Pager(
        number=number,
        total=total,
        newer=at(number + 1) if number < total else "",
        older=at(number - 1) if number > 1 else "",
        newest=href(0),
        pages=tuple(
            Ref(name=str(page), href=at(page), current=page == number)
            for page in range(total, 0, -1)
        ),
    )
