"""Short lines that say something: labels, sentences with a date, words that lead to a page.

Invariant: nothing is decided here; the edges of a text are, by what is said here.
"""

from __future__ import annotations

import re

from diglot.clean.bylines import POSTED
from diglot.clean.page import Page
from diglot.clean.shape import MARK

WORDS = 6
"""Words from which a line that ends as a sentence does is one, whatever date it has."""
CHARACTERS = 8
"""Chinese characters from which a line that nothing parts is said, whatever date it has."""
PARTS = 3
"""Times that a label stands at a line's beginning where it belongs to the text."""
_SAYS = re.compile(r"[。！？]|[.!?] ?[A-Z]")
_LED = re.compile(rf"{MARK}\W*[.:!?。：！？]\W*$")
_PARTED = re.compile(r"[|·•｜：:/\n]")
_OF_A_PAGE = re.compile(
    r"来源|分类|标签|编辑|阅读|浏览|发布|时间|日期|评论|热度|字数|栏目|作者|责编|原文|转载|编译|翻译|校对|审核"
    r"|监制|收藏|点赞|关键词|专题|撰|文[章]?$|稿|出品|策划|排版|整理|记者|译者|版权|声明|推荐|上一|下一|链接|平台|类型"
)
_CHINESE = re.compile(r"[一-鿿]")


def entitles(page: Page, i: int) -> bool:
    """A line that begins with a label, such as `【概述】`, which other parts of the text have too."""
    text = page.texts[i]
    if not text.startswith("【"):
        return False
    label = text[: text.find("】") + 1]
    return bool(label) and page.article.body.count(f"\n{label}") >= PARTS


def labelled(text: str) -> bool:
    """A line such as `工作地点：长沙`, whose label is none of a page's own."""
    label, colon, value = text.partition("：")
    return bool(colon) and len(_CHINESE.findall(value)) > 1 and not _OF_A_PAGE.search(label)


def is_said(page: Page, i: int) -> bool:
    """A sentence that has a date in it, not a date with what belongs to it."""
    seen = page.shape.seen[i]
    sentence = seen.endswith((".", "?")) and len(seen.split()) >= WORDS
    chinese = len(_CHINESE.findall(seen)) > CHARACTERS and not _PARTED.search(seen)
    return bool(_SAYS.search(page.texts[i])) or ((sentence or chinese) and not POSTED.search(seen))


def presents(page: Page, i: int) -> bool:
    """A paragraph that leads to one page with words of its own: `New paper: “[…](…)”:`."""
    seen = page.shape.seen[i]
    said = page.shape.prose[i] >= WORDS and not seen.startswith("[") and page.shape.links[i] == 1
    return said and bool(_LED.search(seen)) and page.kinds[i] == "paragraph"


def announced(page: Page, i: int) -> bool:
    """A list of links that the line above it announces."""
    return (
        page.kinds[i] == "list" and i > 0 and page.texts[i - 1].rstrip(" *_").endswith((":", "："))
    )
