"""From the path of a request to a file of the preview, and to nothing else on the disk.

Invariant: what is returned is a regular file whose real path is below the root; hidden files,
links that lead out, and names that only some systems understand are not found.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
"""Fixed, since a system's own table may hold anything (on Windows it comes from the registry)."""

_SEGMENT = re.compile(r'[^\x00-\x1f\x7f<>:"/\\|?*]+')


def media_type(path: Path) -> str:
    """The content type a file is sent with.

    >>> media_type(Path("search/00.bin"))
    'application/octet-stream'
    """
    return TYPES.get(path.suffix.lower(), "application/octet-stream")


def segments(path: str) -> tuple[str, ...] | None:
    """The names in a request's path, decoded; None for one that no file of a site can have.

    >>> segments("zh/%E4%B8%AD.html"), segments("a/../b"), segments("a/%2e%2e/b")
    (('zh', '中.html'), None, None)
    """
    names = []
    for part in path.split("/"):
        if not part:
            continue
        try:
            name = unquote_to_bytes(part).decode("utf-8")
        except UnicodeDecodeError:
            return None
        if name.startswith(".") or name.endswith((".", " ")) or not _SEGMENT.fullmatch(name):
            return None
        names.append(name)
    return tuple(names)


def find(root: Path, path: str) -> Path | None:
    """The file below `root` for a path below the site's base; a folder stands for its index.

    `root` is a real path. A folder is only found with a slash at its end, see `is_folder`.
    """
    names = segments(path)
    if names is None:
        return None
    if not path or path.endswith("/"):
        names = (*names, "index.html")
    return _inside(root, root.joinpath(*names))


def is_folder(root: Path, path: str) -> bool:
    """Whether the path, with a slash added, would be a folder that has an index."""
    return bool(path) and not path.endswith("/") and find(root, path + "/") is not None


def _inside(root: Path, target: Path) -> Path | None:
    try:
        real = target.resolve(strict=True)
        return real if real.is_relative_to(root) and real.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None
