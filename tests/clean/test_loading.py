from __future__ import annotations

import pickle
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from diglot.clean import Rules, load_rules
from diglot.clean.loading import LEARNED
from diglot.clean.patterns import anchored
from diglot.model import Finding
from tests.clean.captures import MORE, PROSE, RULES, cleaned, texts, web


def site(folder: Path, **files: str) -> Rules:
    """Rules with these files of a site: `pier="…"` is `pier.toml`."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_rules(folder)


def one(rules: Rules) -> Finding:
    (finding,) = rules.findings
    return finding


def test_the_package_ships_rules_without_mistakes_and_with_a_host_for_most_captures() -> None:
    assert RULES.findings == ()
    assert len(set(RULES.hosts.values())) >= 30


def test_all_shipped_expressions_compile_and_only_those_for_metadata_take_groups() -> None:
    for ruleset in RULES.sets.values():
        for use in ("start", "end", "drop", "keep", "meta"):
            for expression in getattr(ruleset, use):
                compiled = re.compile(expression.pattern)
                assert bool(compiled.groups) <= (use == "meta"), expression.rule


def test_most_shipped_expressions_are_tried_at_a_blocks_start_only() -> None:
    patterns = {e.pattern for s in RULES.sets.values() for e in (*s.drop, *s.end, *s.start)}
    assert sum(map(anchored, patterns)) >= 0.9 * len(patterns)


def test_rules_can_be_handed_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(RULES)).digest == RULES.digest  # noqa: S301 - our own


def test_rules_load_in_no_time() -> None:
    started = time.process_time()
    load_rules(None)
    assert time.process_time() - started < 0.1


def test_importing_the_package_compiles_nothing_of_a_site() -> None:
    code = "import sys, diglot.clean; print('regex' in sys.modules, 'comrak' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_site_adds_rules_for_its_hosts(tmp_path: Path) -> None:
    rules = site(tmp_path, harbour="hosts = ['harbour.example']\n[[drop]]\nmatch = '^Ships that'\n")
    assert rules.findings == ()
    body = web(PROSE, MORE, "A third sentence about lamps, which nobody has asked for yet.")
    assert MORE not in texts(cleaned(body, rules=rules))
    assert MORE in texts(cleaned(body, rules=rules, url="https://other.example/a"))


def test_a_site_may_write_for_all_hosts_below_one(tmp_path: Path) -> None:
    rules = site(
        tmp_path, harbour="hosts = ['*.harbour.example']\n[[drop]]\nmatch = '^Ships that'\n"
    )
    body = web(PROSE, MORE, "A third sentence about lamps, which nobody has asked for yet.")
    assert MORE not in texts(cleaned(body, rules=rules, url="https://north.pier.harbour.example/"))
    assert MORE in texts(cleaned(body, rules=rules, url="https://harbour.example/"))


def test_a_sites_file_replaces_the_packages_of_the_same_name(tmp_path: Path) -> None:
    rules = site(tmp_path, schneier="hosts = ['schneier.com']\n")
    named = {expression.rule for expression in rules.sets["schneier"].end}
    assert "schneier:tags" in {e.rule for e in RULES.sets["schneier"].end}
    assert not any(rule.startswith("schneier:") for rule in named)


def test_rules_of_a_file_stand_before_those_it_extends(tmp_path: Path) -> None:
    rules = site(
        tmp_path,
        pier="hosts = ['pier.example']\nextends = ['wordpress']\n[[drop]]\nmatch = '^Lamp$'\n",
    )
    drops = [expression.rule for expression in rules.sets["pier"].drop]
    assert drops[0] == "pier:drop-1"
    assert any(rule.startswith("wordpress:") for rule in drops)
    assert any(rule.startswith("generic:") for rule in drops)


def test_files_that_extend_each_other_end(tmp_path: Path) -> None:
    rules = site(tmp_path, one="extends = ['two']\n", two="extends = ['one']\n")
    assert rules.findings == ()


def test_the_digest_changes_with_a_rule_and_with_the_learned_profile(tmp_path: Path) -> None:
    digests = {load_rules(None).digest, load_rules(tmp_path).digest}
    assert len(digests) == 1
    digests.add(site(tmp_path, pier="hosts = ['pier.example']\n").digest)
    (tmp_path / LEARNED).write_text("# diglot learned profile 1\n", encoding="utf-8")
    digests.add(load_rules(tmp_path).digest)
    assert len(digests) == 3


@pytest.mark.parametrize(
    ("text", "line", "what", "help_"),
    [
        ("hosts = [", 0, "not TOML", "correct it"),
        ("hosts = ['a.example']\n[body\n", 2, "not TOML", "correct it"),
        ("\nhost = ['a.example']\n", 2, "unknown key `host`", "did you mean `hosts`?"),
        ("zzz = 1\n", 1, "unknown key `zzz`", "knows: "),
        ("hosts = 'a.example'\n", 1, "`hosts` is not a list of strings", "correct it"),
        ("hosts = ['a', 2]\n", 1, "`hosts` is not a list of strings", "correct it"),
        ("title = 'no'\n", 1, "`title` is not true or false", "correct it"),
        ("least = true\n", 1, "`least` is not a whole number", "correct it"),
        ("[[drop]]\nmatch = '^A'\n\n[[drop]]\nmatches = 'x'\n", 5, "unknown key", "`match`"),
        ("[[drop]]\nid = 'x'\n", 1, "a rule without `match`", "add match"),
        ("[[drop]]\nmatch = '^(A'\n", 2, "is not a regular expression", "correct it"),
        ("[[drop]]\nmatch = '^(A|B)'\n", 2, "takes groups", "(?:...)"),
        ("[[meta]]\nmatch = '(?P<writer>.+)'\n", 2, "names a group writer", "author"),
        ("[[failed]]\nkind = 'gone'\ntext = ['x']\n", 2, "not a kind", "captcha"),
        ("drop = 3\n", 1, "`drop` is not a table", "[[drop]]"),
        ("extends = ['nowhere']\n", 0, "names nowhere, which is no rule file", "there are:"),
        (f"[wording]\nfurniture = ['{'x' * 81}']\n", 2, "more than 80 bytes", "[[drop]]"),
    ],
)
def test_a_mistake_is_a_finding_with_its_line_and_what_to_do(
    tmp_path: Path, text: str, line: int, what: str, help_: str
) -> None:
    finding = one(site(tmp_path, pier=text))
    assert (finding.path, finding.line, finding.code) == ("rules/pier.toml", line, "rule-invalid")
    assert what in finding.what
    assert help_ in finding.help


def test_a_table_with_a_mistake_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    rules = site(
        tmp_path,
        pier="hosts = ['harbour.example']\n[[drop]]\nmatch = '('\n[[drop]]\nmatch = '^Ships that'\n",
    )
    one(rules)
    body = web(PROSE, MORE, "A third sentence about lamps, which nobody has asked for yet.")
    assert MORE not in texts(cleaned(body, rules=rules))


def test_a_file_that_is_not_text_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "pier.toml").write_bytes(b"\xff\xfe\x00hosts")
    assert one(load_rules(tmp_path)).code == "rule-invalid"


def test_lines_of_a_learned_profile_that_are_none_are_reported(tmp_path: Path) -> None:
    (tmp_path / LEARNED).write_text("# diglot learned profile 1\nlamp\n", encoding="utf-8")
    finding = one(load_rules(tmp_path))
    assert (finding.path, finding.line) == ("rules/learned.tsv", 2)
    assert "diglot learn" in finding.help


def test_a_folder_that_is_missing_holds_no_rules(tmp_path: Path) -> None:
    assert load_rules(tmp_path / "none").digest == RULES.digest
