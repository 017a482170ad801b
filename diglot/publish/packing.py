"""What pages are made of as bytes, which is how it goes to the process that prints them.

Of the kinds of pages that there are thousands of, the names and types of what their template is
given are written down here, so that msgspec packs and unpacks them at a quarter of pickle's cost.

Invariant: unpacked variables equal those that were packed.
"""

from __future__ import annotations

import datetime as dt
import pickle
from functools import cache
from typing import Any, TypedDict

import msgspec
from markupsafe import Markup

from diglot.publish import views
from diglot.publish.pages.feeds import FeedView
from diglot.publish.plans import Variables


class _Page(TypedDict):
    page: views.PageView


class _Article(_Page):
    article: views.ArticleView
    body: str


class _List(_Page):
    entries: tuple[views.Entry, ...]
    pager: views.Pager
    notes: tuple[views.Note, ...]


class _Day(_List):
    date: dt.date | None
    count: int
    failed: tuple[views.FailedEntry, ...]
    older: views.Ref | None
    newer: views.Ref | None


class _Tag(_List):
    ref: views.Ref
    chart: views.Chart | None
    related: tuple[views.Ref, ...]
    sources: tuple[views.Ref, ...]


class _Source(_List):
    ref: views.Ref
    chart: views.Chart | None
    tags: tuple[views.Ref, ...]


class _Feed(_Page):
    feed: FeedView
    base: str


class _JsonFeed(_Feed):
    json: str


SHAPES: dict[str, Any] = {
    "article.html": _Article,
    "day.html": _Day,
    "tag.html": _Tag,
    "source.html": _Source,
    "feed.xml": _Feed,
    "": _JsonFeed,
}
"""By template, as plans name it."""


def packed(template: str, variables: Variables) -> bytes:
    """The variables of a page."""
    if template in SHAPES:
        return _encoder().encode(variables)
    return pickle.dumps(variables, pickle.HIGHEST_PROTOCOL)


def unpacked(template: str, raw: bytes) -> Variables:
    """The same again."""
    typed = template in SHAPES
    found: Variables = _decoder(template).decode(raw) if typed else pickle.loads(raw)  # noqa: S301 - our own
    return found


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder(enc_hook=str)  # `Markup` alone is none of msgspec's types


@cache
def _decoder(template: str) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(
        SHAPES[template],
        dec_hook=lambda _, text: Markup(text),  # noqa: S704 - safe HTML, as its type said
    )
