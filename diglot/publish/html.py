"""From Markdown to HTML that may stand on a page, in one order that is nowhere departed from.

    Markdown → HTML → our own changes → nh3 last → marked safe once

Invariant: nothing touches the string after nh3, or after `verbatim` where nh3 would have changed
nothing; no `id`, `class` or `style` comes from content;
every address passed `urls`. Leads, feeds and search text are taken from the result.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache

import nh3

from diglot import commonmark
from diglot.model import Block, Document
from diglot.publish import pymarkdown, verbatim
from diglot.publish.references import REL, Surroundings, resolved

MAX_DEPTH = 200
MAX_TAGS = 50_000
"""nh3 is quadratic in depth: 40,000 open elements take 14 s."""
MAX_PYTHON_CHARACTERS = 20_000
MAX_PYTHON_MARKS = 500
"""Bounds of a block for Python-Markdown: 10,000 brackets take it more than 20 s."""

_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt", "em"),
    *("h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p"),
    *("pre", "q", "s", "small", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead"),
    *("tr", "u", "ul", "wbr"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading", "referrerpolicy"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_HEADING = re.compile(r"<(/?)h1(?=[\s>])")
_EMPTY_HEADER = re.compile(r"<th\b[^<>]*>\s*</th>")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_VOID = frozenset({"br", "hr", "img", "wbr"})
_TASK = re.compile(r"(<li\b[^<>]*>\s*(?:<p\b[^<>]*>)?)\[[ xX]\]\s")
_SCOPE = re.compile(r"<th(?=[\s>])")
_INNER_HEADING = re.compile(r"<(/?)h[1-6]\b[^<>]*>")
_COUNTED = re.compile(r"\s*(\d{1,9})[.)]")
_ANCHOR = re.compile(r' (?:id="|href="#)(?=[^"])')


class TooDeepError(ValueError):
    """HTML nested deeper, or of more tags, than a sanitiser may be given."""


def of_blocks(
    blocks: Sequence[Block], around: Surroundings, document: Document = commonmark.NOTHING
) -> list[str]:
    """Sanitised HTML of each block of a capture; raises `TooDeepError`.

    `document` is what they were before cleaning (see `commonmark.render`).
    """
    if around.engine == "python-markdown":
        rendered = [_by_python_markdown(block) for block in blocks]
        pairs = zip(blocks, rendered, strict=True)
        return [sanitise(_listed(*each), around) for each in pairs]
    return _by_comrak(blocks, around, document)


def _by_python_markdown(block: Block) -> str:
    """A block as Python-Markdown renders it, or comrak where that would take minutes."""
    most = max(map(block.text.count, "[]*_<>`!|-"))
    if len(block.text) <= MAX_PYTHON_CHARACTERS and most <= MAX_PYTHON_MARKS:
        try:
            return pymarkdown.render(block.text)
        except RecursionError:
            pass
    return commonmark.render([block])[0]


def of_translation(blocks: Sequence[Block], around: Surroundings) -> list[str]:
    """The same for translated blocks, which are always comrak's."""
    return _by_comrak(blocks, around, commonmark.NOTHING)


def _by_comrak(blocks: Sequence[Block], around: Surroundings, document: Document) -> list[str]:
    tagged = [commonmark.tagged(block.text) for block in blocks]
    noted = any(tagged) and any("[^" in block.text for block in blocks)  # notes go elsewhere
    return [
        sanitise(_listed(block, made), around, own=not (noted or raw))
        for block, raw, made in zip(
            blocks, tagged, commonmark.render(blocks, document), strict=True
        )
    ]


def _listed(block: Block, rendered: str) -> str:
    """Items of a list that was cut between two blocks have a list of their own again."""
    if not rendered.startswith("<li"):
        return rendered
    counted = _COUNTED.match(block.text)
    return f'<ol start="{int(counted[1])}">{rendered}' if counted else f"<ul>{rendered}"


def of_authored(markdown: str, prefix: str) -> str:
    """Sanitised HTML of an editor's note or page, its anchors kept apart by `prefix`."""
    try:
        rendered = pymarkdown.render_authored(markdown)
    except RecursionError:  # lists or quotes nested a hundred deep
        rendered = f"<p>{html.escape(markdown)}</p>"
    unsafe = _ANCHOR.sub(rf"\g<0>{prefix}-", rendered)
    return _authored_cleaner().clean(_SCOPE.sub('<th scope="col"', unsafe)).strip()


def sanitise(unsafe: str, around: Surroundings, *, own: bool = False) -> str:
    """HTML of one block, fit for a page.

    `own` says that all its tags are comrak's: what is plain to see then is not parsed again.
    """
    if own:
        if plain := verbatim.plain(unsafe):
            return plain
        unsafe = verbatim.bare(unsafe)
    check_depth(unsafe)
    if "<h1" in unsafe:
        unsafe = _HEADING.sub(r"<\1h2", unsafe)
    if "</h" in unsafe and not unsafe.startswith("<h"):
        unsafe = _INNER_HEADING.sub(_bold, unsafe)
    unsafe = resolved(unsafe, around)
    if "<li" in unsafe:
        unsafe = _TASK.sub(r"\1", unsafe)
    if "<th" in unsafe:
        unsafe = _SCOPE.sub('<th scope="col"', unsafe).replace('<th scope="col"ead', "<thead")
    return (own and verbatim.verbatim(unsafe)) or _cleaner().clean(unsafe).strip()


def again(changed: str) -> str:
    """Sanitised HTML whose texts were changed since, sanitised anew."""
    return _cleaner().clean(changed).strip()


def check_depth(unsafe: str) -> None:
    """Raise `TooDeepError` for HTML that would stall the sanitiser."""
    if len(unsafe) <= 3 * MAX_DEPTH or unsafe.count("<") <= MAX_DEPTH:  # a tag has three letters
        return
    depth = 0
    for number, (end, name) in enumerate(_TAG.findall(unsafe)):
        if name not in _VOID:
            depth += -1 if end else 1
        if depth > MAX_DEPTH:
            raise TooDeepError(f"nested deeper than {MAX_DEPTH} levels")
        if number > MAX_TAGS:
            raise TooDeepError(f"more than {MAX_TAGS:,} tags")


def _bold(tag: re.Match[str]) -> str:
    """A heading within a list or a quotation: outside the outline, so no heading there."""
    return "</strong></p>" if tag[1] else "<p><strong>"


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=REL,
        clean_content_tags={"script", "style"},
    )


@cache
def _authored_cleaner() -> nh3.Cleaner:
    """For the editor's own pages: heading anchors and footnotes may link within the page."""
    anchored = {tag: {"id"} for tag in ("h2", "h3", "h4", "h5", "h6", "li", "sup")}
    attributes = {**_ATTRIBUTES, **anchored, "a": {"href", "title", "id"}, "div": {"class"}}
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=attributes,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
