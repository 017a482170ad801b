"""Take in what an editor names, or say why not.

Invariant: nothing that the archive holds already and nothing that holds no article is written; a
file that is written reads back as the article it was made from.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from diglot.adding import filing, finding
from diglot.adding.finding import Search
from diglot.adding.page import Page
from diglot.adding.refusal import Refused
from diglot.adding.shelf import Shelf, survey
from diglot.adding.wechat import HOST as WECHAT
from diglot.capture import article as captures
from diglot.catalogue.identity import host_of, normalise
from diglot.clean import Rules
from diglot.clean.failures import quick_failure
from diglot.clean.pipeline import clean
from diglot.errors import Quarantined, StorageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where captures go, and by what they are judged."""

    articles: Path
    rules: Rules
    now: dt.datetime
    """Aware, in the site's time zone: the day it falls on is the folder."""
    source: str = ""
    """Name to file under in the place of the page's own."""
    search: Search = field(default_factory=Search)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one article."""

    name: str
    """The address or file it was asked for by."""
    path: Path | None = None
    """The file that was written."""
    refused: str = ""
    help: str = ""
    known: bool = False
    """Refused because the archive holds it."""


def take(sources: Sequence[str], desk: Desk) -> Iterator[Result]:
    """Take in each source, one after another; raises `StorageError` where the disk says no."""
    shelf = survey(desk.articles)
    for source in sources:
        for name, found in finding.find(source, desk.search):
            if isinstance(found, Refused):
                yield Result(name=name, refused=found.what, help=found.help)
                continue
            result = _file(name, _named(found, desk, shelf), desk, shelf)
            if result.path is not None and (address := normalise(found.url)):
                written = result.path.relative_to(desk.articles).as_posix()
                shelf = replace(shelf, addresses={**shelf.addresses, address: written})
            yield result


def _named(page: Page, desk: Desk, shelf: Shelf) -> Page:
    """The page under the source's name that the archive uses; an account's is its own."""
    host = host_of(page.url)
    known = "" if host == WECHAT else shelf.sources.get(host, "")
    return replace(page, source=desk.source or known or page.source)


def _file(name: str, page: Page, desk: Desk, shelf: Shelf) -> Result:
    """Write one article, unless something speaks against it."""
    held = shelf.addresses.get(normalise(page.url)) if page.url else None
    if held is not None and not _is_failed(desk.articles / held):
        what = f"it is there already: content/articles/{held}"
        return Result(name=name, refused=what, help="edit that one, or remove it", known=True)
    text = page.verbatim or filing.text_of(page, desk.now)
    if reason := _against(text, desk):
        help = "open it in a browser; save it and add the file if the article is there"
        return Result(name=name, refused=reason, help=help)
    path = filing.place(desk.articles, page, desk.now.date())
    if taken := next((each for each in page.pictures if (path.parent / each).exists()), None):
        help = f"rename the picture, or put the article and it into {path.parent} yourself"
        return Result(name=name, refused=f"a picture called {taken} is there already", help=help)
    for target, picture in page.pictures.items():
        _copy(picture, path.parent / target)
    filing.write(path, text)
    return Result(name=name, path=path)


def _against(text: str, desk: Desk) -> str:
    """Why a capture would be none of the site's articles; empty where it would be one."""
    try:
        capture = captures.read(
            text.encode("utf-8", "replace"), "new.md", desk.now.tzinfo or dt.UTC
        )
        kind = quick_failure(capture.body, capture.title)
        kind = kind or clean(capture, captures.document(capture), desk.rules).failed
    except Quarantined as verdict:
        return verdict.finding.what
    return f"the page holds no article ({kind})" if kind else ""


def _is_failed(path: Path) -> bool:
    """Whether a capture holds no article, so that a second try is welcome."""
    try:
        capture = captures.read(path.read_bytes(), path.name, dt.UTC)
    except (OSError, Quarantined):
        return True
    return bool(quick_failure(capture.body, capture.title))


def _copy(picture: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, target)
    except OSError as error:
        raise StorageError(f"{target}: {error.strerror}", "check permissions and space") from None
