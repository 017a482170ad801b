from __future__ import annotations

import pytest

from diglot.adding import article
from diglot.adding.refusal import Refused
from tests.adding.pages import WECHAT, WECHAT_GONE

SHORT = "https://mp.weixin.qq.com/s/AbCdEfGh"


def test_a_page_of_an_account_is_read_by_its_own_structure() -> None:
    page = article.read(WECHAT)
    assert (page.title, page.source, page.author) == ("潮汐表里的证词", "灯塔笔记", "岑望")
    assert page.date == "2025-12-06T13:46:40+08:00"
    assert page.cover == "https://mmbiz.qpic.cn/cover/0?wx_fmt=jpeg"
    assert page.body.split("\n\n") == [
        "一段手机视频能说明什么？拍摄者说，那是上午十点的码头，画面里只有一级台阶。",
        "**墙上的水线**",
        "![图片](https://mmbiz.qpic.cn/a/640?wx_fmt=png)",
        "海草长在潮水够得着的地方，墙上绿色与灰色的交界就是平均高潮位。",
        "1. 先看墙\n2. 再查表",
        "```\na = 1\nb = 2\n```",
        "[https://v.qq.com/x/page/a.html](https://v.qq.com/x/page/a.html)",
    ] or page.body.endswith("<https://v.qq.com/x/page/a.html>")


def test_the_long_address_identifies_it() -> None:
    long = "https://mp.weixin.qq.com/s?__biz=MzA5&mid=26500001&idx=2&sn=abc#rd"
    assert article.read(WECHAT, SHORT).url == long
    scripted = WECHAT.replace('property="og:url"', 'property="x"').replace(
        "var ct", 'var biz = "" || "MzA5", mid = "7"; var biz = "MzA5"; var mid = "7"; var ct'
    )
    assert article.read(scripted, SHORT).url == "https://mp.weixin.qq.com/s?__biz=MzA5&mid=7"


@pytest.mark.parametrize(
    ("shown", "date"),
    [
        ("2025年12月6日 21:05", "2025-12-06T21:05:00+08:00"),
        ("2025-12-06 21:05", "2025-12-06T21:05:00+08:00"),
        ("昨天", "2025-12-06T13:46:40+08:00"),
    ],
)
def test_the_time_shown_wins_where_it_is_one(shown: str, date: str) -> None:
    html = WECHAT.replace('<em id="publish_time"></em>', f'<em id="publish_time">{shown}</em>')
    assert article.read(html).date == date


def test_what_stands_in_the_articles_place_is_the_reason() -> None:
    with pytest.raises(Refused, match="该内容已被发布者删除"):
        article.read(WECHAT_GONE, SHORT)


def test_an_empty_article_is_none() -> None:
    before, _, rest = WECHAT.partition('style="visibility: hidden;">')
    empty = before + "></div><script>" + rest.partition("<script>")[2]
    with pytest.raises(Refused, match="no text"):
        article.read(empty, SHORT)
