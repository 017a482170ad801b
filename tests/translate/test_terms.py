"""The glossary: reading it, keeping to it, and finding what does not."""

from __future__ import annotations

import pytest

from diglot.translate.checks import Fault
from diglot.translate.glossary import read_glossary
from diglot.translate.linting import lint
from diglot.translate.terms import check_terms, kept, matched, normalised, rows_hash, terms
from tests.translate.helpers import glossary_of

ROWS = """\
ncb,国家联络处,national liaison desk,term,liaison desk|NLD|desk,
ncb,国家协调处,national liaison desk,variant,,
ncb,NLD,,variant,,
ncb,国家儿童处,,suspect,,Reads like an office for children.
token,令牌,token,term,tokens,
token,代币,token,ban,,Means a coin
hg,Harrowgate,Harrowgate,keep,,
"""
GLOSSARY = glossary_of(ROWS)
ZH, EN = "zh-Hans", "en"


def against(source: str, answer: str, lang: str = ZH, into: str = EN) -> list[tuple[str, bool]]:
    rows = matched(GLOSSARY, source, lang)
    faults: list[Fault] = check_terms(rows, source, answer, lang=lang, into=into)
    return [(fault.code, fault.blocks) for fault in faults]


@pytest.mark.parametrize(
    ("source", "answer", "faults"),
    [
        ("国家联络处开会", "The national liaison desk met.", []),
        ("国家协调处开会", "The Liaison Desks met.", []),
        ("国家联络处开会", "The NLD met.", []),
        ("国家联络处开会", "The children's bureau met.", [("glossary", False)]),
        ("装 Harrowgate", "Install Harrowgate", []),
        ("装 Harrowgate", "Install Harrow Gate", [("glossary", True)]),
        ("无关的话", "Nothing to do with it", []),
    ],
)
def test_the_target_holds_an_accepted_form(
    source: str, answer: str, faults: list[tuple[str, bool]]
) -> None:
    assert against(source, answer) == faults


def test_banned_forms_block() -> None:
    assert against("a token", "一枚代币", EN, ZH) == [("banned", True), ("glossary", False)]
    assert against("a token", "一个令牌", EN, ZH) == []
    assert against("a coin", "一枚代币", EN, ZH) == []


def test_variants_are_normalised_in_what_is_sent_only() -> None:
    rows = matched(GLOSSARY, "国家协调处与NLD", ZH)
    assert (
        normalised("国家协调处与NLD，国家儿童处", rows, ZH) == "国家联络处与国家联络处，国家儿童处"
    )


def test_a_common_word_that_is_accepted_says_nothing_of_a_source() -> None:
    assert not matched(GLOSSARY, "A desk by the window.", EN)
    assert matched(GLOSSARY, "The NLD met.", EN)
    assert against("国家联络处开会", "The desk met.") == []


def test_latin_words_are_found_whole_and_in_any_case() -> None:
    assert matched(GLOSSARY, "TOKENS expire", EN)
    assert not matched(GLOSSARY, "tokenise it", EN)


def test_only_matched_rows_are_in_the_fingerprint() -> None:
    before = rows_hash(matched(GLOSSARY, "国家联络处", ZH))
    changed = glossary_of(ROWS.replace("Means a coin", "x").replace("tokens", "tokens|tok"))
    assert rows_hash(matched(changed, "国家联络处", ZH)) == before
    changed = glossary_of(ROWS.replace("liaison desk|NLD|desk", "NLD"))
    assert rows_hash(matched(changed, "国家联络处", ZH)) != before
    assert rows_hash(()) == ""


def test_terms_and_kept_words_for_an_engine() -> None:
    rows = matched(GLOSSARY, "国家协调处用 Harrowgate", ZH)
    assert terms(rows, ZH, EN) == (
        ("国家联络处", "national liaison desk"),
        ("Harrowgate", "Harrowgate"),
    )
    pattern = kept(rows)
    assert pattern is not None
    assert pattern.findall("用 Harrowgate 吧") == ["Harrowgate"]


def test_lint_points_at_every_wording_with_line_and_column() -> None:
    text = "---\ntitle: 国家协调处\n---\n\n国家联络处（NLD）说，国家儿童处\n`国家儿童处` http://x/国家儿童处 [a](国家儿童处)\n国家儿童处。\n"
    found = [(f.line, f.column, f.code) for f in lint([("a.md", ZH, text)], GLOSSARY)]
    assert found == [
        (2, 8, "glossary-variant"),
        (5, 7, "glossary-variant"),
        (5, 13, "glossary-suspect"),
        (7, 1, "glossary-suspect"),
    ]


def test_lint_says_what_to_write() -> None:
    (first, second) = lint([("a.md", ZH, "国家协调处 国家儿童处")], GLOSSARY)
    assert first.what == "国家协调处 is also 国家联络处 (ncb)"
    assert second.help == "Reads like an office for children."


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("id,zh,en\n", 1, "no column kind"),
        ("id,zh,en,kind\na,甲,A,word\n", 2, "'word' is none of"),
        ("id,zh,en,kind\n,甲,A,term\n", 2, "no id"),
        ("id,zh,en,kind\na,,,term\n", 2, "no wording"),
        ("id,zh,en,kind\na,甲,,suspect\n", 2, "which has no term"),
        ('id,zh,en,kind,accepted,note\na,"甲\n乙",A,term,,\nb,,,x,,\n', 4, "'x' is none of"),
    ],
)
def test_rows_that_make_no_sense_are_reported(text: str, line: int, says: str) -> None:
    _, (finding,) = read_glossary(text, "glossary.csv")
    assert says in finding.what
    assert finding.line == line


def test_a_byte_order_mark_and_blank_lines_are_fine() -> None:
    glossary, findings = read_glossary("\ufeffid,zh,en,kind\n\na,甲,A,term\n", "g.csv")
    assert findings == ()
    assert glossary.rows[0].line == 3
