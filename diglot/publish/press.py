"""What pages are set from: the archive, the theme and the site's words, and how they are shown.

Invariant: everything a page shows besides its own entries (title, menu, languages, settings) is in
`Press.base`, so two builds with equal bases and equal entries give equal pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from diglot import fingerprint
from diglot.catalogue.archive import Archive
from diglot.catalogue.cards import Card
from diglot.languages import full
from diglot.publish import badges, permalinks
from diglot.publish.plans import AuthoredNote, AuthoredPage
from diglot.publish.scope import ALL, Scope
from diglot.publish.templates import Templates
from diglot.publish.urls import relative_root
from diglot.publish.views import Entry, FeedRef, PageView, Ref, SiteView, Text
from diglot.settings import Settings

T = TypeVar("T")
TITLES = {"zh": "中文", "en": "English", "ja": "日本語", "de": "Deutsch", "fr": "Français"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Everything needed to plan and set any page."""

    archive: Archive
    settings: Settings
    templates: Templates
    site: SiteView
    pages: tuple[AuthoredPage, ...]
    notes: Mapping[tuple[str, str], tuple[AuthoredNote, ...]]
    """(`articles`, `days` or `tags`; path, day or slug) → notes, in the order of UI languages."""
    base: bytes
    scope: Scope = ALL
    """The places that are planned; a rule that leaves it alone plans all its pages."""
    _kept: dict[tuple[str, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    """Refs and entries once made; a card is shown on a dozen pages."""
    _states: dict[tuple[str, ...], bytes] = field(default_factory=dict, compare=False, repr=False)

    def page(self, path: str, lang: str, kind: str, title: str, **more: Any) -> PageView:  # noqa: ANN401 - PageView's own fields
        """What every template gets as `page`."""
        canonical = self.settings.base_url and self.settings.base_url + _address(path)
        return PageView(
            path=path,
            root=relative_root(path),
            lang=lang,
            html_lang=more.pop("html_lang", "") or full(lang),
            kind=kind,
            title=title,
            canonical=canonical,
            menu=self._place(path, kind),
            nav=self.nav(path, kind),
            noindex=more.pop("noindex", False) or self.settings.noindex,
            **more,
        )

    def in_languages(self, lang: str, make: Callable[[str], str]) -> dict[str, Any]:
        """The language switch and alternates of a page that exists in every UI language."""
        switch = {each: make(each) for each in self.settings.languages}
        base = self.settings.base_url
        alternates = [(full(each), base + _address(path)) for each, path in switch.items()]
        if alternates:
            alternates.append(("x-default", alternates[-1][1]))
        return {"switch": switch, "alternates": tuple(alternates) if base else ()}

    def nav(self, path: str, kind: str) -> dict[str, tuple[Ref, ...]]:
        """The main menu in each language, the page's own part marked."""
        langs = self.settings.languages
        return self.once(
            ("nav", self._place(path, kind), kind),
            lambda: {lang: self._nav(lang, path, kind) for lang in langs},
        )

    def _place(self, path: str, kind: str) -> str:
        """Pages of one place have one menu: a page that is in it has a place of its own."""
        langs = self.settings.languages
        menu = self.once(
            ("menu",),
            lambda: frozenset(ref.href for lang in langs for ref in self._nav(lang, "", "")),
        )
        return path if path in menu else kind

    def once(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made once for each key."""
        found: T | None = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
        return found

    def _nav(self, lang: str, path: str, kind: str) -> tuple[Ref, ...]:
        entries = [
            ("Latest", permalinks.home(lang), ("home",)),
            ("Archive", permalinks.archive(lang), ("archive", "year", "month", "day")),
            ("Tags", permalinks.index(lang, "tags"), ("tags", "tag")),
            ("Sources", permalinks.index(lang, "sources"), ("sources", "source")),
            *([("Search", permalinks.search(lang), ("search",))] if self.site.search else []),
            ("Statistics", permalinks.stats(lang), ("stats",)),
        ]
        refs = [
            Ref(name=self.templates.text(name, lang), href=href, current=kind in kinds)
            for name, href, kinds in entries
        ]
        for each in self.pages:
            if each.lang == lang:
                href = permalinks.authored(lang, each.name)
                refs.append(Ref(name=each.title, href=href, current=href == path))
        return tuple(refs)

    def feed(self, lang: str, kind: str = "", slug: str = "", name: str = "") -> FeedRef:
        """An Atom feed as pages announce it."""
        title = self.settings.title.get(lang, "")
        return FeedRef(
            href=permalinks.feed(lang, kind, slug),
            title=f"{name} · {title}" if name else title,
            type="application/atom+xml",
        )

    def tag_ref(self, slug: str, lang: str, *, counted: bool = False) -> Ref:
        """A tag under its name in a UI language, linked where it has a page."""
        key = ("tag", slug, lang, "counted" if counted else "")
        return self.once(key, lambda: self._tag_ref(slug, lang, counted=counted))

    def _tag_ref(self, slug: str, lang: str, *, counted: bool) -> Ref:
        tag = self.archive.tag_names[slug]
        name = getattr(tag, lang, tag.en)
        page = slug in self.archive.tag_pages
        return Ref(
            name=name,
            href=permalinks.listing(lang, "tags", slug) if page else "",
            count=len(self.archive.tags[slug]) if counted else 0,
        )

    def source_ref(self, slug: str, lang: str, *, counted: bool = False) -> Ref:
        """A source under its display name."""
        key = ("source", slug, lang, "counted" if counted else "")
        return self.once(key, lambda: self._source_ref(slug, lang, counted=counted))

    def _source_ref(self, slug: str, lang: str, *, counted: bool) -> Ref:
        source = self.archive.source_names[slug]
        name = source.display(lang)
        return Ref(
            name=name,
            href=permalinks.listing(lang, "sources", slug),
            count=len(self.archive.sources[slug]) if counted else 0,
            lang=full(source.lang) if source.lang and name == source.name else "",
        )

    def entry(self, card: Card, lang: str) -> Entry:
        """An article as a list in one UI language shows it."""
        return self.once(("entry", card.id, lang), lambda: self._entry(card, lang))

    def _entry(self, card: Card, lang: str) -> Entry:
        record = card.record
        made = badges.edition_in(card, lang)
        original = Text(text=record.title, lang=record.title_lang)
        translated = Text(text=made.title, lang=made.lang) if made and made.title else None
        lead = Text(text=record.lead, lang=record.lang) if record.lead else None
        if made and made.lead:
            lead = Text(text=made.lead, lang=made.lang)
        first = self.settings.languages[0]
        return Entry(
            href=permalinks.article(card.id) + ("" if lang == first else f"#{lang}"),
            title=translated or original,
            original=original if translated else None,
            lead=lead,
            day=record.day,
            source=self.source_ref(card.source, lang) if card.source else None,
            tags=tuple(
                self.tag_ref(slug, lang) for slug in card.tags if slug in self.archive.tag_pages
            )[:6],
            badges=badges.of(card, lang, self.settings),
        )

    def tag_state(self, slugs: tuple[str, ...]) -> bytes:
        """Which of these tags have pages: a card's digest does not know it."""
        found = self._states.get(slugs)
        if found is None:
            pages = self.archive.tag_pages
            found = self._states[slugs] = bytes([slug in pages for slug in slugs])
        return found

    def list_digest(self, cards: tuple[Card, ...], key: tuple[str, ...] = ()) -> bytes:
        """Fingerprint of what a list of these articles shows of them, kept under `key`."""
        if key:
            return self.once(key, lambda: self.list_digest(cards))
        state = self.tag_state  # as long as there are tags, which the digest knows
        return fingerprint.of(b"".join([card.digest + state(card.tags) for card in cards]))


def _address(path: str) -> str:
    """A path as an address: `index.html` is its folder."""
    return path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
