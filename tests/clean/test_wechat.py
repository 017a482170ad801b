from __future__ import annotations

import pytest

from tests.clean.captures import CHINESE, FOOT, LATER, WECHAT, cleaned, texts, wechat


@pytest.mark.parametrize(
    ("head", "author", "first"),
    [
        ("原创\n\n林小满\n\n海岸观察", "林小满", ""),
        ("林小满\n\n海岸观察", "林小满", ""),
        ("海岸观察", "", ""),
        ("海岸观察\n\n以下文章来源于港务札记\n，作者阿潮", "阿潮", "港务札记"),
    ],
)
def test_the_head_is_read_as_it_is_built(head: str, author: str, first: str) -> None:
    result = cleaned(wechat(CHINESE, LATER, head=head), url=WECHAT)
    assert (result.account, result.author, result.reposted_from) == ("海岸观察", author, first)
    assert texts(result) == [CHINESE, LATER]
    assert result.cover == "https://mmbiz.qpic.cn/cover/0?wx_fmt=jpeg"


def test_a_repost_brings_the_card_of_who_wrote_it() -> None:
    card = (
        "海岸观察\n\n以下文章来源于港务札记\n，作者阿潮\n\n![](http://wx.qlogo.cn/a/0)\n\n"
        "**港务札记**\n.\n\n记录港口的每一天"
    )
    result = cleaned(wechat(CHINESE, LATER, head=card), url=WECHAT)
    assert texts(result) == [CHINESE, LATER]


def test_without_a_foot_the_source_tells_where_the_head_ends() -> None:
    body = wechat(CHINESE, LATER).removesuffix(FOOT)
    result = cleaned(body, url=WECHAT)
    assert texts(result) == [CHINESE, LATER]
    assert (result.account, result.author) == ("海岸观察", "林小满")


def test_the_accounts_portrait_is_no_picture_of_the_text() -> None:
    portrait = "![](http://mmbiz.qpic.cn/portrait/640?wx_fmt=png)"
    assert portrait not in texts(cleaned(wechat(CHINESE, portrait, LATER), url=WECHAT))


def test_a_page_of_nothing_but_its_frame_is_no_article() -> None:
    assert cleaned(wechat(), url=WECHAT).failed == "no-text"


def test_a_text_of_one_picture_is_an_article() -> None:
    result = cleaned(wechat("![](https://mmbiz.qpic.cn/poster/640)"), url=WECHAT)
    assert (result.failed, len(result.blocks)) == ("", 1)


def test_a_reposts_card_may_stand_below_an_editors_note() -> None:
    card = (
        "以下文章来源于灯塔月刊\n，作者陈北",
        "![](http://wx.qlogo.cn/mmhead/a/0)",
        "**灯塔月刊**\n.",
        "写灯的月刊",
    )
    result = cleaned(wechat("编者荐语：", LATER, *card, CHINESE), url=WECHAT)
    assert (result.reposted_from, result.author) == ("灯塔月刊", "陈北")
    assert texts(result) == ["编者荐语：", LATER, CHINESE]
