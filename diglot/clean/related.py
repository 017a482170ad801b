"""Lists of other articles: from a heading that says so, or links alone at the end of the text.

Invariant: only runs of links are taken, with the heading above them; their titles and addresses
become `Cleaned.related`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import replace

from diglot.clean.expressions import engine
from diglot.clean.facts import unescaped
from diglot.clean.page import Page, dropped
from diglot.clean.ruleset import Ruleset
from diglot.model import Decision, Link

LONGEST_HEADING = 60
"""Bytes of a heading above a list of articles."""
_LINK = re.compile(
    r"(?<!!)\[(?P<title>(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*)\]"
    r"\((?P<url>[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_SPACE = re.compile(r"\s+")
_OUTSIDE = re.compile(r"^[\W\d_]+|[\W_]+$")
_ARTICLE = re.compile(r"https?://mp\.weixin\.qq\.com/s[?/]")
_INDEX = re.compile(r"[\W\d_]*")


def collect(page: Page) -> Page:
    """With lists of other articles dropped and their links kept as metadata."""
    decided: dict[int, Decision] = {}
    links: list[Link] = []
    i = page.start
    while i < page.end:
        if i not in page.decisions and page.shape.weight[i] <= LONGEST_HEADING and _says(page, i):
            run = _run(page, i + 1)
            if run > i + 1:
                for k in range(i, run):
                    decided[k] = dropped("related")
                    links += _links(page, k)
                i = run
                continue
        i += 1
    return replace(page.decide(decided), related=(*page.related, *links))


def cards(page: Page) -> Page:
    """With the links kept that a WeChat page has to other articles in what was dropped below its
    text, unless the account repeats them.
    """
    if not page.ruleset.wechat:
        return page
    known = {link.url for link in page.related}
    found: list[Link] = []
    for i in range(page.start, len(page.texts)):
        made = page.decisions.get(i)
        if made and made.action == "drop" and page.shape.linky[i] and i not in page.recurring:
            for link in _links(page, i):
                if _ARTICLE.match(link.url) and link.url not in known:
                    known.add(link.url)
                    found.append(link)
    return replace(page, related=(*page.related, *found)) if found else page


def _says(page: Page, i: int) -> bool:
    said = page.shape.said[i]
    return bool(said) and _heads(page.ruleset, said)


@lru_cache(maxsize=4_096)
def _heads(ruleset: Ruleset, said: str) -> bool:
    """Whether a list of articles stands below what says this."""
    if said.isascii() or said in ruleset.related:
        return said in ruleset.related
    said = said.replace(" ", "")
    if not (said[:1].isalpha() and said[-1:].isalnum()):
        said = _OUTSIDE.sub("", said)
    return said in ruleset.related or said.startswith(engine(ruleset).related)


def _run(page: Page, i: int) -> int:
    """One past the last block of a run of links that starts at `i`."""
    last = i
    while i < page.end:
        if i in page.decisions and page.decisions[i].action == "keep":
            break
        if page.shape.linky[i] or (page.shape.links[i] and page.shape.prose[i] < 12):
            last = i + 1
        elif not (
            page.shape.wordless[i]
            or page.shape.pictorial[i]
            or _INDEX.fullmatch(page.shape.seen[i])
        ):
            break
        i += 1
    return last


def _links(page: Page, i: int) -> list[Link]:
    found = []
    for match in _LINK.finditer(page.texts[i]):
        title = _SPACE.sub(" ", _IMAGE.sub("", match["title"])).strip(" *#")
        if len(title) > 1 and match["url"].startswith(("http", "/")):
            found.append(Link(title=unescaped(title), url=unescaped(match["url"])))
    return found
