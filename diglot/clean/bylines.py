"""Who wrote a text and when, from the lines around it that say so.

Invariant: only a line that can be a byline names an author; a sentence that says who did something
does not. WeChat pages have their own grammar and are left alone.
"""

from __future__ import annotations

import re

from diglot.clean.facts import find_author, find_date
from diglot.clean.page import Page

SOLID = 100
"""Bytes of prose from which a block is text beyond doubt."""
BYLINE = 160
"""Bytes up to which a block may be a byline that does not begin as one."""
_BY = re.compile(
    r"(?m)^\W*(?:(?:[Ww]ritten |[Pp]osted |[Pp]ublished )?[Bb]y\b|BY\b|A cura di|Di |(?:\w+ )?Author\b|(?:作者|文)\s*[:：|/])"
)
POSTED = re.compile(r"(?i)posted (?:on|in)|published|pubblicato|发布于|发表于|创建")
"""What stands before a date of publication."""


def solid(page: Page, i: int) -> bool:
    """A block that is text beyond doubt."""
    if page.kinds[i] in ("code", "table"):
        return page.shape.weight[i] >= SOLID // 2 and i not in page.recurring
    return page.prose(i) >= SOLID and i not in page.recurring


def learn(page: Page) -> Page:
    """With author and date from the head, else the date from a line of the tail."""
    facts: dict[str, str] = {}
    if (
        page.ruleset.wechat
        or page.ruleset.least
        or ("author" in page.facts and "published" in page.facts)
    ):
        return page
    looked = solids = 0
    for i in range(max(page.head - 1, page.start - 12, 0), page.end):
        if page.shape.weight[i] > 400 or (
            page.decisions.get(i) and page.decisions[i].rule == "title-repeat"
        ):
            continue
        if looked > 16 or solids > 1:
            break
        solids += i >= page.start and solid(page, i)
        looked += 1
        if page.kinds[i] == "table":
            continue
        if "published" not in facts and (date := find_date(page.shape.seen[i])):
            facts["published"] = date
        may = page.shape.weight[i] <= BYLINE or _BY.search(page.texts[i])
        if may and "author" not in facts and (author := find_author(page.texts[i])):
            facts["author"] = author
    if "published" not in facts:
        for i in range(page.end - 1, max(page.start, page.end - 12), -1):
            if page.shape.weight[i] < 300 and POSTED.search(page.texts[i]):
                facts["published"] = find_date(page.shape.seen[i])
                facts["author"] = facts.get("author") or find_author(page.texts[i])
                break
    return page.learn({name: value for name, value in facts.items() if value})
