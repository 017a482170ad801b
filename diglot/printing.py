"""Render and write pages, in as many processes as there are.

Invariant: a page's bytes depend on its sheet, its rows and the theme alone, whichever process
prints it; it is written before its fingerprint is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diglot import workers
from diglot.catalogue.bodies import read_rows
from diglot.catalogue.page_table import Page, PageTable
from diglot.catalogue.store import Store
from diglot.options import Options
from diglot.project import Project
from diglot.publish import writer
from diglot.publish.packing import packed, unpacked
from diglot.publish.plans import Plan
from diglot.publish.press import Press
from diglot.publish.templates import Templates
from diglot.publish.theme import Theme, digest_of
from diglot.publish.views import SiteView
from diglot.settings import Settings

if TYPE_CHECKING:
    from diglot.publish.engine import Engine

ALONE = 96
"""Pages below which starting workers takes longer than rendering."""
FEW = 4
"""Pages sent at a time to one worker: it prints them while this process sets the next."""


class Sheet(NamedTuple):
    """A page on its way to a worker."""

    path: str
    template: str
    fingerprint: bytes
    variables: bytes
    """As `packing` packs them."""
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """What all pages of a build are rendered with."""

    theme: Theme
    languages: tuple[str, ...]
    digest: bytes
    """Of the whole theme, so that a process that outlives a change reads it again."""
    base: bytes
    """Of what all pages have in common."""
    site: SiteView
    settings: Settings
    output: Path
    cache: Path


def render(
    press: Press,
    project: Project,
    store: Store,
    plans: Sequence[Plan],
    options: Options,
    meanwhile: Iterator[object],
) -> int:
    """Render and write these pages; the number of files whose bytes changed.

    Steps of `meanwhile` are taken while workers print.
    """
    theme = press.templates.theme
    shop = Shop(
        theme=theme,
        languages=press.settings.languages,
        digest=press.templates.whole,
        base=press.base,
        site=press.site,
        settings=press.settings,
        output=project.output,
        cache=project.cache,
    )
    count = options.workers
    if len(plans) < ALONE:
        count = 1 if workers.are_ready() else 0
    elif count:  # once, here, or each worker would
        engine_of(press.templates).load({plan.template for plan in plans} - {""})
    table = PageTable(store)
    places = {plan.path: plan.place for plan in plans}
    written = 0
    done: list[Page] = []
    results = workers.spread(
        _print,
        shop,
        _sheets(plans),
        workers=count,
        chunk=FEW if count == 1 else workers.CHUNK,
        meanwhile=meanwhile,
    )
    for number, (path, print_, size, changed) in enumerate(results, start=1):
        done.append(Page(place=places[path], path=path, fingerprint=print_, bytes=size))
        written += changed
        if len(done) >= 512 or number == len(plans):
            store.begin()
            table.put(done)
            store.commit()
            done.clear()
            options.progress("writing pages", number, len(plans))
    return written


def _sheets(plans: Sequence[Plan]) -> Iterator[Sheet]:
    for plan in plans:
        yield Sheet(
            path=plan.path,
            template=plan.template,
            fingerprint=plan.fingerprint,
            variables=packed(plan.template, plan.variables()),
            bodies=plan.bodies,
        )


def _print(shop: Shop, sheets: Sequence[Sheet]) -> list[tuple[str, bytes, int, bool]]:
    """Render and write some pages, in a worker."""
    from diglot.publish.assemble import assembled

    engine = engine_of(_templates(shop.theme, shop.languages, shop.digest, shop.cache))
    engine.keep(shop.base)
    bodies = read_rows(shop.cache, [path for sheet in sheets for path in sheet.bodies])
    results = []
    for sheet in sheets:
        variables = unpacked(sheet.template, sheet.variables)
        variables = assembled(variables, bodies, shop.settings)
        page = variables["page"]
        shown = {**variables, "site": shop.site, "root": page.root}
        text = engine.render(sheet.template, shown) if sheet.template else variables["verbatim"]
        content = writer.encoded(text)
        changed = writer.write(shop.output, sheet.path, content)
        results.append((sheet.path, sheet.fingerprint, len(content), changed))
    return results


def templates_of(theme: Theme, languages: tuple[str, ...], cache: Path) -> Templates:
    """A theme's templates, kept until one of its files changes."""
    return _templates(theme, languages, digest_of(theme), cache)


@lru_cache(maxsize=2)
def _templates(theme: Theme, languages: tuple[str, ...], digest: bytes, cache: Path) -> Templates:
    return Templates(theme, languages, cache.parent / "templates", digest)


def warm(theme: Theme, languages: tuple[str, ...], cache: Path, names: Sequence[str]) -> None:
    """Load what pages are printed with, these templates of the theme included."""
    engine_of(templates_of(theme, languages, cache)).load(names)


@lru_cache(maxsize=2)
def engine_of(templates: Templates) -> Engine:
    """What renders them; Jinja is loaded with it."""
    from diglot.publish.engine import Engine

    return Engine(templates)
