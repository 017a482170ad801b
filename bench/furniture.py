"""What stands around an article in a capture, and what stands in its place where it failed.

Above 200 lines, since most of them are the furniture itself.

Invariant: each source has furniture of its own, the same in all of its captures; the words are this
module's, in the shapes that real pages have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from bench.words import vocabulary

Kind = Literal["wechat", "github", "site"]

WECHAT = "mp.weixin.qq.com"
_END = """

预览时标签不可点

![]()

微信扫一扫
关注该公众号

继续滑动看下一个

轻触阅读原文

![]({portrait})

{name}

向上滑动看下一个

知道了

![]()
微信扫一扫
使用小程序

取消
允许

×
分析

![作者头像]({portrait})

微信扫一扫可打开此内容，
使用完整服务
{shell}"""
_SHELL = """
：
，
，
，
，
，
，
。

视频
小程序
赞
，轻点两下取消赞
在看
，轻点两下取消在看
分享
留言
收藏
听过
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who articles are captured from."""

    name: str
    kind: Kind
    lang: str
    host: str
    head: str
    foot: str


def sources(count: int, seed: int) -> tuple[Source, ...]:
    """So many sources; a quarter are WeChat accounts, and one is a code host."""
    return tuple(_source(number, Random(f"{seed} source {number}")) for number in range(count))  # noqa: S311


def _source(number: int, chance: Random) -> Source:
    if number % 4 == 2:
        name = "".join(vocabulary("zh").draw(chance, 3)) + "观察"
        portrait = f"http://mmbiz.qpic.cn/mmbiz_png/{token(chance, 64)}/0?wx_fmt=png"
        head = f"原创\n\n{name}编辑部\n\n{name}\n\n点击上方蓝字关注我们\n\n"
        promotion = f"\n\nEND\n\n**{name}**\n\n扫码关注，了解更多"
        foot = promotion + _END.format(name=name, portrait=portrait, shell=_SHELL)
        return Source(name=name, kind="wechat", lang="zh", host=WECHAT, head=head, foot=foot)
    if number == 1:
        return Source(
            name="Private Feed",
            kind="github",
            lang="en",
            host="github.com",
            head=_MENU,
            foot=_LEGAL,
        )
    lang = chance.choices(("zh", "en", "it", "de"), (20, 68, 11, 1))[0]
    words = vocabulary(lang).draw(chance, 3)
    name = "".join(words) + "网" if lang == "zh" else " ".join(words).title()
    host = f"www.{token(chance, 10)}.example"
    menu = "\n".join(
        f"* [{_label(lang, chance)}](https://{host}/{_slug(chance)})" for _ in range(30)
    )
    related = "\n".join(
        f"* [{_label(lang, chance, 7)}](https://{host}/{_slug(chance)})" for _ in range(8)
    )
    rights = {"zh": "版权所有", "en": "All rights reserved"}.get(lang, "©")
    ask = {"zh": "订阅我们的邮件", "en": "Subscribe to our newsletter"}.get(lang, "Newsletter")
    logo = f"[![logo](https://{host}/logo.png)](https://{host})"
    return Source(
        name=name,
        kind="site",
        lang=lang,
        host=host,
        head=f"{logo}\n\n{menu}\n\n",
        foot=f"\n\n## {_label(lang, chance, 2)}\n\n{related}\n\n{ask}\n\n© {name} {rights}\n",
    )


_MENU = """[Skip to content](#start-of-content)

## Navigation Menu

Toggle navigation

[Sign in](/login)

* Platform

  + [Actions](https://github.com/features/actions)
  + [Codespaces](https://github.com/features/codespaces)
* [Pricing](https://github.com/pricing)

Search or jump to...

"""
_LEGAL = """

## Footer

### Footer navigation

* [Terms](https://docs.github.com/site-policy/github-terms/github-terms-of-service)
* [Status](https://www.githubstatus.com/)

You can’t perform that action at this time.
"""


def _empty_shell(source: Source, chance: Random) -> str:
    return _SHELL


def _menus(source: Source, chance: Random) -> str:
    parts = []
    for _ in range(9):
        links = "\n".join(
            f"* [{_label(source.lang, chance)}](https://{source.host}/{_slug(chance)})"
            for _ in range(14)
        )
        parts.append(f"{_label(source.lang, chance)}\n\n{links}\n")
    return source.head + "\n".join(parts)


def _script_wall(source: Source, chance: Random) -> str:
    return (
        "It looks like your JavaScript is disabled. To use this site, enable JavaScript in your "
        "browser and refresh this page."
    )


def _lockout(source: Source, chance: Random) -> str:
    return (
        "# Inappropriate Behavior Detected\n\nVelocity rate limiting check triggered for "
        f"{token(chance, 24)}.\n\n24 hour lockout initiated.\n"
    )


def _environment(source: Source, chance: Random) -> str:
    return "环境异常\n\n当前环境异常，完成验证后即可继续访问。\n\n去验证\n"


def _missing(source: Source, chance: Random) -> str:
    return "# 404\n\nError 404: Page does not exist\n"


FAILURES: tuple[tuple[Callable[[Source, Random], str], int], ...] = (
    (_empty_shell, 1657),
    (_menus, 696),
    (_script_wall, 678),
    (_lockout, 605),
    (_environment, 146),
    (_missing, 94),
)
"""What stands where an article should, with how often each was counted among 3,876 failed captures
of a real archive."""


def failure(source: Source, chance: Random) -> str:
    """The text of a capture that failed; an empty WeChat page comes from WeChat alone."""
    made, often = zip(*FAILURES, strict=True)
    kind = chance.choices(made, often)[0]
    return str(kind(source, chance))


def token(chance: Random, length: int) -> str:
    """Letters and digits, as in addresses of pictures."""
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=length))


def _slug(chance: Random) -> str:
    return "-".join(vocabulary("en").draw(chance, 2))


def _label(lang: str, chance: Random, words: int = 1) -> str:
    drawn = vocabulary(lang).draw(chance, words + 1)
    return "".join(drawn) if lang == "zh" else " ".join(drawn).capitalize()
