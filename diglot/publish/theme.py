"""The theme: where its files are, the site's own before ours.

Invariant: a site's `templates/` wins file by file over the folder that diglot ships.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from diglot import fingerprint
from diglot.errors import UsageError

OURS = "diglot"
"""Before a template's name it means the one that diglot ships, whatever the site has: a template of
the site's own that `extends "diglot/base.html"` changes single blocks of it."""

_REFERS = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\s+(?:[\"']([^\"']+)[\"'])?")


def package_folder() -> Path:
    """The theme that diglot ships: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parent.parent / "theme"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The folders a site's theme is taken from, the site's own first."""

    folders: tuple[Path, ...]

    def file(self, name: str) -> Path | None:
        """The file that `name` stands for, below the first folder that has it."""
        candidates = (folder / name for folder in self.folders)
        return next((path for path in candidates if path.is_file()), None)

    def static(self) -> dict[str, Path]:
        """Every static file by its output path: `static/site.css`."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            for path in sorted((folder / "static").rglob("*")):
                if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                    found[path.relative_to(folder).as_posix()] = path
        return dict(sorted(found.items()))


def theme_of(templates: Path) -> Theme:
    """A site's theme: its own templates where it has them, ours for the rest."""
    own, ours = templates.resolve(), package_folder().resolve()
    return Theme(folders=(own, ours) if own != ours and own.is_dir() else (ours,))


def source(theme: Theme, name: str) -> str:
    """The text of a template; raises `UsageError` where there is none."""
    mine = name.removeprefix(f"{OURS}/")
    path = theme.file(name) or (package_folder() / mine if mine != name else None)
    if path is None or not path.is_file():
        raise UsageError(f"templates/{name} is not there", "put it back or remove your copy")
    return path.read_text(encoding="utf-8")


def closure(theme: Theme, name: str) -> set[str]:
    """A template and all that it extends, includes or imports.

    One that names another by a variable may show any, so it stands for all of them.
    """
    seen: set[str] = set()
    pending = [name]
    while pending:
        each = pending.pop()
        if each not in seen:
            seen.add(each)
            named = _REFERS.findall(source(theme, each))
            pending += _every(theme) if "" in named else named
    return seen


def _every(theme: Theme) -> list[str]:
    return [
        path.relative_to(folder).as_posix()
        for folder in theme.folders
        for path in folder.rglob("*")
        if path.suffix in (".html", ".xml")
    ]


def digest_of(theme: Theme) -> bytes:
    """Fingerprint of every template and locale file."""
    parts: list[str | bytes] = []
    for folder in theme.folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".html", ".xml", ".po") and path.is_file():
                parts += [str(path), path.read_bytes()]
    return fingerprint.of(*parts)
