"""Phrases of tags, and where in a text they stand.

Invariant: a phrase is found exactly where it stands, whatever the case, hyphens and line ends of
the text and whichever Chinese script it is in, with word boundaries around its Latin ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import msgspec

from diglot.catalogue.lang_script import to_simplified
from diglot.catalogue.tag_types import Tag

_BEYOND_LATIN = "\u2e80"
"""From here on letters make no words with Latin ones: CJK text sets no spaces around them."""
_WORDS = bytes(c if c < 128 and chr(c).isalnum() else 32 for c in range(256)).lower()
_WIDE = bytes([*range(0x03, 0x20), *range(0x2E, 0xD8)])
_NARROW = bytes(range(256)).translate(None, _WIDE)
"""High bytes of UTF-16 for Latin letters, punctuation, symbols and emoji."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phrase:
    """One phrase of a tag, ready to be looked for; known by identity, since sets of them are made
    for every article.
    """

    text: str
    """As normalised by `normal`."""
    tag: int
    """Place of its tag in `Registry.tags`."""
    title_only: bool
    cased: str = ""
    """What the text must say exactly; empty where case does not matter."""
    left: bool
    """Whether no letter or digit may stand before it."""
    right: bool
    """Whether none may stand after it."""
    plural: bool
    """Whether an English plural ending may follow."""


class Passage(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A title and a body as one text, in which phrases are looked for."""

    original: str
    lowered: str
    """The same after `normal`, position for position."""
    title: int
    """Length of the title, with which both start."""
    top: str
    """The title, normalised."""
    size: int
    """Bytes of the body in UTF-8: what is said in 300 Chinese characters takes 900 Latin ones, and
    both are 900 bytes."""


def passage(title: str, body: str) -> Passage:
    """Join a title and a body so that no phrase stands across both."""
    original = f"{title}\n\0\n{body}"
    lowered = normal(original)
    return Passage(
        original=original,
        lowered=lowered,
        title=len(title),
        top=lowered[: len(title)],
        size=len(body.encode("utf-8", "surrogatepass")),
    )


def normal(text: str) -> str:
    r"""Lower a text's case and level its hyphens, line ends and script; every position stays.

    >>> normal("Zero\u2011Day\n漏洞"), normal("漏洞與")
    ('zero day 漏洞', '漏洞与')
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # only the dotted capital I of Turkish grows
        lowered = text.replace("\u0130", "I").lower()
    lowered = lowered.replace("-", " ").replace("\n", " ")
    if lowered.isascii():
        return lowered
    for odd, plain in (("\u2010", " "), ("\u2011", " "), ("\u2013", " "), ("\u00a0", " ")):
        lowered = lowered.replace(odd, plain)
    return to_simplified(lowered.replace("\u2019", "'"))


def phrases_of(tag: Tag, place: int) -> Iterator[Phrase]:
    """Yield the phrases of a tag that stands at this place of its registry."""
    for cased, phrases in ((False, tag.match), (True, tag.cased)):
        for phrase in phrases:
            text = normal(" ".join(phrase.split()))
            yield Phrase(
                text=text,
                tag=place,
                title_only=tag.title_only,
                cased=phrase if cased else "",
                left=_letter(text, 0),
                right=_letter(text, len(text) - 1),
                plural=len(text) > 2 and "a" <= text[-1] <= "z",
            )


def occurrences(phrase: Phrase, passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield start and end of each place where the phrase counts, left to right."""
    lowered = passage.lowered
    last = passage.title if phrase.title_only else len(lowered)
    start = lowered.find(phrase.text, 0, last)
    while start >= 0:
        end = start + len(phrase.text)
        if phrase.plural:
            if lowered.startswith("s", end):
                end += 1
            elif lowered.startswith("es", end):
                end += 2
        if (
            not (phrase.left and _letter(lowered, start - 1))
            and not (phrase.right and _letter(lowered, end))
            and (not phrase.cased or passage.original.startswith(phrase.cased, start))
        ):
            yield start, end
        start = lowered.find(phrase.text, start + 1, last)


def words(lowered: str) -> list[bytes]:
    """Split a normalised text into its runs of ASCII letters and digits."""
    return lowered.encode("ascii", "replace").translate(_WORDS).split()


def pairs(lowered: str) -> Iterable[int]:
    """Give each two adjacent characters as one number; nothing for a text in Latin letters.

    Reading UTF-16 four bytes at a time costs half of what slicing strings does.
    """
    wide = lowered.encode("utf-16-le", "surrogatepass")
    if len(wide[1::2].translate(None, _NARROW)) < 2:
        return ()
    even, odd = (wide[first : first + (len(wide) - first) // 4 * 4] for first in (0, 2))
    return chain(memoryview(even).cast("I"), memoryview(odd).cast("I"))


def _letter(text: str, position: int) -> bool:
    """Whether a letter or digit stands there that words are made of."""
    if not 0 <= position < len(text):
        return False
    return text[position].isalnum() and text[position] < _BEYOND_LATIN
