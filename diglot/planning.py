"""What pages there are to be after a change: those of the places that it can touch.

Invariant: nothing is written; the store is read only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import diglot
from diglot import collector, fingerprint, printing
from diglot.catalogue.archive import Archive
from diglot.catalogue.page_table import Page, PageTable
from diglot.catalogue.store import Store
from diglot.errors import UsageError
from diglot.inputs import Inputs
from diglot.looking import Look
from diglot.options import Options
from diglot.project import Project
from diglot.publish import dirty, pages
from diglot.publish.dirty import Changes
from diglot.publish.pages import fixed
from diglot.publish.plans import Plan, distinct
from diglot.publish.press import TITLES, Press
from diglot.publish.scope import ALL, Scope
from diglot.publish.theme import theme_of
from diglot.publish.views import SiteView
from diglot.search import output as index
from diglot.settings import Settings


def press(project: Project, settings: Settings, archive: Archive, inputs: Inputs) -> Press:
    """What pages are set from."""
    templates = printing.templates_of(
        theme_of(project.templates), settings.languages, project.cache
    )
    site = SiteView(
        titles={lang: settings.title.get(lang, "") for lang in settings.languages},
        descriptions={lang: settings.description.get(lang, "") for lang in settings.languages},
        languages=settings.languages,
        names={lang: TITLES.get(lang, lang) for lang in settings.languages},
        base_url=settings.base_url,
        version=diglot.__version__,
        search=settings.search,
        repo_url=settings.repo_url,
    )
    menu = repr([(page.name, page.lang, page.title) for page in inputs.pages])
    return Press(
        archive=archive,
        settings=settings,
        templates=templates,
        site=site,
        pages=inputs.pages,
        notes=inputs.notes,
        base=fingerprint.of(fingerprint.of_code(), repr(settings), menu),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What is to be printed, but for the files of the search index."""

    found: Look
    """What the last build left."""
    scope: Scope
    """The places that were planned."""
    known: Mapping[str, Page]
    """Their pages, as they were written."""
    plans: Mapping[str, Plan]
    """The same, as they are to be."""
    copies: Mapping[str, Path]
    plain: Mapping[str, bytes]
    news: Callable[[], Changes]


def plan(
    press: Press,
    project: Project,
    store: Store,
    media: Iterable[tuple[str, str]],
    found: Look,
    made_of: bytes,
    options: Options,
) -> Planned:
    """Plan the places that a change can touch; nothing is written.

    `media` are images beside captures, each with its path in the site; `found` is what the last
    build left; `made_of` is the fingerprint of all that the site is made of besides captures.
    """
    table = PageTable(store)
    whole = options.full or store.meta("frame") != frame(press) or not found.complete
    copies = dict(press.templates.theme.static())
    copies |= {output: project.articles / name for name, output in media}
    plain = fixed.plain(press)
    news = cache(partial(dirty.changes, press, store, made_of, complete=found.complete))
    with collector.paused():
        scope = ALL if whole else dirty.scope_of(news(), table.marks)
        known, plans = _planned(press, table, scope)
        if scope != ALL and _may_clash(plans.keys() - known.keys(), found.ours - known.keys()):
            scope = ALL
            known, plans = _planned(press, table, scope)
    clashes = plans.keys() & (copies.keys() | plain.keys())
    if clashes:
        raise UsageError(f"{min(clashes)} is both a page and a file", "rename the file")
    return Planned(
        found=found,
        scope=scope,
        known=known,
        plans=plans,
        copies=copies,
        plain=plain,
        news=news,
    )


def frame(press: Press) -> bytes:
    """Fingerprint of what all pages have in common."""
    return fingerprint.of(press.base, press.templates.whole)


def _planned(
    press: Press, table: PageTable, scope: Scope
) -> tuple[dict[str, Page], dict[str, Plan]]:
    """The pages of these places as they were written, and as they are to be."""
    plans = distinct(pages.plans(replace(press, scope=scope)))
    if scope.places is None:
        return table.but(index.PLACE), plans
    return table.of({*scope.places, ""}), plans


def _may_clash(new: Collection[str], others: Iterable[str]) -> bool:
    """Whether one of these pages might be a file of another place on a disk that ignores case."""
    folded = {path.casefold() for path in new}
    return bool(folded) and not folded.isdisjoint("\n".join(others).casefold().split("\n"))
