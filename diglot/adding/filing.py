"""Where a capture goes and how its front matter is written, so that reading gives it back.

Invariant: a path that every file system takes, below the articles folder, and never one that is in
use; every value of the front matter comes back from `diglot.capture` as it was.
"""

from __future__ import annotations

import datetime as dt
import html
import os
import re
import unicodedata
from pathlib import Path

from diglot.adding.page import Page
from diglot.errors import StorageError

STEM = 100
"""Bytes of a file name in UTF-8, its suffix left out: 255 is the limit, cut in half for the copies
that translations and synchronising programs make of it."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff#%]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def text_of(page: Page, fetched: dt.datetime) -> str:
    """A capture's file: front matter in the dialect of captures, then its Markdown.

    The cover, author and account of a WeChat page stand above the text as its captures have them,
    where cleaning finds them.
    """
    fields = {
        "title": value(page.title),
        "url": " ".join(page.url.split()),
        "source": value(page.source),
        "author": value(page.author),
        "date": page.date,
        "fetch_date": fetched.isoformat(timespec="seconds"),
    }
    matter = "".join(f"{key}: {text}\n" for key, text in fields.items() if text)
    parts = [f"# {heading(page.title)}", page.body]
    if page.cover and "//mp.weixin.qq.com/" in page.url and " " not in page.cover:
        names = [name for name in (page.author, page.source) if name]
        parts = [parts[0], f"![cover_image]({page.cover})", parts[0], *names, page.body]
    return f"---\n{matter}---\n\n" + "\n\n".join(parts) + "\n"


def value(text: str) -> str:
    r"""A text of front matter on one line, so that it is read back as it is.

    Reading takes entities for what they stand for, formatting tags out, and quotes off that enclose
    the whole.

    >>> value('"A" & "B"'), value("a\nb"), value("AT&amp;T"), value("R&D")
    ('"\\"A\\" & \\"B\\""', 'a b', 'AT&amp;amp;T', 'R&D')
    """
    line = " ".join(text.split())
    if "<" in line or html.unescape(line) != line:
        line = line.replace("&", "&amp;").replace("<", "&lt;")
    if len(line) >= 2 and line[0] == line[-1] and line[0] in "\"'":
        line = '"' + line.replace('"', '\\"') + '"'
    return line


def heading(title: str) -> str:
    r"""A title as Markdown that shows it literally.

    >>> heading("The *.md files # of C_x")
    'The \\*.md files \\# of C\\_x'
    """
    return re.sub(r"([\\`*_\[\]<>#~|&!])", r"\\\1", " ".join(title.split()))


def place(articles: Path, page: Page, day: dt.date) -> Path:
    """A path of its own for a capture: `YYYY/MM/DD/<source>_<title>.md`."""
    folder = articles / f"{day:%Y}" / f"{day:%m}" / f"{day:%d}"
    stem = name(page.source, page.title)
    taken = {path.name.casefold() for path in folder.glob("*.md")} if folder.is_dir() else set()
    number, free = 1, f"{stem}.md"
    while unicodedata.normalize("NFC", free).casefold() in taken:
        number += 1
        free = f"{stem}-{number}.md"
    return folder / free


def name(source: str, title: str) -> str:
    """The stem of a capture's file name.

    >>> name("Harbour Watch", "Who's there? / Nobody.")
    "Harbour Watch_Who's there Nobody"
    >>> name("", "...")
    'article'
    """
    parts = [_safe(source, STEM // 3), _safe(title, STEM)]
    stem = _cut("_".join(part for part in parts if part), STEM) or "article"
    return stem + "_" if _RESERVED.fullmatch(stem) else stem


def write(path: Path, text: str) -> None:
    """Put a new file in its place whole; raises `StorageError` where the disk says no."""
    temporary = path.with_name(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", newline="\n", errors="replace")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        what = f"{path} cannot be written: {error.strerror or error}"
        raise StorageError(what, "check free space and permissions") from None


def _safe(text: str, size: int) -> str:
    """Words that may stand in a file name on any system."""
    plain = " ".join(_UNSAFE.sub(" ", unicodedata.normalize("NFC", text)).split())
    return _cut(plain, size)


def _cut(text: str, size: int) -> str:
    """At most `size` bytes of UTF-8, without dots and spaces at the ends."""
    return text.encode("utf-8", "replace")[:size].decode("utf-8", "ignore").strip(" ._")
