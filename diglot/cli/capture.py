"""One capture read and cleaned as a build does it, for commands that speak of its blocks.

Invariant: the same functions, rules and edits as in a build; nothing is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diglot.errors import Quarantined, UsageError
from diglot.model import Article, Cleaned, Document

if TYPE_CHECKING:
    from diglot.catalogue.edits import Edit
    from diglot.project import Project
    from diglot.settings import Settings


def read(path: str, project: Project, settings: Settings) -> tuple[Article, Document]:
    """A capture and its blocks; raises `UsageError` for one that cannot be read."""
    from diglot.capture import article

    try:
        found = article.read((project.articles / path).read_bytes(), path, settings.zone)
        return found, article.document(found)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "check the path") from None
    except Quarantined as verdict:
        raise UsageError(f"{path}: {verdict.finding.what}", verdict.finding.help) from None


def cleaned(path: str, project: Project, settings: Settings) -> Cleaned:
    """A capture after cleaning; one that cannot be read has no blocks."""
    from diglot.clean import load_rules
    from diglot.clean.pipeline import clean

    try:
        found, document = read(path, project, settings)
    except UsageError:
        return Cleaned(blocks=(), decisions=())
    made = edit(path, project)
    rules = load_rules(None if project.bare else project.content / "rules")
    return clean(found, document, rules, keep=frozenset(made.keep), drop=frozenset(made.drop))


def edit(path: str, project: Project) -> Edit:
    """A capture's corrections; empty where there are none."""
    from diglot.catalogue.edits import Edit, parse

    file = project.content / "edits" / (path.removesuffix(".md") + ".toml")
    return parse(file.read_bytes(), path)[0] if not project.bare and file.is_file() else Edit()
