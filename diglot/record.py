"""What the archive remembers of one capture: all that lists, feeds and checks ask of it.

Invariant: a record is complete without the capture's body, which stays in the store; it is made
from that capture, its edit and its translations alone, never from other articles.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, TypeAlias

import msgspec

from diglot import fingerprint
from diglot.model import Finding, Link, State

Outcome: TypeAlias = Literal["published", "failed", "quarantined", "hidden", "draft"]
UNTAGGED: frozenset[Outcome] = frozenset(("failed", "quarantined", "hidden"))
"""Captures without a page of their own: nobody asks for their tags, so none are looked for."""


class EditionRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """One translation of an article, as lists and badges need it."""

    lang: str
    """BCP 47."""
    key: str
    """The site's language: `en`, `zh`."""
    title: str = ""
    """Empty where the title is not translated."""
    title_state: State = "missing"
    lead: str = ""
    translated: int = 0
    segments: int = 0
    machine: int = 0
    engines: tuple[str, ...] = ()
    date: str = ""
    """The latest day on which an engine worked on it."""


class Slip(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """What sorting captures into an archive asks of one: read of all of them by every build."""

    path: str
    id: str
    outcome: Outcome
    failed: str = ""
    """Kind of failed capture."""
    address: str = ""
    """Normalised address, by which duplicates are known; empty without one."""
    lang: str = "und"
    """BCP 47 of the body."""
    source: str = ""
    day: dt.date | None = None
    published: str = ""
    """ISO moment in UTC, or the day printed on the page, or empty."""
    fetched: str = ""
    length: int = 0
    """Visible characters of the cleaned text."""
    editions: tuple[EditionRecord, ...] = ()
    names: tuple[str, ...] = ()
    """Tags as the front matter names them."""
    tags_add: tuple[str, ...] = ()
    tags_remove: tuple[str, ...] = ()
    related: tuple[Link, ...] = ()
    media: tuple[tuple[str, str], ...] = ()
    """(image below the articles folder, output path)."""
    has_edit: bool = False
    findings: tuple[Finding, ...] = ()
    body: bytes = b""
    """Fingerprint of its rows."""
    page: bytes = b""
    """Fingerprint of what its page shows of it and lists do not."""
    shown: bytes = b""
    """Fingerprint of what lists show of it, whatever its tags and its source are called."""


class Record(Slip, frozen=True, kw_only=True, gc=False, array_like=True):
    """One capture in the archive: its slip, and what is asked of those alone that are shown."""

    url: str = ""
    """Checked http(s) address, or empty."""
    host: str = ""
    title: str = ""
    title_lang: str = "und"
    updated: str = ""
    characters: int = 0
    """CJK characters among its length."""
    words: int = 0
    """Words in other scripts."""
    lead: str = ""
    truncated: bool = False
    doubtful: bool = False
    codec: str = ""
    account: str = ""
    author: str = ""
    reposted_from: str = ""
    original_url: str = ""
    cover: str = ""
    wanted: tuple[str, ...] = ()
    """Images below the articles folder that the text refers to, whether they are there or not."""


class StoredCell(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """One block in one language, as sanitised HTML."""

    lang: str
    key: str
    html: str
    source: bool = False
    state: State = "human"
    partial: bool = False
    engine: str = ""
    date: str = ""


class StoredRow(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """One block of an article: `shared` HTML, or a cell for each language."""

    kind: str
    level: int = 0
    """Of a heading."""
    shared: str = ""
    cells: tuple[StoredCell, ...] = ()


encode_record = msgspec.msgpack.Encoder().encode
decode_record = msgspec.msgpack.Decoder(Record).decode
encode_slip = msgspec.msgpack.Encoder().encode
decode_slip = msgspec.msgpack.Decoder(Slip).decode
"""Of a record, too, which starts with its slip."""
encode_rows = msgspec.msgpack.Encoder().encode
decode_rows = msgspec.msgpack.Decoder(tuple[StoredRow, ...]).decode
encode_slugs = msgspec.msgpack.Encoder().encode
decode_slugs = msgspec.msgpack.Decoder(tuple[str, ...]).decode


def itself(slip: Slip) -> Record:
    """The record of a slip that is one; raises `TypeError` for others."""
    if not isinstance(slip, Record):
        raise TypeError(f"{slip.path}: no more than its slip is known")
    return slip


def list_print(record: Record) -> bytes:
    """Fingerprint of what lists show of a capture: its entry, or that it failed."""
    shown = (
        (record.id, record.title, record.title_lang, record.lang, record.lead),
        (record.day, record.truncated, record.doubtful, record.published, record.url),
        (record.updated, record.fetched, record.author, record.account),
        record.editions,
        (record.source, record.failed),
    )
    return fingerprint.of(msgspec.msgpack.encode(shown))


def page_print(record: Record, body: bytes) -> bytes:
    """Fingerprint of what an article's page shows of its capture beyond what lists show.

    `body` is the fingerprint of its rows.
    """
    return fingerprint.of(
        body,
        record.path,
        repr((record.reposted_from, record.original_url, record.cover, record.characters)),
        repr((record.words, record.has_edit)),
    )
