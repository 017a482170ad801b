"""Where the files of one site are, decided once from the command line and the disk.

Invariant: the output folder is refused unless writing there can harm nothing: not `/`, not a home
folder, not inside content, not around it, not a folder with files that are not ours.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from diglot.errors import UsageError
from diglot.publish.manifest import NAME as MANIFEST

HARMLESS = frozenset({".git", ".gitignore", ".gitattributes", ".nojekyll", "CNAME", ".DS_Store"})
"""Files that may lie in an output folder before our first build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The folders and files of a site."""

    root: Path
    content: Path
    """Holds `edits/`, `translations/` and the rest; its articles are in `articles`."""
    articles: Path
    templates: Path
    output: Path
    cache: Path
    """The SQLite file; its folder holds all other caches and the lock."""

    @property
    def bare(self) -> bool:
        """A folder of captures alone: nothing of an editor's stands beside them."""
        return self.content == self.articles


def locate(root: Path, content: Path | None = None, output: Path | None = None) -> Project:
    """The project in `root`; `content` and `output` replace its own. Raises `UsageError`."""
    root = root.resolve()
    folder = (content or root / "content").resolve()
    if content is not None and not folder.is_dir():
        raise UsageError(f"{content} is not a folder", "give the folder that holds the captures")
    articles = folder / "articles"
    if content is not None and not articles.is_dir():
        articles = folder
    if content is None and not folder.is_dir() and not (root / "diglot.toml").is_file():
        help = "go into the site's folder, make a site with `diglot init DIR`, or give --content"
        raise UsageError("there is no site in this folder: no diglot.toml, no content/", help)
    target = (output or root / "site").absolute()
    check_output(target, root, folder)
    name = "diglot.sqlite"
    if content is not None or output is not None:
        key = hashlib.sha256(f"{folder}\0{target}".encode("utf-8", "surrogateescape")).hexdigest()
        name = f"diglot-{key[:8]}.sqlite"
    return Project(
        root=root,
        content=folder,
        articles=articles,
        templates=root / "templates",
        output=target,
        cache=root / ".cache" / name,
    )


def check_output(output: Path, root: Path, content: Path) -> None:
    """Raise `UsageError` for an output folder that a build could do harm in."""
    if output.is_symlink():
        raise UsageError(f"{output} is a symbolic link", "give the folder itself with -o")
    real = output.resolve()
    help = "give a folder of its own with -o, such as site"
    if real == Path(real.anchor) or real == Path.home().resolve():
        raise UsageError(f"{output} is no place for a site", help)
    if real == root or real in root.parents:
        raise UsageError(f"{output} holds the site's own sources", help)
    if real == content or real.is_relative_to(content) or content.is_relative_to(real):
        raise UsageError(f"{output} and the content folder {content} overlap", help)
    if not real.exists():
        return
    if not real.is_dir():
        raise UsageError(f"{output} is not a folder", help)
    if not (real / MANIFEST).is_file():
        foreign = sorted(path.name for path in real.iterdir() if path.name not in HARMLESS)
        if foreign:
            what = f"{output} holds files that are not diglot's, such as {foreign[0]}"
            raise UsageError(what, "empty it, or give another folder with -o")
