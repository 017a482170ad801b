"""How long a text is, in the units its readers count: Chinese, Japanese and Korean characters, and
words of all other scripts.

Invariant: the quick way, which reads UTF-16 and ASCII in whole, counts exactly what the expressions
do; where it cannot, they count.
"""

from __future__ import annotations

import re

_CJK = re.compile(
    "[\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_WORD = re.compile(r"[^\W_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+(?:['’-][^\W_]+)*")

_ROWS = bytes([*range(0x34, 0x4D), *range(0x4E, 0xA0), *range(0xAC, 0xD7), 0xF9, 0xFA])
"""High bytes of UTF-16 of which all 256 characters count."""
_KANA, _KANA_ROW = bytes(c >= 0x40 for c in range(256)), bytes(c == 0x30 for c in range(256))
_UNTOLD = bytes([*range(1, 0x20), *range(0x21, 0x30), 0x4D, *range(0xA0, 0xAC), *range(0xD7, 0xF9)])
_UNTOLD += bytes([*range(0xFB, 0xFF)])
"""High bytes of rows that are rare, or of which only some characters count."""
_TOLD = bytes(set(range(256)) - set(_UNTOLD))
_RARE = re.compile(
    "[\xaa\xb2\xb3\xb5\xb9\xba\xbc-\xbe\xc0-\xd6\xd8-\xf6\xf8-\xff\u2070-\u20ff\uff10-\uffff]"
)
"""Letters and digits of the other rows that are no ASCII."""
_CLASSES = bytes(
    97 if c < 128 and chr(c).isalnum() else c if c in b"'-?" else 32 for c in range(256)
).replace(b"'", b"-")
_GOES_ON = re.compile(rb"a-a*\?")
"""Where a word may go on in Chinese, and in Latin letters behind that."""
_SPACED = bytes(c if c == 97 else 32 for c in range(256))


def count(text: str) -> tuple[int, int]:
    """CJK characters and other words of a text.

    >>> count("在港口 the pilots' log-book"), count("«Già», ведь")
    ((3, 3), (0, 2))
    """
    if text.isascii():
        return 0, _words(text)
    wide = text.encode("utf-16-le", "surrogatepass")
    rows = wide[1::2]
    if rows.translate(None, _TOLD):
        return len(_CJK.findall(text)), len(_WORD.findall(text))
    characters = len(rows) - len(rows.translate(None, _ROWS))
    if 0x30 in rows:
        kana = int.from_bytes(wide[::2].translate(_KANA), "little")
        characters += (kana & int.from_bytes(rows.translate(_KANA_ROW), "little")).bit_count()
    return characters, len(_WORD.findall(text)) if _RARE.search(text) else _words(text)


def _words(text: str) -> int:
    """Words of a text whose other letters are all CJK."""
    plain = text.replace("\u2019", "'").encode("ascii", "replace").translate(_CLASSES)
    if _GOES_ON.search(plain):
        return len(_WORD.findall(text))
    for _ in range(2):  # twice, since what is replaced may not overlap
        plain = plain.replace(b"a-a", b"aaa")
    return len(plain.translate(_SPACED).split())
