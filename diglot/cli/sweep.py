"""Every capture of a site, read in worker processes, for commands that count over all of them.

Invariant: results come in the order of the paths; a capture that cannot be read gives none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from diglot.clean import Rules
    from diglot.cli.context import Site
    from diglot.model import Article, Document
    from diglot.settings import Settings

R = TypeVar("R")
Each = Callable[["Article", "Document", "Rules"], R]
"""What is done with a capture; a function of a module, so that it travels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shop:
    """What all captures are read with."""

    articles: Path
    settings: Settings
    rules: Rules
    each: Each[Any]


def sweep(here: Site, rules: Rules, each: Each[R], what: str) -> Iterator[R]:
    """`each` of every capture; `what` names the work for whoever watches it."""
    from diglot import workers
    from diglot.capture.walk import walk
    from diglot.cli import output
    from diglot.options import cores

    shop = _Shop(articles=here.project.articles, settings=here.settings, rules=rules, each=each)
    paths = [found.path for found in walk(here.project.articles)[0]]
    progress = output.Progress()
    done = workers.spread(_all, shop, paths, workers=cores(), lost=lambda path: [])
    for number, results in enumerate(done, start=1):
        progress(what, number, len(paths))
        yield from results


def _all(shop: _Shop, paths: Sequence[str]) -> list[list[Any]]:
    from diglot.capture import article
    from diglot.errors import Quarantined

    found: list[list[Any]] = []
    for path in paths:
        try:
            capture = article.read((shop.articles / path).read_bytes(), path, shop.settings.zone)
            document = article.document(capture)
        except (OSError, Quarantined):
            found.append([])
        else:
            found.append([shop.each(capture, document, shop.rules)])
    return found
