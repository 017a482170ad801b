from __future__ import annotations

from tests.clean.captures import CHINESE, LATER, WECHAT, cleaned, texts, wechat

TEXT = (CHINESE, LATER, CHINESE[::-1], LATER[::-1])


def stays(*blocks: str) -> list[str]:
    return texts(cleaned(wechat(*blocks), url=WECHAT))


def test_the_tail_goes_up_to_the_last_sentence_of_the_text() -> None:
    tail = (
        "![](https://mmbiz.qpic.cn/qr/0)",
        "扫码关注我们",
        "点赞、在看，分享给更多人",
        "投稿邮箱：a@e.org",
    )
    assert stays(*TEXT, *tail) == [*TEXT, tail[0]]


def test_the_head_goes_down_to_the_first_sentence_of_the_text() -> None:
    assert stays("点击上方蓝字关注我们", *TEXT) == [*TEXT]


def test_a_picture_of_the_text_above_promotion_stays() -> None:
    figure = "![](https://mmbiz.qpic.cn/figure/640)"
    assert stays(*TEXT, figure, "欢迎扫码加入交流群")[-1] == figure


def test_what_the_account_says_of_itself_goes() -> None:
    bio = "海岸观察是一个专注于港口与灯塔的团队，成立于很久以前，定期分享我们在堤上看到的一切。"
    assert stays(*TEXT, bio, "欢迎关注") == [*TEXT]


def test_a_text_that_is_promotion_itself_stays() -> None:
    assert stays("扫码关注我们，参与抽奖") == ["扫码关注我们，参与抽奖"]


def test_promotion_never_takes_more_than_half_of_the_text() -> None:
    blocks = [f"{CHINESE[: 20 + i]}关注" for i in range(12)]
    assert len(stays(*blocks, "扫码关注我们")) >= 6


def test_one_wording_in_a_long_paragraph_is_no_promotion() -> None:
    long = CHINESE + "领航员也请大家关注潮汐。" + LATER
    assert stays(*TEXT, long) == [*TEXT, long]


def test_the_heading_of_promotion_goes_with_it() -> None:
    assert stays(*TEXT, "## 技术交流", "扫码关注我们，加入交流群") == [*TEXT]
    assert stays(*TEXT, "## 技术交流", LATER, "扫码关注我们")[-2:] == ["## 技术交流", LATER]


def test_who_greets_the_reader_introduces_himself() -> None:
    bio = "嗨，我是守灯人小满！专注潮汐与灯塔，好好看海~"
    assert stays(*TEXT, bio, "**如果你想与我一起交流，可以链接我哦**") == [*TEXT]
    assert stays(bio, *TEXT)[0] == bio
