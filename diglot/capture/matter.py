"""Find where front matter ends and the text begins, before any parser sees either.

Invariant: front matter, mark and body tile the file; front matter beyond 64 KiB or 200 lines is
refused; one that is never closed ends at its first blank line, and a mere rule is none.
"""

from __future__ import annotations

import re

import msgspec

MAX_CHARACTERS = 64 * 1024
MAX_LINES = 200

KEY = re.compile(r"([A-Za-z_][\w.-]{0,63})[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")


class TooLargeError(ValueError):
    """Front matter beyond the bounds that a parser may be given."""


class Split(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A file's text cut into front matter and body."""

    matter: str
    """The lines between the marks, without them; empty where there is no front matter."""
    body: str
    body_line: int
    toml: bool = False
    unclosed: bool = False


def split(text: str) -> Split:
    """Cut front matter off; raises `TooLargeError` beyond 64 KiB or 200 lines."""
    mark = text[:4]
    if mark not in ("---\n", "+++\n"):
        return Split(matter="", body=text, body_line=1)
    fence, start, line, blank = mark[:3], 4, 2, True
    end = text.find(f"\n{fence}", 3)
    rows = text[4:end].split("\n") if end > 3 and text.startswith("\n", end + 4) else ()
    if rows and all(map(str.strip, rows)) and (fence == "+++" or _is_plausible(rows[0])):
        start, line = end + 1, len(rows) + 2  # no blank line before the mark: nothing to look for
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        row = text[start:end]
        if row.rstrip() == fence:
            matter = text[4:start]
            if len(matter) > MAX_CHARACTERS or line - 2 > MAX_LINES:
                what = f"front matter of {line - 2:,} lines and {len(matter):,} characters"
                raise TooLargeError(what)
            toml = fence == "+++"
            return Split(matter=matter, body=text[end + 1 :], body_line=line + 1, toml=toml)
        if blank and row.strip() and fence == "---" and not _is_plausible(row):
            break
        blank = not row.strip()
        start, line = end + 1, line + 1
    return _unclosed(text)


def _is_plausible(row: str) -> bool:
    """Whether a line after a blank one can still be front matter."""
    return row[0] in " \t-#" or KEY.match(row) is not None


def _unclosed(text: str) -> Split:
    """Leading `key: value` lines up to the first blank one; none at all is a thematic break."""
    lines = text.split("\n", MAX_LINES + 2)
    taken = 1
    while taken < min(len(lines) - 1, MAX_LINES) and lines[taken].strip():
        taken += 1
    if text[0] == "+" or not KEY.match(lines[1] if len(lines) > 1 else ""):
        return Split(matter="", body=text, body_line=1)
    matter = "".join(line + "\n" for line in lines[1:taken])
    if len(matter) > MAX_CHARACTERS:
        raise TooLargeError(f"front matter of {len(matter):,} characters, never closed")
    body = text[4 + len(matter) :]
    return Split(matter=matter, body=body, body_line=taken + 1, unclosed=True)
