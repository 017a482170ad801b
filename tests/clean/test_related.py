from __future__ import annotations

from tests.clean.captures import CHINESE, LATER, MORE, PROSE, WECHAT, cleaned, texts, web, wechat


def link(title: str, n: int) -> str:
    return f"[{title}](https://mp.weixin.qq.com/s?__biz=MzA1&mid={n}&idx=1)"


def test_a_list_below_its_heading_becomes_links() -> None:
    result = cleaned(
        wechat(CHINESE, LATER, "**往期推荐**", link("潮汐表", 1), link("雾号", 2)), url=WECHAT
    )
    assert texts(result) == [CHINESE, LATER]
    assert [(made.title, made.url[-7:]) for made in result.related] == [
        ("潮汐表", "1&idx=1"), ("雾号", "2&idx=1"),
    ]  # fmt: skip


def test_the_heading_may_say_more() -> None:
    result = cleaned(
        wechat("前情回顾·**灯塔**", f"* {link('潮汐表', 1)}", CHINESE, LATER), url=WECHAT
    )
    assert texts(result) == [CHINESE, LATER]
    assert [made.title for made in result.related] == ["潮汐表"]


def test_a_heading_without_links_below_it_stays() -> None:
    result = cleaned(wechat(CHINESE, "推荐阅读", LATER), url=WECHAT)
    assert texts(result) == [CHINESE, "推荐阅读", LATER]


def test_links_in_the_text_stay() -> None:
    listed = "* [The first lamp](https://e.org/1)\n* [The second lamp](https://e.org/2)"
    result = cleaned(web(PROSE, "We read these:", listed, MORE))
    assert texts(result) == [PROSE, "We read these:", listed, MORE]


def test_links_to_other_articles_below_the_text_are_kept_with_their_titles() -> None:
    other = "https://mp.weixin.qq.com/s?__biz=MzA1&mid=9&idx=1"
    tail = (
        f"[潮汐表怎么读才不会出错]({other})",
        "扫码关注我们",
        f"[潮汐表怎么读才不会出错]({other})",
    )
    result = cleaned(wechat(CHINESE, LATER, "END", *tail), url=WECHAT)
    assert [(link.title, link.url) for link in result.related] == [
        ("潮汐表怎么读才不会出错", other)
    ]
    assert texts(result) == [CHINESE, LATER]
