from __future__ import annotations

import json

from diglot.clean import block_hash
from diglot.clean.explaining import explain, lines
from diglot.clean.pipeline import clean
from tests.clean.captures import CHINESE, LATER, RULES, WECHAT, article, document, wechat

BODY = wechat(
    CHINESE, LATER, "往期推荐", "[潮汐表怎么读](https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1)"
)
ARTICLE, DOCUMENT = article(BODY, url=WECHAT), document(BODY)


def test_each_block_has_a_row_with_its_decision() -> None:
    found = explain(ARTICLE, DOCUMENT, RULES)
    made = clean(ARTICLE, DOCUMENT, RULES)
    assert [(row["action"], row["rule"]) for row in found["rows"]] == [
        (decision.action, decision.rule) for decision in made.decisions
    ]
    assert [row["hash"] for row in found["rows"]] == [block_hash(b) for b in DOCUMENT.blocks]
    assert [row["line"] for row in found["rows"]] == [block.line for block in DOCUMENT.blocks]


def test_it_says_what_is_known_of_the_capture() -> None:
    found = explain(ARTICLE, DOCUMENT, RULES)
    assert found["facts"] == {
        "account": "海岸观察",
        "author": "林小满",
        "cover": "https://mmbiz.qpic.cn/cover/0?wx_fmt=jpeg",
    }
    assert found["related"][0]["title"] == "潮汐表怎么读"
    assert (found["ruleset"], found["guard"], found["kept_blocks"]) == ("wechat", "ok", 2)
    assert found["kept_share"] == 100


def test_it_can_be_written_as_json() -> None:
    found = explain(ARTICLE, DOCUMENT, RULES)
    assert json.loads(json.dumps(found)) == found


def test_the_terminal_shows_a_line_for_each_block_and_the_guard() -> None:
    shown = list(lines(explain(ARTICLE, DOCUMENT, RULES)))
    assert shown[0].startswith("a.md  (wechat;")
    assert sum("wechat:footer" in line for line in shown) > 4
    assert "account: 海岸观察" in shown
    assert "related: 1" in shown
    assert shown[-1].startswith("guard: ok   kept 2/")


def test_a_rule_that_would_gut_the_text_is_named() -> None:
    body = (
        "# A\n\n# A\n\nA word.\n\n"
        + "Sponsored by\n\n"
        + f"{'The lamp was changed. ' * 20}\n\n" * 3
    )
    found = explain(article(body), document(body), RULES)
    assert "would take" in found["guard"] or found["kept_blocks"] >= 3


def test_an_edit_is_shown_as_one() -> None:
    last = block_hash(DOCUMENT.blocks[-1])
    found = explain(ARTICLE, DOCUMENT, RULES, keep=frozenset({last}))
    assert found["rows"][-1]["rule"] == "edit:keep"


def test_a_failed_capture_says_its_kind() -> None:
    body = "# A\n\n该内容已被发布者删除\n"
    found = explain(article(body, url=WECHAT), document(body), RULES)
    assert found["failed"] == "deleted"
    assert list(lines(found))[-1].endswith("failed: deleted")
