"""Reading PO files with Babel, strictly: the one module that does, and the build's only way in.

Invariant: never raises for what a file holds. Where its form is wrong no entry is returned, only
an error with its line, so that nothing is published or rewritten from a file half understood.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from diglot.model import Finding, Role
from diglot.translate.entries import ROLES, Entry, key, read_provenance

if TYPE_CHECKING:
    from babel.messages.catalog import Message

_STRING = r'"(?:[^"\\]|\\.)*"'
_GOOD_LINE = re.compile(
    rf"[ \t]*(?:#(?!~).*|(?:#~[ \t]*)?(?:#\|.*|(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)"
    rf"[ \t]+{_STRING}|{_STRING})?)[ \t\r]*"
)
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def read_po(po: bytes, path: str) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """The file's entries in order, obsolete ones included, and what is wrong with it.

    `path` is only for the findings.
    """
    try:
        text = po.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = po.count(b"\n", 0, error.start) + 1
        return (), (unreadable(path, line, "is not UTF-8", "save it as UTF-8"),)
    for number, line_text in enumerate(text.split("\n"), start=1):
        if not _GOOD_LINE.fullmatch(line_text):
            return (), (_bad_line(path, number, line_text),)
    return _parse(text, path)


def _bad_line(path: str, number: int, line: str) -> Finding:
    if line.startswith(_CONFLICT):
        return unreadable(
            path, number, "holds the markers of a merge conflict", "resolve it, keeping one side"
        )
    what = f"is not a PO file here: {line.strip()[:60]!r}"
    return unreadable(
        path, number, what, 'every line is a comment, a keyword and a "string", or both'
    )


def _parse(text: str, path: str) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import PoFileError, PoFileParser

    messages: list[Message] = []

    class Listing(Catalog):
        """A catalogue that keeps every message, in order, where Babel's would merge equal ones."""

        def __setitem__(self, name: object, message: Message) -> None:
            messages.append(message)

    catalog = Listing(charset="utf-8")
    parser = PoFileParser(catalog, abort_invalid=True)
    try:
        parser.parse(text.split("\n"))
    except PoFileError as error:
        what = str(error).rpartition(" on ")[0] or "cannot be read"
        return (), (unreadable(path, int(error.lineno) + 1, what, "mend this entry"),)
    except (ValueError, IndexError, AttributeError, TypeError) as error:
        return (), (
            unreadable(path, parser.offset + 1, f"cannot be read ({error})", "mend this entry"),
        )
    entries: list[Entry] = []
    odd: list[Finding] = []
    lines: dict[tuple[str, str], int] = {}
    for message in messages:
        if not message.id:
            continue
        entry = _entry(message, obsolete=False)
        if entry is None:
            odd.append(_odd(path, message))
            continue
        name = key(entry.role, entry.source)
        if name in lines:
            what = f"has the same entry as line {lines[name]} again"
            return (), (unreadable(path, entry.line, what, "keep one of the two"),)
        lines[name] = entry.line
        entries.append(entry)
    gone = (_entry(message, obsolete=True) for message in catalog.obsolete.values())
    return (*entries, *(entry for entry in gone if entry is not None)), tuple(odd)


def _entry(message: Message, *, obsolete: bool) -> Entry | None:
    if message.context not in ROLES or not isinstance(message.id, str):
        return None
    comments = [comment for comment in message.user_comments if not comment.startswith("|")]
    provenance, notes = read_provenance(comments)
    return Entry(
        role=cast(Role, message.context),
        source=message.id,
        text=message.string if isinstance(message.string, str) else "",
        fuzzy=message.fuzzy,
        provenance=provenance,
        notes=notes,
        obsolete=obsolete,
        line=message.lineno or 0,
    )


def _odd(path: str, message: Message) -> Finding:
    return Finding(
        path=path,
        what=f"entry with msgctxt {message.context!r} belongs to nothing and is not used",
        help="msgctxt is one of " + ", ".join(sorted(ROLES)),
        code="translation-role",
        line=message.lineno or 0,
    )


def unreadable(path: str, line: int, what: str, help_: str = "mend it by hand") -> Finding:
    """The finding for a PO file that is neither used nor rewritten."""
    return Finding(
        path=path,
        what=f"{what}; none of its translations is used",
        help=help_,
        severity="error",
        code="translation-unreadable",
        line=line,
    )
