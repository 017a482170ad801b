"""The values that travel down the line, so that every stage speaks of the same things.

One vocabulary in one place: above 200 lines since most of them are the fields' own words.

Values of which an archive makes many are structs: made in a tenth of a dataclass's time.

Invariant: every value is frozen and plain (strings, numbers, dates, tuples of these), so it can
cross a process boundary, be stored as JSON, and be compared; nothing here does I/O.

    Source → Article → Document → Cleaned → Edition → Row → Card → Page → Output
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

import msgspec

Severity: TypeAlias = Literal["note", "warning", "error"]
"""A note is a certain repair; `--strict` fails from warnings up."""

BlockKind: TypeAlias = Literal[
    "heading", "paragraph", "list", "table", "quote", "code", "html", "rule", "footnote", "blank"
]
Action: TypeAlias = Literal["keep", "drop", "meta"]
"""What cleaning decides of a block: body text, furniture, or moved into the metadata."""

Role: TypeAlias = Literal["title", "heading", "text", "item", "cell", "alt"]
"""What a translatable segment is in its article: the `msgctxt` of its PO entry."""

State: TypeAlias = Literal["human", "machine", "missing", "same"]
"""How a translation came about. `same`: nothing to translate (code, images, rules)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the editor should know, in the form of a compiler's message."""

    path: str
    """POSIX path below the site's folder (or below `--content DIR`)."""
    what: str
    """What is wrong and what was done about it, one line."""
    help: str = ""
    """What to do, one line; empty where there is nothing to do."""
    severity: Severity = "warning"
    code: str
    """Short stable name by which findings are counted: `front-matter-unclosed`."""
    line: int = 0
    """1-based; 0 speaks of the whole file."""
    column: int = 0
    """1-based, in characters; 0 where only the line is known."""


class Source(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A regular file below `content/articles/` as the walk found it; not yet read."""

    path: str
    """POSIX path below the articles folder; the name an editor knows the article by."""
    size: int
    mtime_ns: int


class Article(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A capture as read: its front matter, typed, and its body as text with line feeds only."""

    path: str
    body: str
    body_line: int = 1
    """1-based line of the file on which the body starts."""
    title: str
    """Never empty: front matter, else first heading, else file name. Entities decoded."""
    url: str = ""
    source: str = ""
    day: dt.date | None = None
    """The day it is listed under, in the site's time zone: its date, else the one in its path,
    else its fetch date, else none."""
    published: dt.datetime | None = None
    """The front matter's `date` where it has a time of day, aware."""
    fetched: dt.datetime | None = None
    updated: dt.datetime | None = None
    lang: str = ""
    """BCP 47 as the front matter says; empty where it is to be detected."""
    tags: tuple[str, ...] = ()
    """Tag names as the front matter lists them."""
    author: str = ""
    summary: str = ""
    draft: bool = False
    findings: tuple[Finding, ...] = ()


class Block(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A top-level CommonMark block with its source text and what follows up to the next block."""

    kind: BlockKind
    text: str
    """Source text with its trailing blank lines and link definitions, so that joining the texts
    of all blocks gives back the body."""
    line: int
    """1-based line of the body on which `text` starts."""


class Document(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An article's body as blocks; `"".join(b.text for b in blocks) == body`."""

    blocks: tuple[Block, ...]
    html: str = ""
    """HTML of the whole body that was made to find them, not yet sanitised."""
    starts: tuple[int, ...] = ()
    """Where in it that of each block starts, and where the last one's ends, if that can be told; empty
    where blocks have to be rendered with what stays beside them."""


class Decision(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What cleaning did with one block of the capture, and why."""

    action: Action
    rule: str
    """Name of the rule or step: `wechat:footer`, `title-repeat`, `profile`."""
    evidence: str = ""
    """What made it fire, for `diglot clean --explain`: `host profile 2390/2819`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A titled address found in a capture: related reading, an original, a repost's source."""

    title: str
    url: str


class Cleaned(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A document after cleaning: what stays, what became metadata, and how good it is."""

    blocks: tuple[Block, ...]
    """The blocks that stay, in order, their text as it is to be rendered and translated (headings
    levelled, tails repaired). Empty for a failed capture."""
    decisions: tuple[Decision, ...]
    """One for each block of the capture, in the order of `Document.blocks`."""
    failed: str = ""
    """Kind of failed capture: `empty-shell`, `environment-check`, `deleted`, `blocked`,
    `migrated`, `javascript-wall`, `bot-lockout`, `captcha`, `http-error`, `navigation-only`,
    `no-text`. Empty for an article."""
    truncated: bool = False
    """The capture was cut at its length limit; the text goes on at the source."""
    doubtful: bool = False
    """Rules disagreed so much that a person should look."""
    codec: str = ""
    """The wrong codec whose mojibake was repaired, where it was."""
    account: str = ""
    """The account a WeChat page belongs to."""
    author: str = ""
    reposted_from: str = ""
    """Account or site that the text was first published by."""
    original_url: str = ""
    published: str = ""
    """Publication date as printed on the page, ISO `YYYY-MM-DD` where it could be read."""
    cover: str = ""
    """URL of the cover image."""
    related: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A unit of translation: the inline Markdown of one heading, paragraph, item, cell or alt."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A segment's text in the other language, and where it comes from."""

    text: str
    state: State = "missing"
    engine: str = ""
    """Engine and version as its provenance says: `google 1.11.4`; empty for people's work."""
    date: str = ""
    """ISO day on which an engine made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One block in both languages, both as Markdown."""

    block: Block
    text: str
    """The translated block's Markdown; untranslated segments stand in the source language.
    Empty where `state` is `missing` or `same`."""
    state: State
    """`machine` where any segment of the block is machine-made; `missing` where none is
    translated; `same` where the block holds nothing to translate."""
    partial: bool = False
    """Some segments of the block are translated and some are not."""
    engine: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A cleaned article in one other language, block beside block."""

    lang: str
    """BCP 47 of the translation: `en` or `zh-Hans`."""
    title: Translation
    pairs: tuple[Pair, ...]
    """One for each of `Cleaned.blocks`, in their order."""
    translated: int = 0
    """Segments translated, the title included."""
    segments: int = 0
    """Segments there are, the title included."""
    machine: int = 0
    """Of the translated ones, those that an engine made and nobody reviewed."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the site: where, and its bytes."""

    path: str
    """POSIX path below the output folder."""
    content: bytes
    sources: tuple[str, ...] = ()
    """What it was made from, named when two outputs claim one path."""
