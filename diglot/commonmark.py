"""The one place that knows comrak: splitting a body into blocks, and blocks into HTML and inlines.

Invariant: `"".join(b.text for b in split(body)) == body`, and no raw HTML of the source reaches the
HTML made here except the formatting tags in `FORMATTING` (shown as text otherwise). The result is
still to be sanitised; that is `publish.html`.

What is rendered to find blocks goes with them, for `render`, which gives the same with it and
without. Translation reads the same tree through `parse`. Above 200 lines because only one module may know
comrak: splitting and rendering read the same source positions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import comrak

from diglot.model import Block, BlockKind, Document
from diglot.rendered import RAW_HTML, places, reused

_EXTENSIONS = comrak.ExtensionOptions(
    table=True,
    strikethrough=True,
    footnotes=True,
    autolink=True,
    cjk_friendly_emphasis=True,
)
_WITHOUT_NOTES = comrak.ExtensionOptions(
    table=True, strikethrough=True, autolink=True, cjk_friendly_emphasis=True
)
_PARSE = comrak.ParseOptions()
_PARSE_IN_PLACE = comrak.ParseOptions(leave_footnote_definitions=True)
_IN_CHARACTERS = comrak.ParseOptions(sourcepos_chars=True)
_IN_CHARACTERS_IN_PLACE = comrak.ParseOptions(sourcepos_chars=True, leave_footnote_definitions=True)
"""Columns in characters take time quadratic in the length of a line: 160 s for 0.9 MB of code
spans. What is made of whole articles counts bytes."""
_ESCAPED = comrak.RenderOptions(sourcepos=True, escape=True)
_PREPARED = comrak.RenderOptions(sourcepos=True, unsafe_=True)

FORMATTING = frozenset(
    ("b", "br", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "strong", "sub", "sup", "u")
)
"""Raw HTML tags that pass, without attributes; all others are shown as text."""

MAX_QUOTES_IN_A_LINE = 1_000
MAX_EMPHASIS_IN_A_BLOCK = 5_000
"""Bounds before a syntax tree is made: comrak's crashes the process between 24,000 and 30,000."""
MAX_LINE = 200_000
"""Characters in a line; the longest article that was ever captured has 76,799 bytes."""

_POSITION = re.compile(
    r'\n<(h[1-6]|p|[uod]l|table|blockquote|pre|hr|li) data-sourcepos="(\d+):\d+-(\d+):'
)
"""Elements that begin a line, as all blocks do: to look at every tag takes three times as long."""
_TOP = re.compile(r'\n<(h[1-6]|p|[uo]l|table|blockquote|pre|hr) data-sourcepos="(\d+):\d+-(\d+):')
"""Those of them that may be no part of another block."""
_STRUCK = re.compile(r'<(/?)del(?: data-sourcepos="(\d+):(\d+)-[^"]*")?>')
_NOTE_MARK = re.compile(r'<sup[^<>]*class="footnote-ref"[^<>]*><a [^<>]*>([^<>]*)</a></sup>')
_NOTE_BACK = re.compile(r'\s*<a href="#fnref-[^<>]*>.*?</a>')
_NOTE_LIST = re.compile(r"<ol>.*</ol>", re.DOTALL)
_FORMATTING_TAG = re.compile(rf"(</?(?:{'|'.join(sorted(FORMATTING))})\s*/?>)", re.IGNORECASE)
_ATTRIBUTE = re.compile("(?<==)(?=[\"'])")
_KINDS: dict[str, BlockKind] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "p": "paragraph",
    "ul": "list",
    "ol": "list",
    "table": "table",
    "blockquote": "quote",
    "pre": "code",
    "hr": "rule",
}
_NODE_KINDS: dict[str, BlockKind] = {
    "Heading": "heading",
    "Paragraph": "paragraph",
    "List": "list",
    "Table": "table",
    "BlockQuote": "quote",
    "CodeBlock": "code",
    "ThematicBreak": "rule",
    "HtmlBlock": "html",
    "FootnoteDefinition": "footnote",
}


NOTHING = Document(blocks=())
"""A document of which there is no HTML yet."""


class TooDeepError(ValueError):
    """A text beyond the bounds that a parser may be given; `line` is 1-based in that text."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.what, self.line = what, line


def check_bounds(body: str) -> None:
    r"""Raise `TooDeepError` where `body` could crash or stall a parser.

    >>> check_bounds("> quoted\n\n*fine*")
    >>> check_bounds("> " * 2000)
    Traceback (most recent call last):
    diglot.commonmark.TooDeepError: 2000 quote marks in one line (at most 1000)
    """
    quotes, delimiters = body.count(">"), body.count("*") + body.count("_")
    deep = quotes > MAX_QUOTES_IN_A_LINE or delimiters > MAX_EMPHASIS_IN_A_BLOCK
    if not deep and len(body) <= MAX_LINE:
        return
    in_block = 0
    for number, line in enumerate(body.split("\n"), start=1):
        if (found := line.count(">")) > MAX_QUOTES_IN_A_LINE:
            what = f"{found} quote marks in one line (at most {MAX_QUOTES_IN_A_LINE})"
            raise TooDeepError(what, number)
        if len(line) > MAX_LINE:
            raise TooDeepError(f"a line of {len(line)} characters (at most {MAX_LINE})", number)
        in_block = in_block + line.count("*") + line.count("_") if line.strip() else 0
        if in_block > MAX_EMPHASIS_IN_A_BLOCK:
            what = f"over {MAX_EMPHASIS_IN_A_BLOCK} emphasis marks in one block"
            raise TooDeepError(what, number)


def split(body: str) -> tuple[Block, ...]:
    """The body's top-level blocks in order; what lies between two belongs to the one before."""
    return document(body).blocks


def document(body: str) -> Document:
    """The same with the HTML that was made to find them."""
    if not body.strip():
        return Document(blocks=(Block(kind="blank", text=body, line=1),) if body else ())
    lines = body.split("\n")
    html, starts, in_html = _starts_from_html(body, lines)
    if not starts:
        starts = _starts_from_tree(body)
    if not starts:  # link definitions and nothing else
        return Document(blocks=(Block(kind="paragraph", text=body, line=1),))
    starts[0] = (1, starts[0][1])
    ends = list(accumulate(map(len, lines), initial=0))  # and a line end for each line
    cuts = [*[ends[line - 1] + line - 1 for line, _ in starts], len(body)]
    blocks = tuple(
        [
            Block(kind=kind, text=body[start:end], line=line)
            for (line, kind), (start, end) in zip(starts, pairwise(cuts), strict=True)
        ]
    )
    if not in_html:
        return Document(blocks=blocks)
    return Document(blocks=blocks, html=html, starts=places(body, html, blocks, in_html))


def _starts_from_html(
    body: str, lines: Sequence[str]
) -> tuple[str, list[tuple[int, BlockKind]], list[int]]:
    """Rendered HTML, starts of blocks read off it, which is four times faster than making the tree,
    and where they are in it.

    Empty where the HTML cannot tell: footnotes are moved in it and raw HTML has no position.
    """
    if "^" in body and "[^" in body:
        return "", [], []
    html = "\n" + comrak.markdown_to_html(body, _WITHOUT_NOTES, _PARSE, _ESCAPED)
    starts: list[tuple[int, BlockKind]] = []
    places: list[int] = []
    ends = [0]
    last = 0
    for match in _TOP.finditer(html):
        if (first := int(match[2])) > last:
            starts.append((first, _KINDS[match[1]]))
            places.append(match.start() + 1)
            last = int(match[3])
            ends.append(last)
    if "<" in body:
        firsts = [*[first for first, _ in starts], len(lines) + 1]
        between = [lines[end : first - 1] for end, first in zip(ends, firsts, strict=True)]
        if any(line.lstrip().startswith("<") for gap in between for line in gap):
            return "", [], []
    return html, starts, places


def _starts_from_tree(body: str) -> list[tuple[int, BlockKind]]:
    tree = comrak.parse_document(body, _EXTENSIONS, _PARSE_IN_PLACE)
    found = [
        (node.sourcepos.start.line, _NODE_KINDS.get(type(node.node_value).__name__, "paragraph"))
        for node in tree.children
    ]
    return sorted(dict(reversed(found)).items())


def render(blocks: Sequence[Block], document: Document = NOTHING) -> list[str]:
    """HTML of each block, unsanitised; links between blocks (definitions) resolve.

    Blocks are rendered as one document; a block that the others swallow gives an empty string.
    `document` is what they were before cleaning, whose HTML is used as far as it is still theirs.
    """
    found, missing = reused(blocks, document)
    if missing:
        made = _rendered([blocks[at] for at in missing])
        for at, html in zip(missing, made, strict=True):
            found[at] = html
    return found


def _rendered(blocks: Sequence[Block]) -> list[str]:
    texts = [block.text.strip("\n") for block in blocks]
    body = "\n\n".join(texts) + "\n"
    firsts, line = [], 1
    for text in texts:
        firsts.append(line)
        line += text.count("\n") + 2
    html, notes = _without_notes(_with_tildes(_to_html(body), body))
    positions: dict[int, int] = {}
    for match in _POSITION.finditer(f"\n{html}"):
        positions.setdefault(int(match[2]), match.start())
    cuts = [len(html)]
    for first, text in zip(reversed(firsts), reversed(texts), strict=True):
        own = positions.get(first)
        if own is None:
            within = range(first + 1, first + text.count("\n") + 1)
            own = min((positions[line] for line in within if line in positions), default=len(html))
        cuts.append(min(own, cuts[-1]))
    cuts.reverse()
    rendered = [html[start:end] for start, end in pairwise(cuts)]
    if notes:
        kinds = [block.kind for block in blocks]
        rendered[kinds.index("footnote") if "footnote" in kinds else -1] += notes
    return rendered


def _with_tildes(html: str, body: str) -> str:
    """Single tildes as they were written: `2019~2021` is a span of years, not struck out."""
    if "<del data-" not in html:
        return html
    lines = body.encode().split(b"\n")

    single: list[bool] = []

    def shown(match: re.Match[str]) -> str:
        if match[1]:
            return "~" if single and single.pop() else match[0]
        line, column = int(match[2] or 0) - 1, int(match[3] or 0) - 1
        single.append(line >= 0 and lines[line][column : column + 2] != b"~~")
        return "~" if single[-1] else match[0]

    return _STRUCK.sub(shown, html)


def _without_notes(html: str) -> tuple[str, str]:
    """HTML and its list of footnotes, both without the anchors that link them.

    Ids are the page's alone, and the list belongs where the first definition stood.
    """
    start = html.rfind('<section data-sourcepos="') if 'class="footnotes"' in html else -1
    if start < 0:
        return html, ""
    notes = _NOTE_LIST.search(_NOTE_BACK.sub("", html[start:]))
    return _NOTE_MARK.sub(r"<sup>[\1]</sup>", html[:start]), notes[0] if notes else ""


def _to_html(body: str) -> str:
    if "<" not in body or not RAW_HTML.search(body):
        return str(comrak.markdown_to_html(body, _EXTENSIONS, _PARSE, _ESCAPED))
    tree = comrak.parse_document(body, _EXTENSIONS, _PARSE)
    for node in walk(tree):
        value = node.node_value
        if isinstance(value, comrak.HtmlBlock):
            node.node_value = comrak.Paragraph()
            node.children = list(_as_text(value.value.literal.rstrip("\n"), node))
        elif any(isinstance(child.node_value, comrak.HtmlInline) for child in node.children):
            node.children = [shown for child in node.children for shown in _shown(child)]
    return str(comrak.format_html(tree, _EXTENSIONS, _PARSE, _PREPARED))


def _shown(node: comrak.AstNode) -> Iterator[comrak.AstNode]:
    value = node.node_value
    if isinstance(value, comrak.HtmlInline):
        yield from _as_text(value.value, node)
    else:
        yield node


def _as_text(literal: str, node: comrak.AstNode) -> Iterator[comrak.AstNode]:
    """Raw HTML as text, formatting tags left as they are.

    Before the quotes of an attribute stands a `<wbr>`: a long tag may break there, and whoever
    looks for live attributes by regular expression finds none.
    """
    for at, piece in enumerate(_FORMATTING_TAG.split(literal)):
        if at % 2:
            yield comrak.AstNode(comrak.HtmlInline(piece), node.sourcepos, node, [])
            continue
        for number, text in enumerate(_ATTRIBUTE.split(piece)):
            if number:
                yield comrak.AstNode(comrak.HtmlInline("<wbr>"), node.sourcepos, node, [])
            if text:
                yield comrak.AstNode(comrak.Text(text), node.sourcepos, node, [])


def tagged(text: str) -> bool:
    """Whether raw HTML of this text may reach the HTML made of it: a tag in `FORMATTING`.

    >>> tagged("a <b>c</b>"), tagged("a <= b, <https://e.org>, <script>")
    (True, False)
    """
    return "<" in text and _FORMATTING_TAG.search(text) is not None


def parse(text: str, *, footnotes: bool = False) -> comrak.AstNode:
    """The tree of a text (its nodes have `node_value`, `sourcepos` in characters, `children`).

    With `footnotes`, definitions that nothing refers to stay in the tree, where they stand.
    """
    options = _IN_CHARACTERS_IN_PLACE if footnotes else _IN_CHARACTERS
    return comrak.parse_document(text, _EXTENSIONS, options)


def walk(node: comrak.AstNode) -> Iterator[comrak.AstNode]:
    """The node and all below it, in document order."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(top.children))
