"""The theme: where its files are, the site's own before ours.

Invariant: a site's `templates/` wins file by file over the folder that diglot ships.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


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
