"""Segments as an engine may see them, and its answers as Markdown again.

Inline code, addresses, images and raw HTML never leave as text. An engine that keeps tags gets
`<g id="1">…</g>` for marks around text and `<x id="2"/>` for what stands by itself; one that does
not gets the bare text, and what was dropped from it is listed behind the translation.

Invariant: decoding what encoding made gives Markdown that renders to the same HTML; whatever an
answer holds besides the tags that were sent is read as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from diglot.model import Segment
from diglot.translate.inline import inlines
from diglot.translate.sentences import sentences
from diglot.translate.shaping import Around, Hole, Shape, Shaped, with_tags, without_tags
from diglot.translate.tidying import escaped
from diglot.translate.writing import Part, Wrapped, write

_TOKEN = re.compile(r'<g id="(\d+)">|<x id="(\d+)"\s*/>|(</g>)')
_ENTITY = re.compile(r"&(lt|gt|amp|quot|apos|#39);")
_CHARS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "#39": "'"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One segment as texts to be sent, and what their translations go into."""

    segment: Segment
    texts: tuple[str, ...]
    shaped: Shaped
    tagged: bool
    definitions: str = ""


def encode(
    segment: Segment,
    *,
    tagged: bool,
    definitions: str = "",
    keep: re.Pattern[str] | None = None,
    fits: Callable[[str], bool] = lambda text: True,
    joint: str = " ",
) -> Coded | None:
    r"""The segment as texts that each `fits`; None where it cannot be sent.

    `definitions` are the document's link definitions, `keep` finds terms that no engine may
    change, `joint` is what stands between two sentences in the target language.

    >>> coded = encode(Segment(role="text", text="查 **甲** `ls`"), tagged=True)
    >>> coded.texts
    ('查 <g id="1">甲</g>',)
    >>> decode(coded, ['See <g id="1">A*</g>'])
    'See **A\\*** `ls`'
    """
    if segment.role == "title":
        text = escaped(segment.text) if tagged else segment.text
        whole = Shaped(shape=(Hole(index=0),), texts=(text,))
        return Coded(segment=segment, texts=(text,), shaped=whole, tagged=tagged)
    nodes = inlines(segment.text, definitions)
    if nodes is None:
        return None
    if tagged:
        tags = with_tags(nodes, segment.text, keep)
        if tags.texts and all(map(fits, tags.texts)):
            return Coded(
                segment=segment,
                texts=tags.texts,
                shaped=tags,
                tagged=True,
                definitions=definitions,
            )
    bare = without_tags(nodes, segment.text, one_line=segment.role in ("heading", "cell"))
    bare = _split(bare, fits, joint)
    texts = tuple(map(escaped, bare.texts)) if tagged else bare.texts
    if not texts or not all(map(fits, texts)):
        return None
    return Coded(segment=segment, texts=texts, shaped=bare, tagged=tagged, definitions=definitions)


def decode(coded: Coded, answers: Sequence[str]) -> str | None:
    """The segment's Markdown with the answers to `coded.texts` in their places.

    None where a slot is missing, doubled or out of place, or where no Markdown says it.
    """
    if coded.segment.role == "title":
        answer = _unescaped(answers[0]) if coded.tagged else answers[0]
        return " ".join(answer.split())
    filled: dict[int, tuple[Part, ...]] = {}
    for index, answer in enumerate(answers):
        parts = untagged(answer, coded.shaped.slots) if coded.tagged else (answer.strip(),)
        if parts is None:
            return None
        filled[index] = parts
    return write(tuple(_filled(coded.shaped.shape, filled)), coded.definitions)


def bare(coded: Coded, texts: Sequence[str]) -> str:
    """What a reader reads of texts or answers, tags left out."""
    joined = "\n".join(texts)
    return _unescaped(_TOKEN.sub("", joined)) if coded.tagged else joined


def untagged(answer: str, slots: Sequence[Part]) -> tuple[Part, ...] | None:
    """An answer with each tag's slot in its place; None unless each stands there once, nested."""
    waiting = set(range(len(slots)))
    stack: list[tuple[int, list[Part]]] = [(-1, [])]
    at = 0
    for token in _TOKEN.finditer(answer):
        if answer[at : token.start()]:
            stack[-1][1].append(_unescaped(answer[at : token.start()]))
        at = token.end()
        if token[3]:
            number, parts = stack.pop()
            if not stack:
                return None
            marks = slots[number]
            if isinstance(marks, Wrapped):
                stack[-1][1].append(replace(marks, parts=tuple(parts)))
            continue
        number = int(token[1] or token[2]) - 1
        if number not in waiting or isinstance(slots[number], Wrapped) != bool(token[1]):
            return None
        waiting.discard(number)
        if token[1]:
            stack.append((number, []))
        else:
            stack[-1][1].append(slots[number])
    if len(stack) != 1 or waiting:
        return None
    if answer[at:]:
        stack[0][1].append(_unescaped(answer[at:]))
    return tuple(stack[0][1])


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda entity: _CHARS[entity[1]], text)


def _filled(shape: Shape, filled: Mapping[int, tuple[Part, ...]]) -> Iterator[Part]:
    for part in shape:
        if isinstance(part, Hole):
            yield from filled[part.index]
        elif isinstance(part, Around):
            yield replace(part.marks, parts=tuple(_filled(part.shape, filled)))
        else:
            yield part


def _split(shaped: Shaped, fits: Callable[[str], bool], joint: str) -> Shaped:
    """The same with each text that does not fit cut between its sentences."""
    if all(map(fits, shaped.texts)):
        return shaped
    texts: list[str] = []

    def cut(shape: Shape) -> Iterator[Part | Hole | Around]:
        for part in shape:
            if isinstance(part, Around):
                yield replace(part, shape=tuple(cut(part.shape)))
            elif isinstance(part, Hole):
                for index, piece in enumerate(sentences(shaped.texts[part.index], fits)):
                    if index and joint:
                        yield joint
                    yield Hole(index=len(texts))
                    texts.append(piece)
            else:
                yield part

    shape = tuple(cut(shaped.shape))
    return Shaped(shape=shape, texts=tuple(texts))
