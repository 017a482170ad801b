"""JSON that may stand anywhere: in a script element, a feed, a file somebody opens as HTML.

Invariant: no `<`, `>` or `&` stands in it as itself, and no number that JSON does not know.
"""

from __future__ import annotations

import json

_MARKUP = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}


def dumps(value: object, *, indent: int | None = None) -> str:
    r"""A value as JSON text.

    >>> dumps({"a": "</script>"})
    '{"a": "\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=indent)
    for sign, escaped in _MARKUP.items():  # `translate` looks at every character by itself
        text = text.replace(sign, escaped)
    return text
