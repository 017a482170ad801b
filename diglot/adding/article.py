"""From a page's HTML to the article on it, whoever published it.

Invariant: the only importer of `trafilatura`, which finds the article among menus and teasers; a
page that is short, where it guesses, is taken by its own `<article>`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from diglot.adding import markup, wechat
from diglot.adding.page import Page
from diglot.adding.refusal import Refused
from diglot.capture import dates

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

SHORT = 600
"""Characters of text below which trafilatura flattens what it finds (its own limit is 250)."""

_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")


def read(html: str, url: str = "") -> Page:
    """The article on a page; `url` is where it came from, if that is known.

    Raises `Refused` for a page without one.
    """
    tree = markup.parse(html)
    url = url or _own_address(html, tree)
    if wechat.is_wechat(tree, url):
        return wechat.read(tree, url)
    return _read(tree, html, url)


def _read(tree: BeautifulSoup, html: str, url: str) -> Page:
    moment = markup.meta(
        tree,
        "article:published_time",
        "datePublished",
        "og:published_time",
        "publishdate",
        "pubdate",
    )
    cover = markup.meta(tree, "og:image")
    known = _metadata(html, url)
    title = known["title"] or markup.words(tree.find("h1")) or markup.words(tree.find("title"))
    date = moment if dates.parse(moment) else known["date"]
    markup.prepare(tree.body or tree, url)
    part = _main(tree, url)
    body = _without_title(markup.markdown(part), title) if part is not None else ""
    if not body:
        raise Refused("no article was found on the page", "save the article alone, as Markdown")
    return Page(
        title=title,
        body=body,
        url=url,
        source=known["sitename"] or urlsplit(url).hostname or "",
        author=known["author"],
        date=date,
        cover=cover,
    )


def _main(tree: BeautifulSoup, url: str) -> Tag | None:
    """The part of a page that is its article."""
    import trafilatura

    found = trafilatura.extract(
        str(tree),
        url=url or None,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_images=True,
        include_links=True,
        include_tables=True,
    )
    part = markup.parse(found) if found else None
    text = markup.words(part)
    if len(text) < SHORT:
        own = tree.select_one("article, [itemprop=articleBody], [role=main], main")
        if own is not None and len(markup.words(own)) >= len(text) // 2:
            return own
    if part is not None:
        markup.prepare(part, url)
    return part


def _metadata(html: str, url: str) -> dict[str, str]:
    import trafilatura

    found = trafilatura.extract_metadata(
        html,
        default_url=url or None,
        date_config={"extensive_search": False, "original_date": True},
    )
    names = ("title", "author", "sitename", "date")
    return {name: str(getattr(found, name, None) or "") for name in names}


def _own_address(html: str, tree: BeautifulSoup) -> str:
    """Where a saved page says that it is from."""
    saved = _SAVED.search(html[:2_000])
    link = tree.find("link", rel="canonical")
    canonical = link.get("href") if link is not None else ""
    for found in (
        canonical if isinstance(canonical, str) else "",
        markup.meta(tree, "og:url"),
        saved[1] if saved else "",
    ):
        if found.startswith(("http://", "https://")):
            return found
    return ""


def _without_title(body: str, title: str) -> str:
    """The text without a first heading that only repeats the title."""
    first, _, rest = body.partition("\n")
    same = first.startswith("#") and "".join(first.lstrip("# ").split()) == "".join(title.split())
    return rest.strip() if same else body
