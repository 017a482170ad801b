"""Chinese text that was decoded by a wrong codec, put right again.

A fetcher that guessed the character set wrongly turned UTF-8 into Cyrillic or Arabic letters:
860 of 144,491 captures of a public archive, by ptcp154, cp855, cp1256 or mac_cyrillic. Encoding
with the same codec gives the bytes back, run by run, since some of them had no character.

Invariant: a text is changed only where the result is Chinese with hardly a gap, or where nothing
at all is lost.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

TWICE = "latin_1+gb18030"
"""Decoded as Latin-1, saved as UTF-8, and that decoded as GB 18030: each byte became a Chinese
character."""
CODECS = (
    "ptcp154", "cp855", "cp1256", "mac_cyrillic", "cp775", "iso8859_11", "mac_latin2", "cp1252",
    "latin_1", TWICE,
)  # fmt: skip
"""Codecs that text was seen to be wrongly decoded by, the frequent ones first."""
GAPS = 0.06
"""Share of Chinese characters that may be lost in a repair."""
SAMPLE = 3_000
"""Characters on which a codec is tried."""
_PROBES = ("，", "的", "。", "’", "“")
_CHINESE = re.compile(r"[一-鿿]")
_GAP = "�"


def detect(text: str) -> str:
    """The codec that `text` was wrongly decoded by; an empty string where it is as it should be.

    >>> detect("今天，我们的灯塔开放。".encode().decode("cp855", "replace"))
    'cp855'
    >>> detect("今天，我们的灯塔开放。"), detect("plain text"), detect("це звичайний текст")
    ('', '', '')
    """
    if text.isascii():
        return ""
    start = max(text.find("\n", 2), 0)  # the first line is the title, and titles are right
    if text.find(_PROBES[0], start) >= 0 or text.find(_PROBES[1], start) >= 0:
        return ""
    found = {lead for lead in _every_lead() if text.find(lead, start) >= 0}
    for codec in CODECS if found else ():
        if not found.isdisjoint(_leads(codec)) and any(sign in text for sign in _signs(codec)):
            sample = text[start : start + SAMPLE]
            if _sound(sample, repair(sample, codec), codec):
                return codec
    return ""


def repair(text: str, codec: str) -> str:
    """`text` with its bytes read as UTF-8, run by run.

    >>> repair("今天，灯塔 abc".encode().decode("ptcp154"), "ptcp154")
    '今天，灯塔 abc'
    """
    if text.isascii():
        return text
    table, runs = _bytes_of(codec)
    return runs.sub(lambda run: _decoded(run[0], table), text)


def _decoded(run: str, table: dict[int, int]) -> str:
    return codecs.charmap_encode(run, "replace", table)[0].decode("utf-8", "replace")


def _sound(before: str, after: str, codec: str) -> bool:
    """Whether a repair made sense."""
    gaps = after.count(_GAP) - before.count(_GAP)
    chinese = len(_CHINESE.findall(after))
    if chinese > len(_CHINESE.findall(before)) or (chinese and codec == TWICE):
        return gaps <= GAPS * chinese
    return gaps <= 0 and len(after) < len(before)


@cache
def _signs(codec: str) -> tuple[str, ...]:
    """What frequent characters look like after wrong decoding."""
    shown = [[_shown(byte, codec) for byte in probe.encode()] for probe in _PROBES]
    return tuple("".join(characters) for characters in shown if all(characters))


@cache
def _leads(codec: str) -> tuple[str, ...]:
    """What the first bytes of frequent characters look like: nearly any text has one."""
    return tuple(lead for byte in (0xE5, 0xE2) if (lead := _shown(byte, codec)))


@cache
def _every_lead() -> frozenset[str]:
    """The leads of all codecs: several share one, and most texts have none."""
    return frozenset(lead for codec in CODECS for lead in _leads(codec))


@cache
def _bytes_of(codec: str) -> tuple[dict[int, int], re.Pattern[str]]:
    """Which byte each character came from, and an expression for runs of such characters."""
    table = {i: i for i in range(128)}
    table.update({i: i for i in range(128, 256) if codec != TWICE})
    for i in range(128, 256):
        if character := _shown(i, codec):
            table[ord(character)] = i
    several = "".join(re.escape(chr(code)) for code in sorted(table) if code > 127)
    return table, re.compile(f"[\x00-\x7f{several}]+")


def _shown(byte: int, codec: str) -> str:
    """What the wrong decoding made of a byte; empty where it has no character for it."""
    if codec == TWICE:
        return chr(byte).encode().decode("gb18030", "ignore")
    return bytes((byte,)).decode(codec, "ignore")
