from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from diglot import commonmark
from diglot.clean import block_hash, load_rules
from diglot.clean.failures import quick_failure
from diglot.clean.pipeline import clean
from diglot.model import Article, Cleaned, Document

RULES = load_rules(None)

PAGE = """\
# 灯塔的新管理员

![cover_image](https://mmbiz.qpic.cn/cover/0)

# 灯塔的新管理员

原创
林小满

海岸观察

以下文章来源于港务札记
，作者阿潮

![](http://wx.qlogo.cn/head/0)

**港务札记**
.

记录港口的每一天

今年春天，灯塔换了一位新的管理员，他从内陆来。

![]()

他说，看守灯塔最重要的是耐心，其次才是灯。

往期推荐

[潮汐表怎么读](https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1)

[雾号的故事](https://mp.weixin.qq.com/s?__biz=A&mid=2&idx=1)

预览时标签不可点

![]()

微信扫一扫
关注该公众号

继续滑动看下一个

轻触阅读原文

![](http://mmbiz.qpic.cn/a/0)

海岸观察

向上滑动看下一个

知道了
""".replace("原创\n林", "原创\n\n林")

SHELL = "# 标题\n\n：\n，\n。\n\n视频\n小程序\n赞\n，轻点两下取消赞\n在看\n，轻点两下取消在看\n"


def cleaned(
    body: str, *, keep: frozenset[str] = frozenset(), drop: frozenset[str] = frozenset()
) -> Cleaned:
    article = Article(
        path="a.md", body=body, title="灯塔的新管理员", url="https://mp.weixin.qq.com/s?__biz=A"
    )
    return clean(article, Document(blocks=commonmark.split(body)), RULES, keep=keep, drop=drop)


def test_head_foot_and_related_leave_the_text_alone() -> None:
    result = cleaned(PAGE)
    assert [block.text.strip() for block in result.blocks] == [
        "今年春天，灯塔换了一位新的管理员，他从内陆来。",
        "他说，看守灯塔最重要的是耐心，其次才是灯。",
    ]
    assert (result.account, result.author, result.reposted_from) == ("海岸观察", "阿潮", "港务札记")
    assert result.cover == "https://mmbiz.qpic.cn/cover/0"
    assert [link.title for link in result.related] == ["潮汐表怎么读", "雾号的故事"]


def test_a_shell_is_a_failed_capture_before_and_after_splitting() -> None:
    assert quick_failure(SHELL, "标题") == cleaned(SHELL).failed == "empty-shell"
    assert cleaned(SHELL).blocks == ()


def test_the_editors_choice_wins_and_an_unknown_block_is_reported() -> None:
    blocks = commonmark.split(PAGE)
    wanted = next(b for b in blocks if b.text.startswith("往期推荐"))
    unwanted = next(b for b in blocks if b.text.startswith("今年"))
    result = cleaned(
        PAGE,
        keep=frozenset((block_hash(wanted), "0" * 12)),
        drop=frozenset((block_hash(unwanted),)),
    )
    texts = [block.text.strip() for block in result.blocks]
    assert "往期推荐" in texts
    assert all(not text.startswith("今年") for text in texts)
    assert [finding.code for finding in result.findings] == ["edit-block-unknown"]


BLOCKS = st.sampled_from(
    (*PAGE.split("\n\n"), "**一、标题**", "01", "```\ncode", "```\n```", "| a |\n| - |", "[a](b", "> q",
     "![](data:image/png;base64,AA", "<div>", "***", "---", "- a\n\n  - b", "浣犲ソ", "\x00\x01", "[^1]: x",
     "END", "## Leave a Reply", "By [Ada](/author/ada)", "Posted on 2024-01-01", "a" * 300)
)  # fmt: skip
BODIES = st.lists(BLOCKS | st.text(max_size=60), max_size=14).map("\n\n".join)
URLS = st.sampled_from(
    (
        "",
        "https://mp.weixin.qq.com/s?__biz=A",
        "https://github.com/a/b",
        "http://[",
        "https://x.example/",
    )
)


@given(BODIES, URLS, st.text(max_size=20))
@settings(deadline=None)
def test_whatever_a_capture_holds_each_block_has_its_decision(
    body: str, url: str, title: str
) -> None:
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    article = Article(path="a.md", body=body, title=title or "-", url=url)
    document = Document(blocks=commonmark.split(body))
    made = clean(article, document, RULES)
    assert len(made.decisions) == len(document.blocks)
    assert made == clean(article, document, RULES)
    kept = sum(decision.action == "keep" for decision in made.decisions)
    assert bool(made.failed) <= (kept == 0)
    assert bool(made.blocks) <= bool(kept)


@given(BODIES)
@settings(deadline=None)
def test_what_is_kept_unchanged_was_captured(body: str) -> None:
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    article = Article(path="a.md", body=body, title="灯塔的新管理员", url="https://x.example/")
    document = Document(blocks=commonmark.split(body))
    made = clean(article, document, RULES)
    words = set(re.findall(r"\w+", body)) | {""}
    for block in made.blocks:
        assert set(re.findall(r"\w+", block.text)) <= words, "rewriting adds no words"


@given(BODIES, st.data())
@settings(deadline=None)
def test_an_editors_choice_wins_over_everything(body: str, data: st.DataObject) -> None:
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    article = Article(path="a.md", body=body, title="A", url="https://x.example/")
    document = Document(blocks=commonmark.split(body))
    hashes = sorted({block_hash(block) for block in document.blocks})
    if not hashes:
        return
    keep = data.draw(st.frozensets(st.sampled_from(hashes), min_size=1))
    drop = data.draw(st.frozensets(st.sampled_from(hashes))) - keep
    made = clean(article, document, RULES, keep=keep, drop=drop)
    for block, decision in zip(document.blocks, made.decisions, strict=True):
        if block_hash(block) in keep:
            assert decision.action == "keep"
        if block_hash(block) in drop:
            assert decision.action == "drop"
    assert made.failed == ""
    assert not [finding for finding in made.findings if finding.code == "edit-block-unknown"]
