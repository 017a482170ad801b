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
LONGEST_DATE = 60
"""Bytes of a line with a date beside which a name may stand alone."""
BYLINE = 160
"""Bytes up to which a block may be a byline that does not begin as one."""
_BY = re.compile(
    r"(?m)^\W*(?:(?:[Ww]ritten |[Pp]osted |[Pp]ublished )?[Bb]y\b|BY\b|A cura di|Di |(?:\w+ )?Author\b|(?:作者|文)\s*[:：|/])"
)
_NAME = re.compile(
    r"\[?(?P<name>(?:[A-Z][\w.’'-]+)(?: (?:[A-Z][\w.’'-]*|de|van|von|di|del|della|da|and|e)){1,4})"
    r"(?:\]\([^)\s]*\))?"
)
_NO_NAME = re.compile(
    r"(?i)\b(?:research|security|news|blog|threats?|intelligence|updates?|reports?|guides?|labs?|team|cyber\w*"
    r"|malware|vulnerabilit\w+|privacy|article|reading|minutes?|press|releases?|insights?|cloud|data|share|post"
    r"|home|archives?|last|first|published|product|engineering|policy|events?|resources|the|sign|read|view|all)\b"
)
"""Words of a subject that no name has."""
_IN_CODE = re.compile(
    r"(?im)^[#/*; ]*(?:(?:exploit|discovery|vulnerability) )?author\s*: *(?P<name>[^\n|<(\[]{2,60}?)(?=\s*$|\s*[|<(\[]| - | @|  )"
)
HEAD_OF_CODE = 600
"""Characters of a script among which its author is named."""
POSTED = re.compile(r"(?i)posted (?:on|in)|published|pubblicato|发布于|发表于|创建")
"""What stands before a date of publication."""


def solid(page: Page, i: int) -> bool:
    """A block that is text beyond doubt."""
    if page.kinds[i] in ("code", "table"):
        return page.shape.weight[i] >= SOLID // 2 and i not in page.recurring
    return page.shape.prose[i] >= SOLID and i not in page.recurring


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
    beside = ""
    weights, kinds, seen = page.shape.weight, page.kinds, page.shape.seen
    for i in range(max(page.head - 1, page.start - 12, 0), page.end):
        weight = weights[i]
        if kinds[i] == "code" and not beside:
            beside = _author_of(page.texts[i])
        if weight > 400 or ((made := page.decisions.get(i)) and made.rule == "title-repeat"):
            continue
        if looked > 16 or solids > 1:
            break
        solids += i >= page.start and solid(page, i)
        looked += 1
        if kinds[i] == "table":
            continue
        if "published" not in facts and (date := find_date(seen[i])):
            facts["published"] = date
            beside = beside or (_beside(page, i) if weight <= LONGEST_DATE else "")
        may = "author" not in facts and (weight <= BYLINE or _BY.search(page.texts[i]))
        if may and (author := find_author(page.texts[i])):
            facts["author"] = author
    if beside:
        facts.setdefault("author", beside)
    if "published" not in facts:
        for i in range(page.end - 1, max(page.start, page.end - 12), -1):
            if page.shape.weight[i] < 300 and POSTED.search(page.texts[i]):
                facts["published"] = find_date(page.shape.seen[i])
                facts["author"] = facts.get("author") or find_author(page.texts[i])
                break
    return page.learn({name: value for name, value in facts.items() if value})


def _beside(page: Page, i: int) -> str:
    """The name that is a line of its own right above or below this one."""
    for k in (i - 1, i + 1):
        found = _NAME.fullmatch(page.texts[k]) if 0 <= k < page.end else None
        said_by_title = k in page.same or k in page.near
        if found and not said_by_title and not _NO_NAME.search(found["name"]):
            return found["name"]
    return ""


def _author_of(code: str) -> str:
    """The author whom a script names at its head."""
    found = _IN_CODE.search(code, 0, HEAD_OF_CODE)
    name = found["name"].strip(" *:-") if found else ""
    return name if len(name) > 1 and not find_date(name) else ""
