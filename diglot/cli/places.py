"""Where a finding stands: its file, the line itself and the column, for eyes and for CI.

Invariant: only regular files below the content folder or the site's own are read, each once and at
most a megabyte; what they hold is printed without control characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from diglot.capture.decode import MAX_BYTES, decode
from diglot.errors import Quarantined
from diglot.model import Finding

WIDTH = 100
"""Columns of a terminal that a line may take."""
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_QUOTED = re.compile(r"'([^']+)'|\"([^\"]+)\"|`([^`]+)`")


def clean(text: str) -> str:
    r"""Text fit for a terminal and for the log of a GitHub workflow.

    >>> clean("a\x1b[31mb ##[error]c")
    'a\\x1b[31mb ##\\[error]c'
    """
    shown = _CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
    return shown.replace("##[", "##\\[")


def file_of(finding: Finding, content: Path) -> Path | None:
    """The file that a finding speaks of: a capture, else of the content, else of the site."""
    for folder in (content / "articles", content, Path.cwd()):
        path = folder / finding.path
        if path.is_file() and not path.is_symlink():
            return path
    return None


def placed(finding: Finding, content: Path) -> tuple[Finding, str]:
    """A finding with its column where its line tells it, and that line; empty where there is none.

    What a finding quotes is looked for in the line; else the column is the line's first word.
    """
    path = file_of(finding, content) if finding.line else None
    lines = _lines(path) if path else ()
    if not 0 < finding.line <= len(lines):
        return finding, ""
    line = lines[finding.line - 1]
    if not finding.column:
        quoted = (next(filter(None, match.groups())) for match in _QUOTED.finditer(finding.what))
        found = next((at for each in quoted if (at := line.find(each)) >= 0), None)
        at = len(line) - len(line.lstrip()) if found is None else found
        finding = replace(finding, column=at + 1)
    return finding, line


def pointed(finding: Finding, line: str) -> str:
    """Two lines: what stands there, and a caret below the column; none where nothing stands there.

    >>> print(pointed(Finding(path="a", what="", code="", line=2, column=7), "date: 2022-13-45"), end="")
      2 | date: 2022-13-45
        |       ^
    """
    if not line.strip():
        return ""
    at = max(0, min(finding.column - 1, len(line)))
    start = max(0, at - WIDTH // 2)
    before = clean(("…" if start else "") + line[start:at])
    shown = before
    for character in line[at:]:
        shown += clean(character)
        if _width(shown) >= WIDTH:
            shown += "…"
            break
    number = str(finding.line)
    gap = " " * len(number)
    return f"  {number} | {clean(shown)}\n  {gap} | {' ' * _width(before)}^\n"


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


@lru_cache(maxsize=64)
def _lines(path: Path) -> tuple[str, ...]:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError:
        return ()
    try:
        text, _ = decode(raw, path.name)
    except Quarantined:
        text = raw.decode("utf-8", "replace") if len(raw) <= MAX_BYTES else ""
    return tuple(line.rstrip("\r") for line in text.split("\n"))
