"""The frame of a WeChat page: the grammar of its head, and the controls below its text.

Invariant: only whole blocks are decided, and none between the head and the foot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from diglot.clean.ruleset import WeChat
from diglot.model import Decision

_REPOST_AUTHOR = re.compile(r"\n，作者(?P<author>[^\n]*)")
_NAME = re.compile(r"[^\n，。！？：；、,!?:;\[\]()|]{1,30}")
_COVER = re.compile(r"!\[cover_image\]\((?P<url>[^)\s]*)[^)]*\)")


def footer(texts: Sequence[str], rules: WeChat) -> tuple[int, str]:
    """Index of the first block of the page's controls (or the number of blocks), and the
    account's name as it stands among them.
    """
    marks = [i for i, text in enumerate(texts) if text in rules.footer]
    if len(marks) < 2:
        return len(texts), ""
    account = ""
    for i in marks:
        if texts[i] == "向上滑动看下一个" and i > 1 and texts[i - 2].startswith("![]("):
            account = texts[i - 1]
    return marks[0], account


def head(
    texts: Sequence[str], title: str, account: str, source: str, rules: WeChat
) -> tuple[Mapping[int, Decision], Mapping[str, str]]:
    """Decisions for the head's blocks, and what it says: `cover`, `author`, `account`,
    `reposted_from`.
    """
    decisions: dict[int, Decision] = {}
    facts: dict[str, str] = {}
    i = 0
    while i < min(len(texts), 4):
        if cover := _COVER.fullmatch(texts[i]):
            decisions[i] = Decision(action="meta", rule="wechat:cover")
            facts["cover"] = cover["url"]
        elif texts[i].startswith("# "):
            decisions[i] = Decision(action="drop", rule="title-repeat")
        else:
            break
        i += 1
    if "cover" not in facts:
        return decisions, facts
    if i < len(texts) and texts[i] in rules.labels:
        decisions[i] = Decision(action="meta", rule="wechat:label")
        i += 1
    names = [text for text in texts[i : i + 2] if _NAME.fullmatch(text)]
    known = [name for name in (account, source) if name and name in names]
    count = names.index(known[0]) + 1 if known else 1 if names else 0
    for k in range(count):
        last = k == count - 1
        facts["account" if last else "author"] = names[k]
        decisions[i] = Decision(
            action="meta", rule="wechat:account" if last else "wechat:author", evidence=names[k]
        )
        i += 1
    if account:
        facts["account"] = account
    if i < len(texts) and texts[i].startswith(rules.repost):
        facts["reposted_from"] = texts[i].removeprefix(rules.repost).partition("\n")[0].strip()
        decisions[i] = Decision(
            action="meta", rule="wechat:repost", evidence=facts["reposted_from"]
        )
        if author := _REPOST_AUTHOR.search(texts[i]):
            facts["author"] = author["author"].strip()
        i += 1
        if i < len(texts) and texts[i].startswith("![](http"):
            decisions[i] = Decision(action="drop", rule="wechat:repost")
            i += 1
        if i < len(texts) and texts[i].startswith("**") and texts[i].endswith("\n."):
            decisions[i] = Decision(action="meta", rule="wechat:repost")
            i += 1
            if i < len(texts) and len(texts[i]) < 200 and "![" not in texts[i]:
                decisions[i] = Decision(action="drop", rule="wechat:repost")
    return decisions, facts
