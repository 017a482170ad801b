from __future__ import annotations

from pathlib import Path

from diglot.clean import load_rules
from tests.clean.captures import MORE, PROSE, cleaned, texts, web


def site(tmp_path: Path, text: str) -> Path:
    (tmp_path / "harbour.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_rule_that_would_gut_the_text_is_ignored_and_reported(tmp_path: Path) -> None:
    rules = load_rules(
        site(tmp_path, "hosts = ['harbour.example']\n[body]\nend = ['^Ships that']\n")
    )
    body = web(PROSE, MORE, *(f"{i} {PROSE}" for i in range(5)))
    result = cleaned(body, rules=rules)
    assert len(texts(result)) == 7
    assert result.doubtful
    assert "rule harbour:body-end would take" in result.findings[0].what


def test_a_rule_that_takes_less_than_half_is_obeyed(tmp_path: Path) -> None:
    rules = load_rules(site(tmp_path, "hosts = ['harbour.example']\n[body]\nend = ['^4 The']\n"))
    body = web(PROSE, MORE, *(f"{i} {PROSE}" for i in range(5)))
    result = cleaned(body, rules=rules)
    assert len(texts(result)) == 6
    assert (result.doubtful, result.findings) == (False, ())


def test_a_sure_rule_may_take_more_but_not_all(tmp_path: Path) -> None:
    sure = "hosts = ['harbour.example']\n[[closing]]\nid = 'end'\nmatch = '{}'\nsure = true\n"
    rules = load_rules(site(tmp_path, sure.format("^Ships that")))
    body = web(PROSE, MORE, *(f"{i} {PROSE}" for i in range(5)))
    assert texts(cleaned(body, rules=rules)) == [PROSE]
    rules = load_rules(site(tmp_path, sure.format("^The lamp")))
    assert len(texts(cleaned(body, rules=rules))) == 7


def test_comments_longer_than_the_article_go() -> None:
    comments = [f"{i} {PROSE}" for i in range(9)]
    body = web(PROSE, MORE, "## 9 Comments", *comments)
    assert texts(cleaned(body)) == [PROSE, MORE]
