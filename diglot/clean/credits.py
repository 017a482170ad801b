"""Where a text comes from, as it says at its own end: source links, first publishers, credits.

Invariant: a single source is metadata; a list of references is text and stays.
"""

from __future__ import annotations

import re

from diglot.clean.facts import find_date
from diglot.clean.page import Page, moved
from diglot.model import Decision

_LABEL = (
    r"[\W_]*(?:原文(?:链接|地址|出处)?|(?:参考|文章)(?:及)?(?:资料|来源|原文|文章)|参考及来源|信息来源|"
    r"source|original (?:article|post|source)|via|fonte)"
)
_ALONE = re.compile(rf"(?i){_LABEL}[\s:：*_]*")
_WITH = re.compile(
    rf"(?i){_LABEL}[\s:：*_]+(?:\n|\s)*[<\[*_]*(?P<url>https?://[^\s<>()\]*]+|[a-z0-9.-]+\.[a-z]{{2,6}})[^\n]*"
)
_URL = re.compile(
    r"[\s>*_<\[\-\d.]*(?P<url>https?://[^\s<>\]]+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6})[\s>*_]*"
)
_FIRST = re.compile(
    r"[\s“\"*_（(【>]*(?:(?:原文|文章|本文|稿件|内容|信息|资讯|新闻|消息|资料)?(?:来源|转自|转载自|来自|首发于))(?:于|自)?[\s:：|丨]+(?P<name>[^\n，。；;|<>（）()【】\[\]*]{2,40})[\s”\"*_）)】]*"
)
_DATED = re.compile(r"^[\W_]*(?:创建|发布|日期|时间|更新)[^\n]{0,8}[:：]\s*\d{4}")
_PEOPLE = re.compile(
    r"[\s*_（(【>]*(?:作者|文|编辑|撰文|编译|翻译|译者|责编|责任编辑|记者|来源|采写|整理|审核|排版|校对|供稿|投稿|出品|策划)"
    r"[\s*_]*[:：|丨｜/]"
)
_WORDS = (
    "原文", "参考", "文章", "本文", "稿件", "内容", "信息", "资讯", "资料", "新闻", "消息", "来源", "转自", "转载自", "来自",
    "首发于", "创建", "发布", "日期", "时间", "更新", "作者", "文", "编辑", "撰文", "编译", "翻译", "译者", "责编", "责任编辑",
    "记者", "采写", "整理", "审核", "排版", "校对", "供稿", "投稿", "出品", "策划", "source", "original", "via", "fonte",
)  # fmt: skip
_MAY = re.compile(rf"(?i)[\W_]*(?:{'|'.join(_WORDS)})")
"""How any line of credits begins."""
_LETTER = re.compile(r"[^\W_]")
_INITIALS = frozenset("".join(word[0] + word[0].upper() for word in _WORDS))
HEAD, TAIL = 8, 30
"""Blocks at the beginning and at the end of a text among which its credits stand."""
PARTS = 2
"""Originals that one text may name."""
LONGEST = 200
"""Bytes of a line of credits."""


def read(page: Page) -> Page:
    """With sources and credits moved to the metadata; not the sources of a text that has one for
    each of its parts.
    """
    decided: dict[int, Decision] = {}
    facts: dict[str, str] = {}
    near = (
        *range(page.start, min(page.start + HEAD, page.end)),
        *range(max(page.start + HEAD, page.end - TAIL), page.end),
    )
    for i in near:
        if i in page.decisions or page.shape.weight[i] > 2 * LONGEST or page.kinds[i] == "table":
            continue
        text = page.texts[i]
        initial = text[:1]
        if not initial.isalnum():
            letter = _LETTER.search(text)
            initial = letter[0] if letter else ""
        if initial not in _INITIALS or not _MAY.match(text):
            continue
        if i <= page.start + 1 and page.shape.weight[i] <= LONGEST and _DATED.match(text):
            decided[i] = moved("credits:date")
            facts.setdefault("published", find_date(text))
        elif publisher := _FIRST.fullmatch(text):
            decided[i] = moved("credits:first-publisher", publisher["name"].strip())
            facts.setdefault("reposted_from", publisher["name"].strip())
        elif page.shape.weight[i] <= LONGEST and _PEOPLE.match(text):
            decided[i] = moved("credits:people")
        elif page.article.body.count("原文链接") > PARTS:
            continue
        elif single := _WITH.fullmatch(text):
            if not _URL.fullmatch(_next(page, i)):
                decided[i] = moved("credits:source", single["url"])
                facts.setdefault("original_url", single["url"])
        elif _ALONE.fullmatch(text):
            following = _next(page, i)
            if (single := _URL.fullmatch(following)) and not _URL.fullmatch(_next(page, i + 1)):
                decided[i] = decided[i + 1] = moved("credits:source", single["url"])
                facts.setdefault("original_url", single["url"])
    return page.decide(decided).learn(facts)


def _next(page: Page, i: int) -> str:
    return page.texts[i + 1] if i + 1 < page.end else ""
