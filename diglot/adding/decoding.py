"""From the bytes of a page to its text, as browsers find out its encoding.

Invariant: never raises; a page that declares nothing is UTF-8 if it can be, else GB 18030, the
encoding of Chinese pages that declare none.
"""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,80}encoding\s*=\s*["']([A-Za-z0-9_.-]{2,30})""")
_INSTEAD = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
"""What browsers read instead (WHATWG Encoding Standard, section 4.2)."""
_HEAD = 4_096


def decode(content: bytes, content_type: str = "") -> str:
    """The text of a page.

    >>> decode('<meta charset="gb2312">中文'.encode("gb18030"))
    '<meta charset="gb2312">中文'
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    head = content[:_HEAD]
    for found in (
        _DECLARED.search(content_type.encode("ascii", "ignore")),
        _XML.match(head),
        _DECLARED.search(head),
    ):
        name = _codec(found[1].decode("ascii")) if found else ""
        if name:
            return content.decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _codec(label: str) -> str:
    """Python's name for a declared encoding; empty for one that is no text encoding."""
    try:
        b"x".decode(label, "replace")  # a codec that is no text encoding ("hex") raises here
        found = codecs.lookup(label).name
    except LookupError:
        return ""
    return "utf-8" if found.startswith("utf-16") else _INSTEAD.get(found, found)
