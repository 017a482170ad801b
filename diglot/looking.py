"""What the last build left, looked at while a worker makes what is new.

Invariant: nothing is written; it holds until this build writes its first file.
"""

from __future__ import annotations

from dataclasses import dataclass

from diglot import collector, printing, workers
from diglot.catalogue.store import Store
from diglot.project import Project
from diglot.publish import manifest
from diglot.publish.theme import theme_of
from diglot.settings import Settings

OFTEN = ("home.html", "day.html", "article.html", "tag.html", "source.html", "feed.xml")
"""Templates of the pages that nearly any change touches."""
REST = (
    "archive.html",
    "year.html",
    "month.html",
    "tags.html",
    "sources.html",
    "stats.html",
    "opml.xml",
)
"""Those of other pages that every site has: a first build prints them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The output folder and what the store knows of it."""

    present: set[str]
    """Every file below the output folder."""
    ours: set[str]
    """Those of the manifest, whether they are there or not."""
    died: bool
    """Whether the last build did not come to its end."""

    @property
    def complete(self) -> bool:
        """Whether all files of the last build are there."""
        return bool(self.ours) and not self.died and self.ours <= self.present


def look(project: Project, settings: Settings, store: Store) -> Look:
    """Look at it, and have what pages are printed with loaded, where they will be."""
    theme = theme_of(project.templates)
    ours = manifest.read(project.output)
    names = OFTEN if ours else OFTEN + REST
    words = (theme, settings.languages, project.cache, names)
    if not workers.ask(printing.warm, *words):
        printing.warm(*words)
    with collector.paused():
        return Look(
            present=manifest.present(project.output),
            ours=ours,
            died=bool(store.meta("printing")),
        )
