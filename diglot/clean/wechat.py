"""The frame of a WeChat page: the grammar of its head, and the controls below its text.

Invariant: only whole blocks are decided, and none between the head and the foot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from diglot.clean.page import Page, dropped, moved
from diglot.clean.ruleset import WeChat
from diglot.model import Decision

_COVER = re.compile(r"!\[cover_image\]\((?P<url>[^)\s]*)[^)]*\)")
_NAME = re.compile(r"[^\n，。！？：；!?;|]{1,32}")
CARD = 4
"""Blocks of a card without a text."""
NOTE = 6
"""Blocks at the head of a text among which a repost's card stands, an editor's note above it."""
LONGEST_INTRODUCTION = 200
"""Characters of what an account says of itself below a repost's name."""


def frame(page: Page) -> Page:
    """With head and foot decided, and what they say learned."""
    rules = page.ruleset.wechat
    if rules is None:
        return page
    end, account = footer(page.texts, rules)
    decided = dict.fromkeys(range(end, len(page.texts)), dropped("wechat:footer"))
    known = account or page.group.account
    found, facts = head(page.texts[:end], known, page.article.source, rules)
    portraits = {_address(text) for text in page.texts[end:]} - {""}
    for i in range(end) if portraits else ():
        if _address(page.texts[i]) in portraits:
            found = {**found, i: dropped("wechat:portrait")}
    start = next((i for i in range(end) if i not in found), end)
    page = page.decide({**decided, **found}).learn(facts)
    return replace(page, start=start, end=end, anchored=True, closed=end < len(page.texts))


def _address(text: str) -> str:
    """The address of a block that is one image, without its size; empty for other blocks."""
    if not (text.startswith("![") and text.endswith(")") and text.count("](") == 1):
        return ""
    address = text[:-1].partition("](")[2].partition("?")[0]
    above, _, size = address.rpartition("/")
    return above if size.isdigit() else address


def footer(texts: Sequence[str], rules: WeChat) -> tuple[int, str]:
    """Index of the first block of the page's controls (or the number of blocks), and the
    account's name as it stands among them.
    """
    marks = [i for i, text in enumerate(texts) if text in rules.footer]
    if len(marks) < 2:
        return len(texts), ""
    first = next((mark for mark, after in pairwise(marks) if after - mark <= 4), marks[0])
    account = next(
        (
            texts[i - 1]
            for i in marks
            if texts[i] == rules.account_before and i > 1 and texts[i - 2].startswith("![]")
        ),
        "",
    )
    return first, account


def head(
    texts: Sequence[str], account: str, source: str, rules: WeChat
) -> tuple[Mapping[int, Decision], Mapping[str, str]]:
    """Decisions for the head's blocks, and what it says: `cover`, `author`, `account`,
    `reposted_from`.

    `account` is the name the footer or the learned profile gives, `source` what the front matter
    calls the source; where neither stands in the head, its form has to tell.
    """
    decisions: dict[int, Decision] = {}
    facts: dict[str, str] = {}
    if account:
        facts["account"] = account
    i = 0
    while i < min(len(texts), 4):
        if cover := _COVER.fullmatch(texts[i]):
            decisions[i] = moved("wechat:cover")
            facts["cover"] = cover["url"]
        elif texts[i].startswith("# "):
            decisions[i] = dropped("title-repeat")
        else:
            break
        i += 1
    if "cover" not in facts:  # a card: the account's portrait, its name, the title
        for k in range(i, min(i + CARD, len(texts))):
            if texts[k] == account:
                decisions[k] = moved("wechat:account", account)
            elif texts[k].startswith("# "):
                decisions[k] = dropped("title-repeat")
        return decisions, facts
    labelled = i < len(texts) and texts[i] in rules.labels
    if labelled:
        decisions[i] = moved("wechat:label")
        i += 1
    names = _names(texts[i : i + 2], (account, source), labelled=labelled)
    if names:
        facts["account"] = account or names[-1]
        decisions[i + len(names) - 1] = moved("wechat:account", names[-1])
    if len(names) == 2:
        facts["author"] = names[0]
        decisions[i] = moved("wechat:author", names[0])
    i += len(names)
    for k in range(i, min(i + NOTE, len(texts))) if rules.repost else ():
        if texts[k].startswith(rules.repost):
            _repost(texts, k, rules, decisions, facts)
            break
    return decisions, facts


def _names(lines: Sequence[str], known: Sequence[str], *, labelled: bool) -> list[str]:
    """The account's name, with the author's before it where there is one."""
    for name in known:
        if name and name in lines:
            last = 2 if list(lines) == [name, name] else lines.index(name) + 1
            return list(lines[:last])
    if known[0]:  # the account is known and signs under another name
        return [lines[0]] if lines and _NAME.fullmatch(lines[0]) and labelled else []
    names = [line for line in lines if _NAME.fullmatch(line)]
    return list(lines[:2]) if labelled and len(names) == 2 else names[:1]


def _repost(
    texts: Sequence[str],
    i: int,
    rules: WeChat,
    decisions: dict[int, Decision],
    facts: dict[str, str],
) -> None:
    """The card of the account a text was first published by: name, portrait, introduction."""
    first, _, author = texts[i].removeprefix(rules.repost).partition(rules.author)
    facts["reposted_from"] = first.strip()
    if author.strip():
        facts["author"] = author.strip()
    decisions[i] = moved("wechat:repost", first.strip())
    i += 1
    if i < len(texts) and texts[i].startswith("![]("):
        decisions[i] = dropped("wechat:repost")
        i += 1
    if i < len(texts) and texts[i].startswith("**") and texts[i].endswith("\n."):
        decisions[i] = moved("wechat:repost")
        i += 1
        if i < len(texts) and len(texts[i]) < LONGEST_INTRODUCTION and "![" not in texts[i]:
            decisions[i] = dropped("wechat:repost")
