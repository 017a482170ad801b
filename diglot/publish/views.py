"""What a template is given, so that a theme can be written without reading the generator.

One vocabulary in one place: above 200 lines since most of them are the fields' own words.

Invariant: a view is frozen, holds ready values only (no queries, no callables), and every `href`
in it is relative to the site's root: templates write `{{ root }}{{ entry.href }}`. Text is plain
and escaped by the template; only fields typed `Markup` are safe HTML, made by `publish.html`.
Views are msgspec structs, which are made and pickled at a fifth of what frozen dataclasses cost;
none refers back to what holds it, so the collector need not follow them (`gc=False`).
"""

from __future__ import annotations

import datetime as dt

import msgspec
from markupsafe import Markup


class Text(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A run of plain text and its language, for `<span lang="{{ t.lang }}">{{ t.text }}</span>`."""

    text: str
    lang: str
    """BCP 47: `zh-Hans`, `zh-Hant`, `en`, `it`, `und` …"""


class Ref(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A named thing with a page: a tag, a source, a day, a breadcrumb, a navigation entry."""

    name: str
    href: str = ""
    """Empty where there is no page to link to (the current crumb)."""
    count: int = 0
    """Articles under it, where that is known."""
    current: bool = False
    """It is the page itself, or the part of the site that the page belongs to."""
    lang: str = ""
    """Language of `name` where it is not the page's; a source's own name, say."""
    day: dt.date | None = None
    """The day it stands for, in the calendars of a month and a year."""


class RefGroup(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Refs under one heading: the months of a year, a letter of an index, a group of sources."""

    heading: Ref
    refs: tuple[Ref, ...]


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One article in a list, as it stands in a list of one UI language."""

    href: str
    """With `#en` in English lists, so that the link opens that view."""
    title: Text
    """The title in the list's language where there is one, else the original."""
    original: Text | None
    """The original title where `title` is a translation."""
    lead: Text | None
    """The first sentences, about 200 characters; None where there is no text."""
    day: dt.date | None
    source: Ref | None
    tags: tuple[Ref, ...]
    badges: tuple[str, ...] = ()
    """Any of `untranslated` (no translation into the list's language), `machine` (its translation
    is machine-made), `partial`, `truncated`, `doubtful`, `excerpt`."""


class FailedEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A failed capture on its day: title and original address, never a page of its own."""

    title: str
    url: str
    """Empty or a checked http(s) address."""
    source: str
    kind: str
    """As in `Cleaned.failed`."""


class Group(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Entries under one heading: a day on the home page, a letter in an index, a group."""

    heading: Ref
    entries: tuple[Entry, ...]


class Bar(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One bar of a chart; the template draws it, `share` is of the longest bar, 0 to 1."""

    label: str
    count: int
    share: float
    href: str = ""
    parts: tuple[Bar, ...] = ()
    """What a stacked bar is made of (published, failed …), `share` again of the longest bar; the
    same labels in the same order in every bar of a chart."""


class Chart(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A bar chart with its text alternative in `bars` itself (label and count)."""

    title: str
    bars: tuple[Bar, ...]
    form: str = "bars"
    """`bars` (one row a bar, most first) or `columns` (one column a month, in order of time)."""


class Pager(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where one stands in a list of several pages; page numbers count from the oldest."""

    number: int
    total: int
    newer: str = ""
    older: str = ""
    newest: str = ""
    pages: tuple[Ref, ...] = ()
    """Every page, newest first, for a short row of numbers."""


class Note(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The editor's own words above a list or an article (Python-Markdown, sanitised)."""

    html: Markup
    lang: str


class Cell(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One block of an article in one language."""

    lang: str
    """BCP 47."""
    key: str
    """First subtag, as in anchors and view names: `zh`, `en`, `it`."""
    html: Markup
    source: bool
    """It is the original, not a translation."""
    state: str
    """`human`, `machine`, `missing` (the original stands in), as `model.State`."""
    partial: bool = False
    engine: str = ""
    date: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One block of an article: its languages side by side, or once for all of them.

    Anchors: `id="{{ cell.key }}-{{ row.number }}"` on each cell.
    """

    number: int
    """1-based, the same in every language."""
    kind: str
    """`model.BlockKind`."""
    shared: Markup | None
    """Code, rules, images: shown once, spanning the columns; then `cells` is empty."""
    cells: tuple[Cell, ...]
    """The original first, then one for each edition; a `missing` cell has no HTML."""


class Heading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An entry of an article's contents list."""

    number: int
    """The row it is in."""
    level: int
    texts: tuple[Text, ...]


class Provenance(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How one translation of an article came about."""

    lang: str
    key: str
    translated: int
    segments: int
    machine: int
    engines: tuple[str, ...]
    """`google 1.11.4, 2026-11-20`."""
    edit_href: str = ""
    """Absolute address of the PO file in the site's repository, where `repo_url` is set."""


class Seen(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Another capture of the same address."""

    source: str
    day: dt.date | None
    path: str


class ArticleView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Everything an article's page shows; `article` in `article.html`."""

    id: str
    lang: str
    """The original's language, BCP 47; also the page's `<html lang>`."""
    key: str
    titles: tuple[Text, ...]
    """The original's first."""
    languages: tuple[str, ...]
    """Keys of the languages it can be read in, the original's first: views are these, and `both`
    where there are two or more."""
    rows: tuple[Row, ...]
    contents: tuple[Heading, ...]
    """Empty for short articles."""
    url: str
    """The original's address, checked; empty where there is none."""
    source: Ref | None
    account: str
    author: str
    reposted_from: str
    original_url: str
    day: dt.date | None
    day_href: dict[str, str]
    """Per UI language; empty for an undated article."""
    published: str
    fetched: str
    updated: str
    minutes: int
    """Reading time: 400 CJK characters or 220 words a minute, rounded up."""
    characters: int
    words: int
    tags: dict[str, tuple[Ref, ...]]
    """Per UI language."""
    truncated: bool
    doubtful: bool
    excerpt: bool
    """The site publishes leads only (`body = excerpt`)."""
    cover: str
    seen: tuple[Seen, ...]
    related: tuple[Ref, ...]
    """Declared by the capture; internal where the target is in the archive (href relative), else
    absolute (`https://…`)."""
    more: dict[str, tuple[Entry, ...]]
    """Per UI language: others under its rarest tag."""
    newer: Entry | None
    older: Entry | None
    """Neighbours in the day."""
    notes: tuple[Note, ...]
    provenance: tuple[Provenance, ...]
    capture_href: str = ""
    edit_href: str = ""
    """Absolute addresses in the site's repository, where `repo_url` is set."""
    json_ld: Markup
    """Ready JSON for `<script type="application/ld+json">`."""


class FeedRef(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A feed announced in a page's head and shown as a link."""

    href: str
    title: str
    type: str
    """`application/atom+xml` or `application/feed+json`."""


class PageView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every template gets as `page`, whatever its kind."""

    path: str
    """Its own path below the root: `zh/2022/12/27.html`."""
    root: str
    """From the page to the root: `../../../`; also given to templates as `root`."""
    lang: str
    """UI language `zh` or `en`; empty on pages in both (article, choice, 404)."""
    html_lang: str
    """For `<html lang>`."""
    kind: str
    """`home`, `day`, `month`, `year`, `archive`, `tag`, `tags`, `source`, `sources`, `article`,
    `search`, `stats`, `authored`, `choice`, `missing`."""
    title: str
    menu: str = ""
    """Its place in the menu: pages of one place and one `root` have one header."""
    description: str = ""
    canonical: str = ""
    """Absolute; empty where `base_url` is not set."""
    alternates: tuple[tuple[str, str], ...] = ()
    """(hreflang, absolute URL), with itself and x-default; empty without `base_url`."""
    switch: dict[str, str] | None = None
    """Language switch that keeps the place: UI language → href of this page in it."""
    crumbs: tuple[Ref, ...] = ()
    nav: dict[str, tuple[Ref, ...]] | None = None
    """Main navigation per UI language: latest, archive, tags, sources, search, authored pages."""
    feeds: tuple[FeedRef, ...] = ()
    noindex: bool = False


class SiteView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every template gets as `site`."""

    titles: dict[str, str]
    """Per UI language."""
    descriptions: dict[str, str]
    languages: tuple[str, ...]
    """UI languages, `("zh", "en")`."""
    names: dict[str, str]
    """UI language → its own name: 中文, English."""
    base_url: str
    version: str
    """diglot's."""
    search: bool
    """Search pages exist."""
    repo_url: str = ""
