"""The order in which names stand in an index: Latin by letter, Chinese by pinyin.

Invariant: total and stable. Pinyin order comes from GB 2312, whose 3,755 common characters are
sorted by it; rarer ones are sorted by radical there and stand at the end.
"""

from __future__ import annotations

import bisect
import unicodedata

from diglot.publish.views import Ref, RefGroup

_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_STARTS = [each.encode("gb2312") for each in _FIRST]
_COMMON_END = "座".encode("gb2312")


def letter(name: str) -> str:
    """The letter a name stands under: its own, or that of its pinyin; `#` for all else.

    >>> letter("Interpol"), letter("éducation"), letter("国际刑警"), letter("9/11")
    ('I', 'E', 'G', '#')
    """
    plain = unicodedata.normalize("NFKD", name.strip())
    first = next((each for each in plain if each.isalnum()), "")
    if "a" <= first.lower() <= "z":
        return first.upper()
    try:
        code = first.encode("gb2312")
    except UnicodeEncodeError:
        return "#"
    if len(code) == 2 and _STARTS[0] <= code <= _COMMON_END:
        return _LETTERS[bisect.bisect_right(_STARTS, code) - 1]
    return "#"


def key(name: str) -> tuple[str, bytes, str]:
    """What names are sorted by: Latin words by letters, Chinese by pinyin within each letter."""
    first = letter(name)
    folded = unicodedata.normalize("NFKD", name).casefold()
    return ("~" if first == "#" else first), folded.encode("gb18030", "replace"), name


def ordered(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """Refs by name."""
    return tuple(sorted(refs, key=lambda ref: (key(ref.name), ref.href)))


def groups(refs: tuple[Ref, ...]) -> tuple[RefGroup, ...]:
    """Refs by name under the letters they stand under."""
    found: dict[str, list[Ref]] = {}
    for ref in ordered(refs):
        found.setdefault(letter(ref.name), []).append(ref)
    return tuple(RefGroup(heading=Ref(name=each), refs=tuple(own)) for each, own in found.items())
