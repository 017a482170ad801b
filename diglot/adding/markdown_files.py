"""Markdown files of the editor's own, with or without front matter, and the pictures beside them.

Invariant: a file with front matter is filed byte for byte (line ends apart); nothing but pictures
below its own folder is taken along.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from diglot.adding.page import Page
from diglot.adding.refusal import Refused
from diglot.capture import article
from diglot.capture.decode import decode
from diglot.capture.matter import split
from diglot.errors import Quarantined
from diglot.publish import pictures

_FOLDER = "x"
"""Stands for the folder that the file will be in: a picture above it is not taken along."""


def read(content: bytes, path: Path | None = None) -> Page:
    """The article that a Markdown file is; raises `Refused` for one that cannot be read.

    `path` is where it lies, for its name and its pictures; None where it came from an address.
    """
    name = path.name if path else "article.md"
    try:
        text, _ = decode(content, name)
        capture = article.read(content, name, dt.UTC)
        held = split(text).matter
    except Quarantined as verdict:
        raise Refused(verdict.finding.what, verdict.finding.help) from None
    if not capture.body.strip():
        raise Refused("the file holds no text", "")
    return Page(
        title=capture.title,
        body=_without_title(capture.body.strip(), capture.title),
        url=capture.url,
        source=capture.source,
        verbatim=text if held else "",
        pictures=_pictures(capture.body, path.parent) if path else {},
    )


def _pictures(body: str, folder: Path) -> dict[str, Path]:
    targets = pictures.wanted(body, f"{_FOLDER}/article.md").values()
    beside = (
        each.removeprefix(f"{_FOLDER}/") for each in targets if each.startswith(f"{_FOLDER}/")
    )
    return {name: folder / name for name in beside if pictures.read(folder, name)}


def _without_title(body: str, title: str) -> str:
    first, _, rest = body.partition("\n")
    return rest.strip() if first.startswith("# ") and first.lstrip("# ").strip() == title else body
