from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.clean import load_rules
from diglot.clean.failures import match, quick_failure
from diglot.clean.pipeline import clean
from diglot.clean.ruleset import Fingerprint
from diglot.model import Article, Document
from tests.clean.captures import PROSE, RULES, cleaned, document, web

SHELL = "# 北堤换灯\n\n：\n，\n，\n。\n\n视频\n小程序\n赞\n，轻点两下取消赞\n在看\n"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (SHELL, "empty-shell"),
        ("# 北堤换灯\n\n环境异常\n\n当前环境异常，完成验证后即可继续访问。\n\n去验证\n", "environment-check"),
        ("# 北堤换灯\n\n该内容已被发布者删除\n", "deleted"),
        (web(PROSE), ""),
        ("", "empty-shell"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_told_from_the_body(body: str, kind: str) -> None:
    assert quick_failure(body, "北堤换灯") == kind


def test_cleaning_says_the_same_and_keeps_nothing() -> None:
    made = cleaned(SHELL)
    assert (made.failed, made.blocks) == ("empty-shell", ())
    assert {decision.action for decision in made.decisions} == {"drop"}


def test_an_address_or_a_title_fools_nobody() -> None:
    made = cleaned(web(PROSE, title="404 Not Found"), url="https://harbour.example/404/captcha")
    assert made.failed == ""


def test_an_article_about_failed_captures_is_one() -> None:
    text = f"{PROSE}\n\n该内容已被发布者删除\n\n" + f"{PROSE}\n\n" * 20
    assert cleaned(web(text)).failed == ""


def test_a_site_adds_fingerprints_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "pier.toml").write_text(
        "[[failed]]\nid = 'fog'\nkind = 'blocked'\ntext = ['The pier is closed']\n",
        encoding="utf-8",
    )
    rules = load_rules(tmp_path)
    body = "# A\n\nThe pier is closed for fog.\n"
    assert quick_failure(body, "A", rules) == "blocked"
    assert quick_failure(body, "A") == ""
    assert cleaned(body, rules=rules).failed == "blocked"


def test_an_editor_who_keeps_a_block_has_the_last_word() -> None:
    from diglot.clean import block_hash

    found = document(SHELL)
    article = Article(path="a.md", body=SHELL, title="北堤换灯")
    made = clean(article, found, RULES, keep=frozenset({block_hash(found.blocks[-1])}))
    assert made.failed == ""
    assert made.decisions[-1].rule == "edit:keep"


LINES = st.sampled_from(
    (*SHELL.split("\n"), "环境异常", "captcha", "Just a moment...", PROSE, "# A")
)


@given(st.lists(LINES, max_size=12).map("\n\n".join))
def test_what_is_recognised_early_is_what_cleaning_says(body: str) -> None:
    if kind := quick_failure(body, "A"):
        article = Article(path="a.md", body=body, title="A")
        assert clean(article, Document(blocks=document(body).blocks), RULES).failed == kind


def test_a_page_says_at_its_beginning_that_it_is_no_article() -> None:
    prints = (Fingerprint(id="fog", kind="blocked", text=("closed for fog",), max_chars=9_000),)
    late = "A lamp. " * 200 + "The pier is closed for fog."
    assert match(f"# A\n\nThe pier is closed for fog. {late}", prints) == prints[0]
    assert match(f"# A\n\n{late}", prints) is None


def test_who_has_asked_before_is_not_told_again() -> None:
    article = Article(path="a.md", body=SHELL, title="北堤换灯", url="https://e.org/a")
    assert clean(article, document(SHELL), RULES).failed == "empty-shell"
    assert clean(article, document(SHELL), RULES, asked=True).failed != "empty-shell"
