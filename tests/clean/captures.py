"""Small captures of our own, in the shapes that real ones have."""

from __future__ import annotations

from diglot import commonmark
from diglot.clean import Rules, load_rules
from diglot.clean.opening import opened
from diglot.clean.page import Page
from diglot.clean.pipeline import STEPS, clean
from diglot.instep import alone
from diglot.model import Article, Block, BlockKind, Cleaned, Document

RULES = load_rules(None)

PROSE = (
    "The lamp on the north pier was changed on Monday, and the harbour master wrote down the hour "
    "in the book that has lain there since the war."
)
MORE = (
    "Ships that came in that night saw it two miles further out, which the pilots had asked for in "
    "every letter since spring."
)
CHINESE = (
    "北堤上的灯在星期一换过了，港务长把时间记在那本战后一直放在那里的簿子里，字写得很慢，也很清楚。"
)
LATER = "当晚进港的船比平时早两海里看见了它，这正是领航员们从春天起在每封信里要求的事情。"

FOOT = """\
预览时标签不可点

![]()

微信扫一扫
关注该公众号

继续滑动看下一个

轻触阅读原文

![](http://mmbiz.qpic.cn/portrait/0?wx_fmt=png)

海岸观察

向上滑动看下一个

知道了
"""


def wechat(*blocks: str, head: str = "原创\n\n林小满\n\n海岸观察") -> str:
    """A WeChat page with these blocks as its text."""
    return "\n\n".join(
        (
            "# 北堤换灯",
            "![cover_image](https://mmbiz.qpic.cn/cover/0?wx_fmt=jpeg)",
            "# 北堤换灯",
            head,
            *blocks,
            FOOT,
        )
    )


def web(*blocks: str, title: str = "A new lamp") -> str:
    """A page of a web site with a menu, its title, these blocks."""
    menu = "* [Home](/)\n* [News](/news)\n* [Piers](/piers)"
    return "\n\n".join((f"# {title}", menu, f"# {title}", *blocks)) + "\n"


def article(body: str, title: str = "", url: str = "https://harbour.example/a") -> Article:
    first = body.lstrip("# ").partition("\n")[0]
    return Article(path="a.md", body=body, title=title or first or "-", url=url)


def document(body: str) -> Document:
    return Document(blocks=commonmark.split(body))


def cleaned(
    body: str, *, rules: Rules = RULES, url: str = "https://harbour.example/a", title: str = ""
) -> Cleaned:
    return clean(article(body, title, url), document(body), rules)


WECHAT = "https://mp.weixin.qq.com/s?__biz=MzA1&mid=1&idx=1"


def texts(result: Cleaned) -> list[str]:
    """The texts that stay."""
    return [block.text.strip() for block in result.blocks]


def page(body: str, *, until: str, rules: Rules = RULES, url: str = "") -> Page:
    """A page after the step of that name."""
    made = alone(
        opened(article(body, url=url or "https://harbour.example/a"), document(body), rules)
    )
    for name, step in STEPS:
        made = step(made)
        if name == until:
            return made
    raise AssertionError(until)


def block(text: str, kind: BlockKind | None = None) -> Block:
    kind = kind or ("heading" if text.startswith("#") else "paragraph")
    return Block(kind=kind, text=f"{text}\n\n", line=1)
