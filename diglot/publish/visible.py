"""What a reader sees of sanitised HTML, for leads, tags, counting, search and lists.

Invariant: HTML that came from `publish.html` and nothing else: `&` stands in it only for the few
characters that a sanitiser writes so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_BREAK = re.compile(r"<(?:br|/p|/li|/h\d|/td|/th|/tr|/pre|/blockquote|hr)\b[^<>]*>")
_ANY_TAG = re.compile(r"<[^<>]*>")
_WRITTEN = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", "\xa0"), ("&amp;", "&"))
"""Characters as sanitised HTML writes them; what `&amp;` stands for is part of none of them."""


def text_of(safe: str) -> str:
    """The visible text of sanitised HTML, on one line.

    >>> text_of("<p>a <em>b</em><br>c &lt; d</p>")
    'a b c < d'
    """
    return " ".join(spaced_text(safe).split())


def texts_of(safes: Iterable[str]) -> list[str]:
    """The same of several, their blanks looked at in one go: no text holds a NUL.

    >>> texts_of(["<p>a  b</p>", "<hr>", "<p>c<br></p>"])
    ['a b', '', 'c']
    """
    spaced = _decoded("\0".join([_untagged(safe) for safe in safes]))
    return [text.strip() for text in " ".join(spaced.split()).split("\0")]


def spaced_text(safe: str) -> str:
    """The same with as many blanks and line ends as it happens to have."""
    return _decoded(_untagged(safe))


def _untagged(safe: str) -> str:
    if safe.startswith("<p>") and safe.endswith("</p>"):
        inner = safe[3:-4]
        if "<" not in inner:
            return inner
        if "</p>" not in inner and "<br" not in inner:
            return _ANY_TAG.sub("", inner)
    start, end = safe.find(">") + 1, safe.rfind("<")
    if safe.startswith("<") and safe.endswith(">") and safe.find("<", start) == end:
        return safe[start:end]  # one element
    return _ANY_TAG.sub("", _BREAK.sub(" ", safe))


def _decoded(text: str) -> str:
    if "&" in text:
        for written, character in _WRITTEN:
            text = text.replace(written, character)
    return text
