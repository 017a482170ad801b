"""What most commands start from: the site in this folder, its settings, and what it holds.

Invariant: reads only; the store is brought up to date and nothing is written to the site.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diglot.model import Finding
    from diglot.project import Project
    from diglot.settings import Settings
    from diglot.stocking import Stock


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site a command works on."""

    project: Project
    settings: Settings
    findings: list[Finding]
    """Of the settings."""


def site(content: Path | None = None) -> Site:
    """The site in the current folder, or of the captures in `content`."""
    from diglot import settings
    from diglot.project import locate

    root = Path.cwd()
    chosen, findings = settings.load(root)
    return Site(project=locate(root, content), settings=chosen, findings=findings)


def stock_of(here: Site) -> Stock:
    """What the site's content holds."""
    from diglot import pipeline
    from diglot.cli import output
    from diglot.options import cores

    options = pipeline.Options(workers=cores(), progress=output.Progress())
    return pipeline.stock(here.project, here.settings, options)
