"""HTML to Markdown, and the one parser that pages are looked at with.

Invariant: the only importer of `bs4` and `markdownify`; what comes out holds no script, no form and
no picture that is only a placeholder, and every address in it is absolute where `url` is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from diglot.adding.refusal import Refused

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc")
"""Where pages keep a picture's address until it is scrolled to (`data-src` is WeChat's)."""
_GONE = (
    "script", "style", "noscript", "template", "button", "input", "select", "textarea",
    "svg", "object", "embed", "link", "meta", "mp-common-profile", "mp-style-type", "mpvoice",
)  # fmt: skip
_BLANK_LINES = re.compile(r"\n{3,}")
_LANGUAGE = re.compile(r"(?:language|lang)-([\w+#-]{1,20})")


def parse(html: str) -> BeautifulSoup:
    """A page as a tree; raises `Refused` for one nested too deep to be read."""
    from bs4 import BeautifulSoup

    try:
        return BeautifulSoup(html, "lxml")
    except (RecursionError, AssertionError, ValueError) as error:
        raise Refused(f"the page cannot be read: {error}", "save the article alone") from None


def prepare(tree: Tag, url: str) -> None:
    """Make a page say plainly what it shows: real pictures, absolute addresses, no controls.

    Changes `tree` in place.
    """
    for gone in tree.find_all(_GONE):
        gone.decompose()
    for image in tree.find_all("img"):
        source = next((value for name in (*_LAZY, "src") if (value := _value(image, name))), "")
        if source.startswith("data:"):
            image.decompose()
        else:
            image["src"] = _absolute(url, source)
    for frame in tree.find_all("iframe"):
        _as_link(frame, _absolute(url, _value(frame, "data-src") or _value(frame, "src")))
    for link in tree.find_all("a"):
        link["href"] = _absolute(url, _value(link, "href"))
    for block in tree.find_all("pre"):
        for ending in block.find_all("br"):
            ending.replace_with("\n")
        for inner in block.find_all("pre"):
            inner.unwrap()


def markdown(tree: Tag) -> str:
    """The Markdown of a part of a page; raises `Refused` for one nested too deep."""
    from markdownify import MarkdownConverter

    converter = MarkdownConverter(
        heading_style="ATX",
        bullets="-",
        code_language_callback=_language,
        table_infer_header=True,
        wrap=False,
    )
    try:
        text = str(converter.convert_soup(tree))
    except RecursionError:
        raise Refused("the page is nested too deep", "save the article alone") from None
    lines = text.replace("\r\n", "\n").split("\n")
    ended = (line.rstrip() + ("  " if line.endswith("  ") else "") for line in lines)
    return _BLANK_LINES.sub("\n\n", "\n".join("" if not e.strip() else e for e in ended)).strip()


def words(tree: Tag | None) -> str:
    """The text of a part of a page, on one line."""
    return " ".join(tree.get_text(" ").split()) if tree is not None else ""


def meta(tree: Tag, *names: str) -> str:
    """The content of the first `<meta>` that has one of these names or properties."""
    for name in names:
        for key in ("property", "name", "itemprop"):
            found = tree.find("meta", attrs={key: name})
            if found is not None and (content := _value(found, "content").strip()):
                return content
    return ""


def _value(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else ""


def _absolute(url: str, target: str) -> str:
    try:
        return urljoin(url, target.strip()) if url and target else target.strip()
    except ValueError:
        return ""


def _as_link(frame: Tag, target: str) -> None:
    """A film or another page within the page becomes a link to it."""
    if target.startswith(("http://", "https://")):
        frame.name = "a"
        frame.attrs = {"href": target}
        frame.string = target
    else:
        frame.decompose()


def _language(block: Tag) -> str:
    """The language that a block of code says it is in."""
    for tag in (block, block.find("code")):
        classes = tag.get("class") if tag is not None and not isinstance(tag, int) else None
        found = _LANGUAGE.search(" ".join(classes) if isinstance(classes, list) else "")
        if found:
            return found[1]
    return ""
