"""Bare text made ready to leave: escaped between tags, tidied where something was taken out.

Invariant: words are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diglot.translate.writing import Atom, Part

CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
GAP = "\ue000"
"""Stands where something was dropped until the text is tidied: a private-use character."""
_EMPTY_BRACKETS = re.compile(
    "|".join(
        f"\\{a}[ \ue000]*\ue000[ \ue000]*\\{b}"
        for a, b in ("()", "[]", "（）", "【】", "「」", "“”")
    )
)
_HARD_BREAK = Atom(source="\\\n", meant=(("break", "", "", "", ()),))


def kept(text: str, keep: re.Pattern[str] | None, slots: list[Part]) -> Iterator[str]:
    """The text escaped, with each term that `keep` finds as one more slot."""
    at = 0
    for term in keep.finditer(text) if keep else ():
        yield escaped(text[at : term.start()])
        slots.append(term[0])
        yield f'<x id="{len(slots)}"/>'
        at = term.end()
    yield escaped(text[at:])


def escaped(text: str) -> str:
    """Text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tidy(text: str) -> str:
    r"""A bare text without the gaps that what was dropped has left, on one line.

    >>> tidy("国家中心局（\ue000）与 各国\n联系 main()\ue000。")
    '国家中心局与 各国联系 main() 。'
    """
    text = _EMPTY_BRACKETS.sub("", text).replace(GAP, " ")
    text = re.sub(r"(?<![ \t\n])[ \t\n]*\n[ \t\n]*", lambda end: _gap(text, end), text)
    return re.sub(r" {2,}", " ", text)


def _gap(text: str, end: re.Match[str]) -> str:
    around = text[max(0, end.start() - 1) : end.start()], text[end.end() : end.end() + 1]
    return "" if all(CJK.match(char) for char in around) else " "


def listed(dropped: Sequence[Part], one_line: bool) -> Iterator[Part]:
    """What was dropped from a segment, as it stands behind the translation: below it if it may."""
    for index, part in enumerate(dropped):
        if index:
            yield " · "
        else:
            yield " (" if one_line else _HARD_BREAK
        yield part
    if dropped and one_line:
        yield ")"
