"""The second look: whether what is left is an article, and whether a person should see it.

Invariant: an article is called failed only where next to nothing of it is left and the page itself
explains why; in doubt it is kept and marked.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from diglot.clean.page import Page, dropped

LEAST = 40
"""Bytes of prose without which a capture holds no article, unless it shows pictures or code."""
LEAST_OF_CUT = 80
"""The same for a capture that was cut right below its title."""
LEAST_UNTITLED = 450
"""The same for a cut capture in which the title was not found: it was cut inside the menu."""
BEHIND = 10
"""Blocks behind what is left from which the capture was not cut inside of it."""
FEWEST_WORDS, WORDS_SAID = 4, 0.25
"""Words of a title from which it can be missed, and the share of them that a text says."""
MANY_LINKS = 20
"""Links that a page with a menu has."""
_WORDS = re.compile(r"[一-鿿]{2}|[^\W\d_]{4,}")
_CHINESE = re.compile(r"[一-鿿]{8}")
_CERTAIN = ("empty", "title-repeat")
_GUESSES = ("segment", "edge:links", "edge:linked", "edge:scrap", "promo:", "ornament")
"""Decisions that statistics or wording alone have made: taken back before an article is lost."""


def verdict(page: Page) -> Page:
    """With `failed` or `doubtful` set where they apply.

    A file without URL is no capture of a page: it is kept whole but for its repeated title.
    """
    if not page.article.url and not page.ruleset.wechat:
        kept = {i: made for i, made in page.decisions.items() if made.rule in _CERTAIN}
        return replace(page, decisions=kept, related=(), findings=())
    least = page.ruleset.least or LEAST_OF_CUT
    left = _left(page)
    if page.anchored and not page.ruleset.wechat and not _enough(page, left, least, 2):
        page = _taken_back(page)
        left = _left(page)
    refused = any(finding.severity != "note" for finding in page.findings)
    if refused:
        page = replace(page, doubtful=True)
    kind = _failure(page, left)
    if not kind:
        return page
    gone = dict.fromkeys(left, dropped("failed", kind))
    return replace(page, decisions={**page.decisions, **gone}, failed=kind, doubtful=False)


def _failure(page: Page, left: list[int]) -> str:
    if page.ruleset.wechat:
        return (
            "" if _enough(page, left, 12) else "no-text" if "cover" in page.facts else "empty-shell"
        )
    if page.ruleset.least:
        return "" if _enough(page, left, page.ruleset.least) else "navigation-only"
    cut = page.truncated and not page.closed
    if not _enough(page, left, LEAST):
        return "navigation-only" if cut or sum(page.shape.links) > MANY_LINKS else "no-text"
    if cut and not _enough(page, left, LEAST_OF_CUT, 2):
        return "navigation-only"
    if cut and not page.anchored and page.ruleset.title and _is_menu(page, left):
        return "navigation-only"
    at_end = cut and not page.anchored and len(page.texts) <= max(left, default=0) + BEHIND
    if at_end and _said(page, left) < LEAST_UNTITLED and not _coded(page, left):
        return "navigation-only"
    untitled = page.ruleset.title and not page.titled and page.article.url
    if untitled and not _speaks_of_its_title(page, left):
        return "navigation-only"
    return ""


def _speaks_of_its_title(page: Page, left: list[int]) -> bool:
    """Whether what is left has words of the title; where it does not, another page was captured,
    such as the site's front page. In doubt, or where the title is in another script, it has.
    """
    if sum(page.shape.links) < MANY_LINKS:
        return True
    words = {word.lower() for word in _WORDS.findall(page.article.title)}
    text = " ".join([page.shape.seen[i] for i in left]).lower()
    chinese = {word for word in words if not word.isascii()}
    if chinese and not _CHINESE.search(text):
        words -= chinese
    if len(words) < FEWEST_WORDS:
        return True
    return sum(word in text for word in words) >= WORDS_SAID * len(words)


def _is_menu(page: Page, left: list[int]) -> bool:
    """Whether lists of links are all that is left."""
    return (
        all(page.kinds[i] == "list" for i in left)
        and sum(page.shape.links[i] for i in left) > MANY_LINKS
    )


def _left(page: Page) -> list[int]:
    made = page.decisions
    return [i for i in range(len(page.texts)) if i not in made or made[i].action == "keep"]


def _enough(page: Page, left: list[int], least: int, pictures: int = 1) -> bool:
    """Whether what is left has so much prose, or shows pictures or code."""
    whole = page.doubtful and bool(page.ruleset.least or page.closed or not page.truncated)
    shape = page.shape
    size = 0
    for i in left:  # a few blocks are enough nearly always
        size += shape.prose[i] if shape.linky[i] and not whole else shape.weight[i]
        if size >= least:
            return True
    return sum([shape.images[i] for i in left]) >= pictures or _coded(page, left)


def _coded(page: Page, left: list[int]) -> bool:
    return any(page.kinds[i] in ("code", "table") for i in left)


def _said(page: Page, left: list[int]) -> int:
    """Bytes of prose in what is left that is no list of links."""
    return sum(page.shape.prose[i] for i in left if not page.shape.linky[i])


def _taken_back(page: Page) -> Page:
    """With what was only guessed to be furniture below the title kept after all."""
    first, last = page.zone
    back = {
        i
        for i in range(first, last)
        if i in page.decisions
        and page.decisions[i].action == "drop"
        and page.decisions[i].rule.startswith(_GUESSES)
        and i not in page.recurring
        and not (page.shape.wordless[i] and not page.shape.images[i])
    }
    kept = {i: decision for i, decision in page.decisions.items() if i not in back}
    return replace(page, decisions=kept, doubtful=bool(back))
