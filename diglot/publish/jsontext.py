"""JSON that may stand anywhere: in a script element, a feed, a file somebody opens as HTML.

Invariant: no `<`, `>` or `&` stands in it as itself, and no number that JSON does not know.
"""

from __future__ import annotations

import msgspec

_MARKUP = {b"<": rb"\u003c", b">": rb"\u003e", b"&": rb"\u0026"}
_LINES = {"\u2028": r"\u2028", "\u2029": r"\u2029"}
"""Ends of lines to JavaScript, which older browsers do not allow in a text."""


def dumps(value: object, *, indent: int = 0) -> str:
    r"""A value as JSON text, on one line or indented; half of a surrogate pair becomes `?`.

    >>> dumps({"b": [1], "a": "</script>"})
    '{"a": "\\u003c/script\\u003e", "b": [1]}'
    >>> dumps({"a": "\ud800", "b": {}}, indent=1)
    '{\n "a": "?",\n "b": {}\n}'
    """
    try:
        raw = msgspec.json.encode(value, order="sorted")
    except UnicodeEncodeError:
        raw = msgspec.json.encode(_whole(value), order="sorted")
    raw = msgspec.json.format(raw, indent=indent)
    for sign, escaped in _MARKUP.items():  # `translate` looks at every character by itself
        raw = raw.replace(sign, escaped)
    text = raw.decode()
    for end, written in _LINES.items():
        text = text.replace(end, written)
    return text


def _whole(value: object) -> object:
    """The same without halves of surrogate pairs, which UTF-8 does not know."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode()
        case dict():
            return {_whole(key): _whole(each) for key, each in value.items()}
        case list() | tuple():
            return [_whole(each) for each in value]
    return value
