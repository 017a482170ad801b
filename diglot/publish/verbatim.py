"""HTML that the sanitiser would give back as it is, known by its form: most of an article's blocks.

Invariant: what is accepted here is text, elements of an article without attributes, and links and
images with a plain address, nested as below; whatever else there may be goes to the sanitiser. A
test holds every form to what nh3 makes of it.
"""

from __future__ import annotations

import re
from functools import cache

LISTS_IN_LISTS = 2
"""Levels below the first to which lists are known."""

_TEXT = r"(?:[^<>&\x00-\x08\x0b-\x1f]++|&(?:amp|lt|gt|quot);)"
_WORDS = r"(?:[^\"<>&\x00-\x1f]++|&amp;)*"
_HOST = r"(?!(?i:xn--|[^/?#\"]*\.xn--))(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
"""Hosts that mean the same to every reader of addresses: no number, nothing encoded."""
_URL = rf"https?://{_HOST}(?:[/?#](?:[A-Za-z0-9!#$%()*+,./:;=?@_~\[\]-]++|&amp;)*)?"
_MAIL = r"mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+"
_INLINE = (
    rf"(?:{_TEXT}|</?(?:strong|em|del|code)>|<br>|</a>"
    rf"|<a href=\"(?:{_URL}|{_MAIL})\"(?: title=\"{_WORDS}\")? rel=\"nofollow ugc\">"
    rf"|<img src=\"{_URL}\" alt=\"{_WORDS}\"(?: title=\"{_WORDS}\")?"
    r" loading=\"lazy\" referrerpolicy=\"no-referrer\">)*"
)
_BLOCK = rf"<(?:p|h[2-6])>{_INLINE}</(?:p|h[2-6])>|<hr>|<pre><code>{_TEXT}*</code></pre>"
_PLAIN = re.compile(
    r"<(p|h[2-6]) data-sourcepos=\"[0-9:-]+\">([^<>&\xa0\x00-\x08\x0b-\x1f]*+)</\1>\n?"
)
_POSITION = re.compile(r' data-sourcepos="[0-9:-]+"')
_UNKEPT = re.compile(r'(?<=<code) class="language-[^"<>&]*"|(?<=<t[dh]) align="[a-z]+"')


def plain(own: str) -> str:
    """A paragraph or heading of mere words as comrak wrote it, without position; else empty.

    >>> plain('<p data-sourcepos="1:1-1:5">words</p>'), plain('<p data-sourcepos="1:1-1:5">&lt;</p>')
    ('<p>words</p>', '')
    """
    match = _PLAIN.fullmatch(own)
    return f"<{match[1]}>{match[2]}</{match[1]}>" if match else ""


def bare(own: str) -> str:
    """HTML as comrak wrote it without what no sanitiser keeps: positions, alignments, languages.

    >>> bare('<p data-sourcepos="1:1-1:5">a<br data-sourcepos="1:3-1:5" />b</p>')
    '<p>a<br>b</p>'
    """
    short = _POSITION.sub("", own).replace(" />", ">")
    return _UNKEPT.sub("", short) if "<code c" in short or "<th a" in short else short


def verbatim(own: str) -> str:
    """A block that comrak wrote and we changed, as the sanitiser would give it; empty where that
    is not certain.

    >>> verbatim('<p>a &quot;b&quot;</p>'), verbatim('<p id="a">b</p>')
    ('<p>a "b"</p>', '')
    """
    if not _form().fullmatch(own):
        return ""
    return own.replace("&quot;", '"').replace("\xa0", "&nbsp;").strip()


@cache
def _form() -> re.Pattern[str]:
    """All forms in one; made where it is first needed (20 ms)."""
    block = _BLOCK
    for _ in range(LISTS_IN_LISTS + 1):
        items = rf"(?:<li>{_INLINE}(?:(?:{block})\n)*</li>\n)+"
        block = rf"{_BLOCK}|<(?:ul|ol(?: start=\"[0-9]{{1,9}}\")?)>\n{items}</[uo]l>"
    cells = rf"<tr>\n(?:<(?:td|th scope=\"col\")>{_INLINE}</t[dh]>\n)*</tr>\n"
    table = rf"<table>\n<thead>\n{cells}</thead>\n(?:<tbody>\n(?:{cells})+</tbody>\n)?</table>"
    quote = rf"<blockquote>\n(?:(?:{_BLOCK})\n)+</blockquote>"
    return re.compile(rf"(?:{block}|{table}|{quote})\n?")
