from __future__ import annotations

from tests.clean.captures import CHINESE, LATER, WECHAT, cleaned, texts, wechat


def test_a_single_source_is_metadata() -> None:
    result = cleaned(
        wechat(CHINESE, LATER, "**原文链接：**", "https://harbour.example/a"), url=WECHAT
    )
    assert texts(result) == [CHINESE, LATER]
    assert result.original_url == "https://harbour.example/a"


def test_a_list_of_references_is_text() -> None:
    listed = ("参考资料：", "https://harbour.example/a", "https://harbour.example/b")
    assert texts(cleaned(wechat(CHINESE, LATER, *listed), url=WECHAT)) == [CHINESE, LATER, *listed]


def test_who_published_first_is_metadata() -> None:
    result = cleaned(wechat(CHINESE, LATER, "原文来源：港务札记"), url=WECHAT)
    assert (result.reposted_from, texts(result)) == ("港务札记", [CHINESE, LATER])


def test_people_and_dates_are_metadata() -> None:
    result = cleaned(
        wechat("创建: 2024-09-25 13:38", "**作者 | 林小满**", CHINESE, LATER), url=WECHAT
    )
    assert (result.published, texts(result)) == ("2024-09-25", [CHINESE, LATER])
