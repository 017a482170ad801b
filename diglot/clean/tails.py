"""The end of a capture that was cut at its limit, made whole: no torn link, fence or emphasis.

Invariant: only the last block is touched, and nothing is added to its words. A capture whose cut
fell into what stands below the text holds all of its text.
"""

from __future__ import annotations

import re

from diglot.clean.page import Page
from diglot.model import BlockKind

LIMIT = 8_000
"""Characters at which captures were cut, three points put in place of the rest."""
NEAR = 600
"""Characters before the cut in which a torn link or image begins."""
BELOW = 2
"""Blocks of furniture below a text from which the capture was cut there and not in the text."""
_FURNITURE = ("related", "promo:tail", "edge:tags", "edge:promo")
"""What only stands below a text."""
_CUT = "..."
_IMAGE = re.compile(r"!(?:\[[^\]]*+(?:\]\([^)]*+)?)?$")
_LINK = re.compile(r"\[((?:[^\[\]!]++|!\[[^\]]*\]\([^)]*\)|!)*)(?:\]\([^)]*+)?$")
_TAG = re.compile(r"<[^<>\n]*$")
_URL = re.compile(r"(?:https?://|www\.)\S*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)


def truncated(body: str) -> bool:
    """Whether a capture was cut at its limit."""
    return len(body) >= LIMIT - 100 and body[-NEAR:].rstrip().endswith(_CUT)


def goes_on(page: Page) -> bool:
    """Whether the text itself was cut, as far as can be seen, and not what stands below it."""
    if not page.truncated or page.ruleset.least:
        return page.truncated
    if page.closed:
        return False
    below = 0
    for i in range(len(page.texts) - 1, -1, -1):
        made = page.decisions.get(i)
        if made is None or made.action == "keep":
            break
        below += page.shape.linky[i] or i in page.recurring or made.rule.startswith(_FURNITURE)
        if below >= BELOW:
            return False
    return True


def mend(text: str, kind: BlockKind) -> str:
    """The last block of a cut capture, made whole; empty where nothing of it is left.

    >>> mend("A word on [the lamp](https://example.org/la...", "paragraph")
    'A word on the lamp …'
    >>> mend("![](https://example.org/pic...", "paragraph")
    ''
    """
    text = text.rstrip().removesuffix(_CUT)
    if kind == "code":
        fence = _FENCE.match(text)
        if fence and len(_FENCE.findall(text)) == 1:
            return f"{text.rstrip()}\n{fence[1]}"
        return text.rstrip()
    text, end = text[:-NEAR], text[-NEAR:]
    for _ in range(3):
        before = end
        end = end.rstrip()
        if "[" in end or end.endswith("!"):
            end = _LINK.sub(r"\1", _IMAGE.sub("", end))
        if "<" in end:
            end = _TAG.sub("", end)
        if end == before:
            break
    text = (text + end).rstrip()
    for mark in ("***", "**", "`"):
        if text.count(mark) % 2:
            at = text.rfind(mark)
            text = text[:at] + text[at + len(mark) :]
            break
    text = text.rstrip(" *_[(!")
    if kind == "table":
        text = _whole_rows(text)
    if not re.search(r"\w", text):
        return ""
    return f"{text} …" if kind != "table" else text


def _whole_rows(text: str) -> str:
    """A table without the row that was cut."""
    lines = text.split("\n")
    if len(lines) > 2 and not lines[-1].rstrip().endswith("|"):
        lines.pop()
    return "\n".join(lines)
