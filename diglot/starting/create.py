"""Write a new site: settings, a first article, and on request a workflow, a demo and the theme.

Invariant: nothing that exists is overwritten; a folder with files in it is refused before the first
file is written.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import diglot
from diglot.errors import StorageError, UsageError
from diglot.publish.theme import package_folder

HARMLESS = frozenset({".git", ".DS_Store", "LICENSE", "README.md"})
"""What a folder may hold already: a repository just made on GitHub has these."""

_FILES = Path(__file__).parent / "files"
_DOT = "dot-"
"""Begins the packaged name of a hidden file, which would mean something where it is packaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a new site is to have besides the necessary."""

    github: bool = False
    """A workflow that publishes on GitHub Pages."""
    demo: bool = False
    """Three articles to look at in the place of the first one."""
    templates: bool = False
    """A copy of the theme to change."""


def create(folder: Path, wishes: Wishes) -> tuple[str, ...]:
    """Make a site in `folder`; the paths written, in order.

    Raises `UsageError` for a folder that is not empty, `StorageError` where the disk says no.
    """
    _check(folder)
    parts = ["site", "demo" if wishes.demo else "first"]
    planned = {target: source for part in parts for target, source in _part(part)}
    if wishes.github:
        planned |= {f".github/{target}": source for target, source in _part("github")}
    written = [name for name in sorted(planned) if _copy(planned[name], folder / name)]
    if wishes.templates:
        written += [f"templates/{name}" for name in eject(folder)]
    return tuple(written)


def eject(folder: Path) -> tuple[str, ...]:
    """Copy the theme into the site's `templates/`; raises `UsageError` where there is one."""
    target = folder / "templates"
    if target.is_dir() and any(target.iterdir()):
        help = "move it away first, or copy single files from a new site"
        raise UsageError(f"{target} holds templates already", help)
    theme = package_folder()
    names = sorted(
        path.relative_to(theme).as_posix() for path in theme.rglob("*") if path.is_file()
    )
    for name in names:
        _copy(theme / name, target / name)
    return tuple(names)


def _check(folder: Path) -> None:
    try:
        held = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise UsageError(f"{folder} is a file", "give the name of a new folder") from None
    except OSError as error:
        raise StorageError(f"{folder}: {error.strerror}", "check its permissions") from None
    foreign = [name for name in held if name not in HARMLESS]
    if foreign:
        what = f"{folder} is not empty: it holds {foreign[0]}"
        raise UsageError(what, "give the name of a new folder")


def _part(name: str) -> Iterator[tuple[str, Path]]:
    """The files of a part, each with its path in the new site."""
    base = _FILES / name
    for path in base.rglob("*"):
        if path.is_file():
            place = path.relative_to(base)
            shown = (
                "." + place.name.removeprefix(_DOT) if place.name.startswith(_DOT) else place.name
            )
            yield (place.parent / shown).as_posix(), path


def _copy(source: Path, target: Path) -> bool:
    """Copy a file where there is none; whether it was."""
    if target.exists():
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".yml":
            text = source.read_text(encoding="utf-8").replace("@VERSION@", diglot.__version__)
            target.write_text(text, encoding="utf-8", newline="\n")
        else:
            shutil.copyfile(source, target)
    except OSError as error:
        raise StorageError(f"{target}: {error.strerror}", "check permissions and space") from None
    return True
