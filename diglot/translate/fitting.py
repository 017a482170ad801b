"""Replacement text made to stay inline, with as few escapes as that takes.

Invariant: escaping changes only how the text is written, never what is read.
"""

from __future__ import annotations

import re

SPACE = " \t\n"
EFFORTS = 3
"""How many ways `fit` knows, each escaping more than the one before."""

SAFE_LINE = re.compile(r"[^\W\d_][^\n|\x00-\x1f]*(?<![ \\])")
"""One line that starts with a letter: alone in a paragraph it can be nothing else."""

_LABEL_ENDS = re.compile(r"[\[\]`<\\]")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BREAK = re.compile(r"(?<![ \t])[ \t]*\\?[ \t]*\n[ \t\n]*")
_LINES = re.compile(r"\n[ \t\n]+")
_OPENER = re.compile(r"^(?=[#>+*=~`<\[:|-])", re.MULTILINE)
_NUMBER = re.compile(r"^(\d{1,9})(?=[.)])", re.MULTILINE)
_CLOSER = re.compile(r"(?<![\\#])(#+)$")
_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def fit(text: str, one_line: bool, effort: int) -> str:
    r"""The text as it can stand in a leaf: trimmed, and without blank lines.

    With effort 0 only what never can stand there is changed; with 1 what opens a block is escaped;
    with 2 everything is, on one line.

    >>> fit("1. a | b\n\n# c", one_line=False, effort=1)
    '1\\. a \\| b\n\\# c'
    >>> fit("a\\\nb", one_line=True, effort=0)
    'a b'
    """
    text = _CONTROL.sub("", text).strip(SPACE)
    if effort >= 2:
        return _PUNCTUATION.sub(r"\\\1", _BREAK.sub(" ", text))
    text = _BREAK.sub(" ", text) if one_line else _LINES.sub("\n", text)
    if effort:
        text = without_pipes(text) if "\n" in text else text
        text = _NUMBER.sub(r"\1\\", _OPENER.sub(r"\\", text))
        text = _CLOSER.sub(lambda match: "\\" + match[1], text)
    return text


def without_pipes(text: str) -> str:
    r"""The text with every pipe escaped, as a table's cells need them even in code.

    >>> without_pipes(r"a | b \| c")
    'a \\| b \\| c'
    """
    return _PIPE.sub(r"\1\\|", text)


def fit_label(text: str) -> str:
    r"""A fitted text as it can stand between the brackets of an image.

    >>> fit_label("a]b"), fit_label("*a* b")
    ('a\\]b', '*a* b')
    """
    if not _LABEL_ENDS.search(text):
        return text
    return _PUNCTUATION.sub(r"\\\1", _ESCAPE.sub("", text))
