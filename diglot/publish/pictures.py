"""Image files that lie beside their article, which win over any address.

Invariant: only a regular file below the articles folder, of a known image type by its own bytes
(SVG never: it can run scripts) and at most 10 MB, becomes part of the site.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

MAX_BYTES = 10 * 1024 * 1024
_IMAGE = re.compile(r"!\[[^\[\]]*\]\(\s*<?([^)\s>]+)")
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#|\\")
_MAGIC = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "avif"),
)


def wanted(markdown: str, path: str) -> dict[str, str]:
    """Relative image addresses of an article → the file each would be, below the articles folder."""
    if "![" not in markdown:
        return {}
    found = {}
    for url in _IMAGE.findall(markdown):
        if not _ABSOLUTE.match(url):
            name = unquote(url.partition("?")[0].partition("#")[0])
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
            if not target.startswith("../") and "\0" not in target:
                found[url] = target
    return found


def published(articles: Path, targets: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Of those addresses, the ones whose file is there: address → (file, output path)."""
    found = {}
    for url, target in targets.items():
        raw = read(articles, target)
        kind = next((name for magic, name in _MAGIC if magic.match(raw)), "")
        if kind:
            name = hashlib.sha256(raw).hexdigest()[:16]
            found[url] = (target, f"media/{name}.{kind}")
    return found


def read(folder: Path, target: str) -> bytes:
    """The bytes of an image file that may be published; empty for any other.

    `target` is its path below `folder`, none of whose parts may be a symbolic link.
    """
    file = folder / target
    try:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            return b""
        for part in (file, *file.parents):
            if part == folder:
                break
            if part.is_symlink():
                return b""
        return file.read_bytes()
    except (OSError, ValueError):
        return b""
