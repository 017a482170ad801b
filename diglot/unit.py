"""The files that a capture is made from: itself, its edit and its translations, read as one.

Invariant: equal files have equal digests, whatever their times; a file beyond the limit is not read
to its end.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from diglot import fingerprint
from diglot.capture.decode import MAX_BYTES
from diglot.jobs import Job
from diglot.publish import pictures


def read(job: Job, articles: Path) -> dict[str, bytes]:
    """Bytes by `article`, `edit` and `po.LANG`; raises `OSError`."""
    files = {"article": _article(f"{articles}/{job.path}", job.size)}
    if job.edit:
        files["edit"] = job.edit.read_bytes()
    for lang, (po, _) in job.translations.items():
        files["po." + lang] = po.read_bytes()
    return files


def digest(parts: Iterable[str | bytes], wanted: Iterable[str], articles: Path) -> bytes:
    """Fingerprint of a unit's files and of the images its text refers to."""
    images = [part for name in wanted for part in (name, pictures.read(articles, name))]
    return fingerprint.of(*parts, *images)


def _article(path: str, size: int) -> bytes:
    """A capture's bytes; one over the limit is enough to know."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path object costs as much as reading
        raw = file.read(min(size, MAX_BYTES) + 1)
    if len(raw) == size:
        return raw
    with Path(path).open("rb") as file:  # not of the size that it had a moment ago
        return file.read(MAX_BYTES + 1)
