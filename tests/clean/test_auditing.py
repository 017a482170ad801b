from __future__ import annotations

from pathlib import Path

from diglot.clean import load_rules
from diglot.clean.auditing import Audit, audit, use
from diglot.model import Article
from tests.clean.captures import MORE, PROSE, RULES, article, document, web

LAST = "A third sentence about lamps, which nobody has asked for yet and nobody ever will."


def audited(folder: Path, rule: str, *bodies: str) -> Audit:
    (folder / "pier.toml").write_text(f"hosts = ['harbour.example']\n{rule}", encoding="utf-8")
    rules = load_rules(folder)
    assert rules.findings == ()
    return audit([use(article(body), document(body), rules) for body in bodies], rules)


def test_it_counts_what_each_rule_takes(tmp_path: Path) -> None:
    body = web(PROSE, MORE, LAST, PROSE.upper())
    found = audited(tmp_path, "[[drop]]\nid = 'ships'\nmatch = '^Ships'\n", body, body)
    (ships,) = [each for each in found.uses if each.rule == "pier:ships"]
    assert (ships.captures, ships.blocks, ships.gutted) == (2, 2, ())
    assert found.captures == 2


def test_rules_that_never_fire_are_named(tmp_path: Path) -> None:
    found = audited(tmp_path, "[[drop]]\nid = 'fog'\nmatch = '^Fog'\n", web(PROSE, MORE, LAST))
    assert "pier:fog" in found.idle
    assert "pier:fog" not in {each.rule for each in found.uses}


def test_a_rule_that_takes_more_than_half_is_refused_and_counted(tmp_path: Path) -> None:
    rule = "[[drop]]\nid = 'all'\nmatch = '^(?:The|Ships)'\n"
    found = audited(tmp_path, rule, web(PROSE, MORE, LAST))
    assert found.refused == {"pier:all": 1}
    assert found.doubtful == 1
    assert "pier:all" not in {each.rule for each in found.uses}


def test_a_sure_rule_that_takes_more_than_half_is_named_with_its_captures(tmp_path: Path) -> None:
    rule = "[[drop]]\nid = 'all'\nmatch = '^(?:The|Ships)'\nsure = true\n"
    found = audited(tmp_path, rule, web(PROSE, MORE, LAST))
    (each,) = [each for each in found.uses if each.rule == "pier:all"]
    assert each.gutted == ("a.md",)
    assert found.refused == {}


def test_a_failed_capture_counts_for_its_fingerprint() -> None:
    body = "# A\n\n该内容已被发布者删除\n"
    found = use(Article(path="a.md", body=body, title="A"), document(body), RULES)
    assert found.failed == "deleted"
    assert [cut.rule.partition(":")[0] for cut in found.cuts] == ["failures"]
