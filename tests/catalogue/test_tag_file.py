from textwrap import dedent

import pytest

from diglot.catalogue.tag_file import TagFile, parse
from diglot.model import Finding


def read(text: str) -> tuple[TagFile, tuple[Finding, ...]]:
    return parse(dedent(text), "tags.toml")


GOOD = """
    [[tag]]
    slug = "harbour"
    zh = "港口"
    en = "Harbours"
    match = ["harbour", "港口"]

    [[pattern]]
    regex = 'HB-\\d{3}'
    zh = "泊位 {}"
    en = "Berth {}"
    """


def test_a_good_file_is_read_without_findings() -> None:
    file, findings = read(GOOD)
    assert findings == ()
    assert [(tag.slug, line) for tag, line in file.tags] == [("harbour", 2)]
    assert file.tags[0][0].match == ("harbour", "港口")
    assert file.tags[0][0].hits == 2
    assert file.patterns[0].page_from == 3
    assert file.defaults


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ('[[tag]]\nslug = "a"\nzh = "甲"\n', 1, "missing required field `en`"),
        ('[[tag]]\nzh = "甲"\nen = "A"\n', 1, "missing required field `slug`"),
        ('[[tag]]\nslug = "Bad Slug"\nzh = "甲"\nen = "A"\n', 2, "'Bad Slug' cannot be a path"),
        ('[[tag]]\nslug = "nul"\nzh = "甲"\nen = "A"\n', 2, "'nul' cannot be a path"),
        ('[[tag]]\nslug = "a"\nzh = ""\nen = "A"\n', 3, "`zh` is empty"),
        ('[[tag]]\nslug = "a"\nzh = "甲"\nen = "\u200b"\n', 4, "`en` is empty"),
        ('[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\nregex = ["("]\n', 5, "regex '('"),
        ('[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\nregex = ["x*"]\n', 5, "matches nothing"),
        (
            '[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\nmatch = ["ok", " "]\n',
            5,
            "' ' cannot be looked for",
        ),
        (
            '[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\nmatch = ["港"]\n',
            5,
            "'港' cannot be looked for",
        ),
        (
            '[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\nmatch = ["++"]\n',
            5,
            "'++' cannot be looked for",
        ),
        ('[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\nhits = 0\n', 5, "hits = 0"),
        ('[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\nhits = "two"\n', 5, "Expected `int`"),
        ('[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\nmatch = "harbour"\n', 5, "Expected `array`"),
        ('[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\nmatch = ["x", 1]\n', 5, "Expected `str`"),
        ('[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\ncolour = 1\n', 5, "unknown key `colour`"),
        ('[[pattern]]\nregex = "["\n', 2, "regex '['"),
        ("[[tags]]\n", 1, "unknown table `tags`"),
        ("\n[registry]\ndefaults = 'no'\n", 3, "`defaults` in [registry] is 'no'"),
        ("tag = 1\n", 1, "`tag` is no table"),
        ("a = \n", 1, "not TOML"),
        ('[[tag]]\nslug = "a"\nslug = "b"\n', 3, "not TOML"),
    ],
)
def test_every_mistake_is_named_where_it_stands(text: str, line: int, part: str) -> None:
    file, findings = parse(text, "tags.toml")
    assert len(findings) == 1
    assert findings[0].path == "tags.toml"
    assert findings[0].line == line
    assert part in findings[0].what
    assert findings[0].help
    assert findings[0].severity == "error"
    assert file.defaults


def test_a_mistake_spares_the_rest_of_the_file() -> None:
    file, findings = read('[[tag]]\nslug = "?"\nzh = "甲"\nen = "A"\n' + dedent(GOOD))
    assert [tag.slug for tag, _ in file.tags] == ["harbour"]
    assert len(findings) == 1


def test_an_unknown_key_leaves_its_tag_in_use_and_offers_the_right_one() -> None:
    file, findings = read('[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\nalias = ["b"]\n')
    assert [tag.slug for tag, _ in file.tags] == ["a"]
    assert findings[0].help == "did you mean `aliases`?"


def test_two_tags_with_one_path_are_an_error_that_names_both() -> None:
    file, findings = read(GOOD + '\n[[tag]]\nslug = "harbour"\nzh = "海港"\nen = "Sea ports"\n')
    (finding,) = findings
    assert finding.line == 13
    for part in ("tags/harbour.html", "港口 / Harbours", "海港 / Sea ports", "(line 2)"):
        assert part in finding.what
    assert [tag.en for tag, _ in file.tags] == ["Harbours"]


def test_a_header_within_a_text_does_not_mislead() -> None:
    text = 'x = """\n[[tag]]\n"""\n[[tag]]\nslug = "?"\nzh = "甲"\nen = "A"\n'
    _, findings = parse(text, "tags.toml")
    assert {finding.line for finding in findings} <= {1, 2, 4, 5}
    assert any("cannot be a path" in finding.what for finding in findings)


def test_tags_without_every_take_the_files() -> None:
    file, findings = read('[registry]\nevery = 600\n[[tag]]\nslug = "a"\nzh = "甲"\nen = "A"\n')
    assert findings == ()
    assert file.tags[0][0].every == 600


def test_a_site_can_drop_one_default_tag_or_all() -> None:
    file, findings = read('[registry]\ndefaults = false\n[[tag]]\nslug = "ai"\nremove = true\n')
    assert findings == ()
    assert file.removed == (("ai", 3),)
    assert not file.defaults


def test_what_is_overlooked_in_titles_is_read_and_checked() -> None:
    file, findings = parse("[registry]\noverlook = ['^[a-z]+ starred ']\n", "tags.toml")
    assert (file.overlook, findings) == (("^[a-z]+ starred ",), ())
    for wrong in ("['(']", "'one'", "[1]"):
        file, findings = parse(f"[registry]\noverlook = {wrong}\n", "tags.toml")
        assert file.overlook == ()
        assert [(f.line, f.severity) for f in findings] == [(2, "error")]
        assert "overlook" in findings[0].what
