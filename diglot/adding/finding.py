"""From what an editor names to the articles it is or announces.

Invariant: one source never stops another; each article comes out as a page or as the reason why
there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from urllib.parse import urlsplit

from diglot.adding import article, feeds, markdown_files
from diglot.adding.decoding import decode
from diglot.adding.download import LIMIT, Download, fetch
from diglot.adding.page import Page
from diglot.adding.refusal import Refused

Found: TypeAlias = "tuple[str, Page | Refused]"
"""The address or file that an article was asked for by, and what was found there."""

_MARKDOWN = (".md", ".markdown")
_PAGES = ("html", "xml", "text/plain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How to look."""

    private: frozenset[str] = frozenset()
    """Hosts that may be on a private network."""
    url: str = ""
    """Where a saved page is from."""
    most: int = 50
    """Entries of one feed that are looked at."""


def find(source: str, search: Search) -> Iterator[Found]:
    """The articles that one source is or announces."""
    try:
        if "://" in source:
            yield from _of_address(fetch(source, search.private), source, search)
        else:
            yield from _of_file(Path(source), search)
    except Refused as reason:
        yield source, reason


def _of_address(answer: Download, source: str, search: Search) -> Iterator[Found]:
    if feeds.is_feed(answer.content):
        yield from _announced(answer.content, answer.url, search)
    else:
        yield source, _page(answer, search.url or answer.url)


def _of_file(path: Path, search: Search) -> Iterator[Found]:
    try:
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
    except OSError as error:
        help = "give a file that is there, or an address that begins with https://"
        raise Refused(error.strerror or "it cannot be read", help) from None
    if len(content) > LIMIT:
        raise Refused(f"the file is larger than {LIMIT:,} bytes", "cut it")
    if feeds.is_feed(content):
        yield from _announced(content, search.url, search)
    elif path.suffix.lower() in _MARKDOWN:
        yield str(path), markdown_files.read(content, path)
    elif b"\0" in content[:1_000]:
        raise Refused("the file is no text", "give a web page, a Markdown file or a feed")
    else:
        yield str(path), article.read(decode(content), search.url)


def _announced(content: bytes, url: str, search: Search) -> Iterator[Found]:
    """A feed's articles: its own text where it holds them whole, else the pages they are on."""
    for entry in feeds.entries(content, url)[: search.most]:
        if entry.page is not None:
            yield entry.url, entry.page
            continue
        try:
            page = _page(fetch(entry.url, search.private), entry.url)
            yield entry.url, replace(page, title=page.title or entry.title)
        except Refused as reason:
            yield entry.url, reason


def _page(answer: Download, url: str) -> Page:
    kind = answer.content_type
    suffix = PurePosixPath(urlsplit(answer.url).path).suffix.lower()
    if "markdown" in kind or (suffix in _MARKDOWN and "html" not in kind):
        page = markdown_files.read(answer.content)
        return page if page.url else replace(page, url=url, verbatim="")
    if kind and not any(each in kind for each in _PAGES):
        raise Refused(
            f"it is {kind.partition(';')[0][:60]}, not a web page", "give the article's page"
        )
    return article.read(decode(answer.content, kind), url)
