"""One file to one article: what its front matter, its path and its text say together.

Invariant: `title` is never empty; the body is the file's text after its front matter, byte for
byte but for line ends and removed controls; every guess and repair is in the findings.
"""

from __future__ import annotations

import datetime as dt
import html
import re
import unicodedata
from pathlib import PurePosixPath

from diglot import commonmark
from diglot.capture import dates, dialect, matter
from diglot.capture.decode import decode
from diglot.capture.dialect import Problem, Value
from diglot.commonmark import TooDeepError, check_bounds
from diglot.errors import Quarantined
from diglot.model import Article, Document, Finding

MAX_TAGS = 50
MAX_TITLE = 1_000
FUTURE_DAYS = 366
"""A date this much after its own fetch is nonsense; nothing is compared with today."""
LAST_YEAR = 2100

_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_TITLE_TAGS = re.compile(r"</?(?:strong|b|em|i|br|u|span|font)\s*/?>", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_TRUE = frozenset({"true", "yes", "on", "1"})


def read(raw: bytes, path: str, zone: dt.tzinfo) -> Article:
    """The article in a file's bytes; raises `Quarantined` where it cannot be read safely."""
    text, findings = decode(raw, path)
    try:
        parts = matter.split(text)
    except matter.TooLargeError as error:
        raise Quarantined(
            Finding(
                path=path,
                line=1,
                what=f"{error}, over the limit",
                help="keep front matter to 200 lines and 64 KiB",
                code="front-matter-too-large",
            )
        ) from None
    values, lines, problems = (dialect.load_toml if parts.toml else dialect.load)(parts.matter)
    if parts.unclosed:
        what = "front matter is never closed; it was taken to end at its first blank line"
        help = "put `---` on a line of its own after the last field"
        problems.insert(0, Problem(line=1, what=what, help=help, code="front-matter-unclosed"))
    elif not parts.matter:
        what = "no front matter; title and day are guessed"
        problems.append(Problem(line=1, what=what, code="no-front-matter", note=True))
    fetched = dates.parse(_text(values, "fetch_date"))
    published, day = _day(values, lines, path, fetched, zone, problems)
    return Article(
        path=path,
        body=parts.body,
        body_line=parts.body_line,
        title=_title(values, parts.body, path),
        url=_text(values, "url"),
        source=one_line(_text(values, "source")),
        day=day,
        published=published,
        fetched=dates.moment_of(fetched, zone),
        updated=dates.moment_of(dates.parse(_text(values, "updated")), zone),
        lang=_text(values, "lang"),
        tags=_tags(values, lines, problems),
        author=one_line(_text(values, "author")),
        summary=one_line(_text(values, "summary")),
        draft=_text(values, "draft").lower() in _TRUE,
        findings=(*findings, *(_finding(path, problem) for problem in problems)),
    )


def document(article: Article) -> Document:
    """The body's blocks; raises `Quarantined` beyond the bounds a parser may be given."""
    try:
        check_bounds(article.body)
    except TooDeepError as error:
        line = error.line + article.body_line - 1
        help = "leave the file out or cut the passage"
        what = f"not parsed: {error.what}"
        raise Quarantined(
            Finding(path=article.path, line=line, what=what, help=help, code="too-deep")
        ) from None
    return commonmark.document(article.body)


def one_line(text: str) -> str:
    """Plain text on one line: entities decoded once, invisible marks and line ends out.

    >>> one_line("A &amp;  B C&#x3f;")
    'A & B C?'
    """
    text = html.unescape(text) if "&" in text else text
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def _text(values: dict[str, Value], key: str) -> str:
    value = values.get(key, "")
    return value if isinstance(value, str) else ", ".join(value)


def _title(values: dict[str, Value], body: str, path: str) -> str:
    title = _text(values, "title")
    title = one_line(_TITLE_TAGS.sub("", title) if "<" in title else title)
    if not title and (heading := _HEADING.search(body[:4000])):
        title = one_line(re.sub(r"[*_`]|!?\[([^\]]*)\]\([^)]*\)", r"\1", heading[1]))
    return (title or one_line(PurePosixPath(path).stem) or path)[:MAX_TITLE]


def _day(
    values: dict[str, Value],
    lines: dict[str, int],
    path: str,
    fetched: dt.date | dt.datetime | None,
    zone: dt.tzinfo,
    problems: list[Problem],
) -> tuple[dt.datetime | None, dt.date | None]:
    """The moment it was published, where known, and the day it is listed under."""
    fetch_day = dates.day_of(fetched, zone) if fetched else None
    written = _text(values, "date")
    value = dates.parse(written)
    day = dates.day_of(value, zone) if value else None
    limit = fetch_day + dt.timedelta(days=FUTURE_DAYS) if fetch_day else dt.date(LAST_YEAR, 12, 31)
    if day and dt.date(1900, 1, 1) <= day <= limit:
        return dates.moment_of(value, zone), day
    stand_in = dates.day_in_path(path) or fetch_day
    if written:
        what = f"date {written[:40]!r} is not one that can be; " + (
            f"{stand_in.isoformat()} stands in" if stand_in else "the article is undated"
        )
        help = "write it as 2022-12-27"
        problems.append(Problem(line=lines.get("date", 1), what=what, help=help, code="date"))
    return None, stand_in


def _tags(
    values: dict[str, Value], lines: dict[str, int], problems: list[Problem]
) -> tuple[str, ...]:
    value = values.get("tags", ())
    names = re.split(r"[,，、]", value) if isinstance(value, str) else list(value)
    if len(names) > MAX_TAGS:
        what = f"{len(names)} tags, the first {MAX_TAGS} are used"
        problems.append(Problem(line=lines.get("tags", 1), what=what, code="tags"))
    cleaned = (one_line(name)[:100] for name in names[:MAX_TAGS])
    return tuple(dict.fromkeys(name for name in cleaned if name))


def _finding(path: str, problem: Problem) -> Finding:
    return Finding(
        path=path,
        line=problem.line,
        what=problem.what,
        help=problem.help,
        code=problem.code,
        severity="note" if problem.note else "warning",
    )
