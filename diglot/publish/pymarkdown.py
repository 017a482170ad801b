"""Python-Markdown for the editor's notes and pages, and for captures where a site asks for it.

Invariant: the only importer of `markdown`, and only where a text needs it; what it returns is still to be sanitised.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import markdown

_EXTENSIONS = ["footnotes", "toc", "tables", "attr_list", "def_list", "sane_lists", "smarty"]
_TOP = re.compile(r"^#[ \t]|^=+[ \t]*$", re.MULTILINE)
_RAW = re.compile(r"<(?=[A-Za-z/!?])")
_CODE = re.compile(r"(^(?: {4}|\t).*$|`+[^`]*`+)", re.MULTILINE)


def render_authored(text: str) -> str:
    """HTML of a note or page, with footnotes, a table of contents for `[TOC]`, and tables.

    Headings start at level 2, whichever the text starts with: the page's title is its only `h1`.
    """
    return _converted(partial(_authored, 2 if _TOP.search(text) else 1), text)


def render(text: str) -> str:
    """HTML of a captured block; raw HTML outside code is shown as text."""
    pieces = _CODE.split(text)
    shown = [piece if at % 2 else _RAW.sub("&lt;", piece) for at, piece in enumerate(pieces)]
    return _converted(_captured, "".join(shown))


def _converted(converter: Callable[[], markdown.Markdown], text: str) -> str:
    """A text through a converter; one that failed half-way is used no more: it is still inside that
    text's lists, which its `reset` does not know.
    """
    try:
        return converter().reset().convert(text)
    except Exception:
        _authored.cache_clear()
        _captured.cache_clear()
        raise


@cache
def _authored(base: int) -> markdown.Markdown:
    import markdown

    return markdown.Markdown(
        extensions=_EXTENSIONS,
        extension_configs={
            "toc": {"baselevel": base, "toc_class": "toc"},
            "footnotes": {"UNIQUE_IDS": False},
        },
        output_format="html",
    )


@cache
def _captured() -> markdown.Markdown:
    import markdown

    return markdown.Markdown(extensions=["tables", "fenced_code", "sane_lists"])
