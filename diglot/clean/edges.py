"""The edges of a web page's text: dates, names, buttons and tags between its title and its first
sentence, and what trails behind its last.

Invariant: a block of prose ends the edge; nothing behind it is looked at. WeChat pages have their
own grammar and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from diglot.clean import recurring
from diglot.clean.bylines import BYLINE, solid
from diglot.clean.expressions import engine
from diglot.clean.facts import find_author, find_date
from diglot.clean.lines import announced, entitles, is_said, labelled, presents
from diglot.clean.page import Page, dropped, moved
from diglot.model import Decision

SCRAP = 30
"""Bytes up to which a block at an edge that ends no sentence is a label or a counter."""
REACH = 24
"""Blocks an edge has at most."""
_SENTENCE = re.compile(r"[,，.!?…。！？：:”\"』」）)]$")
_PORTRAIT = re.compile(
    r"avatar|/icons?[/_-]|icon\.|/author|(?<![A-Za-z0-9])(?:site|header|footer)?(?:logo|emoji|badge|spacer)",
    re.I,
)
_PICTURE = re.compile(r"(?i)\.(?:png|jpe?g|gif|webp|svg|avif)\b[^)]*\)\s*$")
_TAGS = re.compile(
    r"(?i)^\W*(?:(?:this )?(?:entry|post|article) (?:was )?(?:tagged|posted|filed)|tags?|tagged|labels?|categor(?:y|ies)|filed under|标签|分类|关键词|etichette|argomenti)\b\W*"
)
_DATED = re.compile(r"^[\W_]*(?:创建|发布|日期|时间|更新)[^\n]{0,8}[:：]")
_TITLED = re.compile(
    r"\*\*|<?(?:http|hxxp)s?:|\S*\[\.\]|[0-9a-fA-F]{32}|#|[(（]|\d{1,2}(?:\.\d+)*[.、)）] ?\S|0\d\b|第.{1,3}[章节部]"
    r"|[一二三四五六七八九十]+[、.．]|[A-Z][.、]"
)


def trim(page: Page) -> Page:
    """With both edges decided; short lines below a heading that stays belong to the text."""
    if page.ruleset.wechat or page.start >= page.end:
        return page
    decided: dict[int, Decision] = {}
    headed = False
    for i in _head(page):
        decision = _judge(page, i, decided, head=True)
        if decision and not (headed and decision.rule == "edge:scrap" and not page.shape.links[i]):
            decided[i] = decision
        headed = headed or (page.kinds[i] == "heading" and not decision and not page.ruleset.least)
    for i in _edge(page, range(page.end - 1, page.start - 1, -1)):
        if i in decided:
            continue
        if decision := _judge(page, i, decided, head=False):
            decided[i] = decision
        elif page.shape.prose[i] > SCRAP // 2:
            break
    left = [i for i in range(page.start, page.end) if i not in page.decisions]
    if not any(
        page.shape.prose[i] > SCRAP or page.shape.pictorial[i] for i in left if i not in decided
    ):
        decided = {i: made for i, made in decided.items() if page.shape.prose[i] <= SCRAP}
    return page.decide(decided)


def _head(page: Page) -> list[int]:
    """Blocks up to the first text beyond doubt; up to a line of date or author right behind it
    where that text is a standfirst.
    """
    found = _edge(page, range(page.start, page.end))
    first = found[-1] + 1 if found else page.start
    while first < page.end and first in page.decisions:
        first += 1
    behind = [i for i in range(first + 1, min(first + 5, page.end)) if i not in page.decisions]
    for i in reversed(behind):
        if not solid(page, i) and page.shape.weight[i] < BYLINE and _dated(page, i):
            above = [k for k in behind if k < i and not solid(page, k)]
            return [*found, *above, *_edge(page, range(i, page.end))]
    return found


def _dated(page: Page, i: int) -> bool:
    text = page.texts[i]
    if entitles(page, i):
        return False
    return page.kinds[i] not in ("table", "quote") and bool(
        find_date(page.shape.seen[i]) or find_author(text)
    )


def _edge(page: Page, indices: range) -> list[int]:
    """Blocks from one end up to the first that is text beyond doubt."""
    found: list[int] = []
    for i in indices:
        if i in page.decisions:
            if page.decisions[i].action == "keep":
                break
            continue
        if solid(page, i) or len(found) >= REACH:
            break
        found.append(i)
    return found


def _judge(page: Page, i: int, decided: Mapping[int, Decision], *, head: bool) -> Decision | None:
    """What a block at an edge is, where others there are decided; None where it may be text."""
    text, weight, kind = page.texts[i], page.shape.weight[i], page.kinds[i]
    if entitles(page, i):
        return None
    if page.shape.images[i] and weight < 4 * page.shape.images[i] + 4:
        if i in page.recurring or _PORTRAIT.search(text):
            return dropped("edge:portrait")
        elsewhere = page.shape.links[i] and not _PICTURE.search(text)
        return dropped("edge:linked-image") if elsewhere and not head else None
    if page.shape.wordless[i] or kind == "rule":
        return dropped("empty")
    if _TAGS.match(page.shape.seen[i]) and (weight < 40 or page.shape.links[i]):
        return moved("edge:tags")
    if head and weight < 400 and kind not in ("table", "quote"):
        if _DATED.match(text) and find_date(page.shape.seen[i]):
            return moved("edge:date")
        if find_author(text) and (weight < BYLINE or page.shape.linky[i]):
            return moved("edge:byline")
        if weight < BYLINE and find_date(page.shape.seen[i]) and not is_said(page, i):
            return moved("edge:date")
    if i in page.recurring and not (
        kind == "heading" and (_heads(page, i) if head else not _bare(page, i, decided))
    ):
        return dropped("profile", recurring.evidence(page, i))
    if kind == "heading":
        return None if head else dropped("edge:heading") if _bare(page, i, decided) else None
    if page.shape.linky[i] and kind not in ("code", "table") and not announced(page, i):
        return None if head and presents(page, i) else dropped("edge:links")
    if (
        weight <= (page.ruleset.least or SCRAP)
        and kind == "paragraph"
        and not _SENTENCE.search(text)
    ):
        return None if _TITLED.match(text) or labelled(text) else dropped("edge:scrap")
    if engine(page.ruleset).promo.search(page.shape.seen[i]) and weight < 400:
        return dropped("edge:promo")
    return None


def _heads(page: Page, i: int) -> bool:
    """A heading right above text beyond doubt."""
    below = next((k for k in range(i + 1, page.end) if k not in page.decisions), page.end)
    return below < page.end and solid(page, below)


def _bare(page: Page, i: int, decided: Mapping[int, Decision]) -> bool:
    """A heading that nothing kept follows."""
    return all(
        k in page.decisions or k in decided or (page.shape.wordless[k] and not page.shape.images[k])
        for k in range(i + 1, min(page.end, i + 3))
    )
