"""Running the translation stage for commands: `translate` and `build --translate`.

Invariant: nothing is sent before it is clear what; whatever ends a run, what was answered is kept.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diglot.clean import Rules
    from diglot.cli.context import Site
    from diglot.originals import Originals
    from diglot.pipeline import Options
    from diglot.project import Project
    from diglot.settings import Settings
    from diglot.translate.desk import Desk
    from diglot.translate.engines.protocol import Engine
    from diglot.translate.reports import Limits, Price, Progress
    from diglot.translate.work import Again

STOPPED = 3


def fill_all(project: Project, settings: Settings, options: Options) -> int:
    """Translate whatever lacks a translation, for `build --translate`; the command's exit code."""
    from diglot import pipeline
    from diglot.cli.context import Site
    from diglot.originals import Originals, desk

    here = Site(project=project, settings=settings, findings=[])
    table, _ = desk(project, settings)
    cards = pipeline.stock(project, settings, options).archive.cards
    originals = Originals(cards, project, settings, rules_of(here))
    return run(originals, table, here, "", limits_of(0, titles_only=False))


def run(
    originals: Originals,
    table: Desk,
    here: Site,
    engine: str,
    limits: Limits,
    *,
    plan: bool = False,
    again: Again | None = None,
) -> int:
    """Plan or make translations of these articles; the command's exit code."""
    from diglot.cli import output, wording
    from diglot.errors import UsageError
    from diglot.translate import fill, planning
    from diglot.translate.engines.protocol import FatalError

    try:
        chosen = _engine(here, engine)
    except FatalError as error:
        named = engine or here.settings.translate.engine
        help = "docs/translating.md lists the engines and what each needs"
        raise UsageError(f"engine {named}: {error}", help) from None
    if plan:
        made = planning.plan(
            originals,
            desk=table,
            engine=chosen,
            limits=limits,
            again=again,
            price=_price(here, chosen.traits.name),
        )
        output.report(made.findings)
        sys.stdout.write(wording.planned(made))
        return 0
    report = fill.run(
        originals, desk=table, engine=chosen, limits=limits, again=again, progress=_Shown()
    )
    output.report(report.findings)
    sys.stdout.write(wording.done(report))
    if report.fatal:
        return 2
    return 0 if report.complete else STOPPED


class _Shown:
    """Progress at most once a second."""

    def __init__(self) -> None:
        from diglot.cli import output

        self._progress = output.Progress()

    def __call__(self, progress: Progress) -> None:
        self._progress("translating segments", progress.segments, progress.of_segments)


def _engine(here: Site, name: str) -> Engine:
    """The engine of the settings, or another; an address and a model belong to the one they name."""
    from diglot.translate.engines.choose import EngineChoice, open_engine

    chosen = here.settings.translate
    own = name in ("", chosen.engine)
    return open_engine(
        EngineChoice(
            name=name or chosen.engine,
            url=chosen.url if own else "",
            model=chosen.model if own else "",
            proxy=chosen.proxy,
            email=chosen.email,
        ),
        os.environ,
    )


def _price(here: Site, engine: str) -> Price | None:
    from diglot.translate.reports import Price

    chosen = here.settings.translate
    per_million = chosen.prices.get(engine)
    if per_million is None:
        return None
    return Price(per_million=per_million, currency=chosen.currency)


def rules_of(here: Site) -> Rules:
    """The cleaning rules of a site."""
    from diglot.clean import load_rules

    return load_rules(None if here.project.bare else here.project.content / "rules")


def limits_of(articles: int, *, titles_only: bool) -> Limits:
    """How much a run may do; 0 articles is all of them."""
    from diglot.translate.reports import Limits

    return Limits(articles=articles or None, titles_only=titles_only)
