"""How long a text is, in the units its readers count: Chinese, Japanese and Korean characters, and
words of all other scripts.

Invariant: the quick way, which reads UTF-16 and Latin-1 in whole, counts exactly what the expressions
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
_RARE = re.compile(
    "[\u0100-\u1fff\u2070-\u209c\u2100-\u218f\u2460-\u24ff\u2776-\u2793\u2c00-\u2fff\u4d00-\u4dff"
    "\ua000-\uabff\ud700-\ud7ff\ufb00-\ufdff\ufe70-\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    "\uff66-\uffdc]"
)
"""All other characters that count, or are letters or digits and no Latin-1, and some that are not."""
_BEYOND = re.compile(
    "[\U00010000-\U0001efff\U0001f100-\U0001f10c\U0001fbf0-\U0001fbf9\U00020000-\U0010ffff]"
)
"""Those that take two places in UTF-16: any but emoji. In one set both would take thrice as long."""
_CLASSES = bytes(97 if chr(c).isalnum() else c if c in b"'-?" else 32 for c in range(256)).replace(
    b"'", b"-"
)
_GOES_ON = re.compile(rb"a-[a?]*\?(?:a|-[a?])")
"""Where a word may go on in Chinese, and in Latin letters behind that."""
_SPACED = bytes(32 if c == 63 else c for c in range(256))


def count(text: str) -> tuple[int, int]:
    """CJK characters and other words of a text.

    >>> count("在港口 the pilots' log-book"), count("«Già», ведь")
    ((3, 3), (0, 2))
    """
    if text.isascii():
        return 0, _words(text)
    wide = text.encode("utf-16-le", "surrogatepass")
    if _RARE.search(text) or (len(wide) > 2 * len(text) and _BEYOND.search(text)):
        return len(_CJK.findall(text)), len(_WORD.findall(text))
    rows = wide[1::2]
    characters = len(rows) - len(rows.translate(None, _ROWS))
    if 0x30 in rows:
        kana = int.from_bytes(wide[::2].translate(_KANA), "little")
        characters += (kana & int.from_bytes(rows.translate(_KANA_ROW), "little")).bit_count()
    return characters, _words(text)


def _words(text: str) -> int:
    """Words of a text whose other letters are all CJK."""
    plain = text.replace("\u2019", "'").encode("latin-1", "replace").translate(_CLASSES)
    spaced = b" " + plain.translate(_SPACED)
    first = spaced.count(b" a")
    if b"-" not in spaced:
        return first
    if _GOES_ON.search(plain):
        return len(_WORD.findall(text))
    # a hyphen between letters starts no word, any other does
    return first + spaced.count(b" -a") + spaced.count(b"--a")
