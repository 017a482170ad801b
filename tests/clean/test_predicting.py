from __future__ import annotations

import json

from diglot.clean.predicting import prediction, predictions
from tests.clean.captures import (
    CHINESE,
    LATER,
    PROSE,
    RULES,
    WECHAT,
    article,
    document,
    web,
    wechat,
)


def predicted(
    body: str, url: str = "https://harbour.example/a", lang: str = ""
) -> dict[str, object]:
    row: dict[str, object] = json.loads(
        prediction(article(body, url=url), document(body), RULES, lang)
    )
    return row


def test_kept_blocks_are_given_as_captured() -> None:
    row = predicted(wechat("**漏洞概述**", CHINESE, "**影响范围**", LATER), WECHAT)
    assert row["kept"] == ["**漏洞概述**", CHINESE, "**影响范围**", LATER]
    assert (row["account"], row["author"], row["error_capture"]) == ("海岸观察", "林小满", False)


def test_a_list_is_cut_at_blank_lines_and_code_is_not() -> None:
    row = predicted(web(PROSE, "1. one\n\n   more of it", "```\na\n\nb\n```"))
    assert row["kept"] == [PROSE, "1. one", "   more of it", "```\na\n\nb\n```"]


def test_a_failed_capture_keeps_nothing() -> None:
    row = predicted("# A\n\n该内容已被发布者删除\n", WECHAT)
    assert (row["kept"], row["error_capture"]) == ([], True)


def test_the_language_is_given_where_it_is_known() -> None:
    assert predicted(web(PROSE), lang="en")["lang"] == "en"
    assert "lang" not in predicted(web(PROSE))


def test_a_line_for_each_capture() -> None:
    body = web(PROSE)
    rows = list(predictions([(article(body), document(body))] * 2, RULES))
    assert len(rows) == 2
    assert "\n" not in rows[0]
