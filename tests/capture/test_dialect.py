"""Front matter comes out as written."""

from __future__ import annotations

import io

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.capture.dialect import load, load_toml
from diglot.capture.handler import CaptureHandler
from diglot.capture.matter import TooLargeError, split

LINE = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\x85"),
    max_size=60,
)


@pytest.mark.parametrize(
    "value",
    [
        "no", "010", "12:30:45", "a #b", "x: y", "[webapps] Some CMS", "@all", "*i", "&x Hello", "!tag it",
        '"Foo" and \'bar\'', "404", "2022-12-27", "- dash", "{a", "|", "> quoted", "null", "~", "'tis",
        '"a" or "b"', "100%", "`x`", "? y",
    ],
)  # fmt: skip
def test_values_of_one_line_are_literal(value: str) -> None:
    values, lines, problems = load(f"title: {value}\nsource: s\n")
    assert values == {"title": value, "source": "s"}
    assert lines == {"title": 2, "source": 3}
    assert problems == []


@given(LINE)
def test_any_line_survives(value: str) -> None:
    values, _, _ = load(f"title: {value}\nsource: s\n")
    stripped = value.strip()
    quoted = len(stripped) > 1 and stripped[0] == stripped[-1] and stripped[0] in "\"'"
    assert values["title"] == stripped or quoted
    assert values["source"] == "s"


def test_quotes_that_enclose_all_go() -> None:
    values, _, _ = load('a: "x: y"\nb: \'it\'\'s\'\nc: "say \\"hi\\""\n')
    assert values == {"a": "x: y", "b": "it's", "c": 'say "hi"'}


def test_lists_and_block_scalars_are_yaml_of_strings() -> None:
    text = "tags: [no, 010, 'a b']\nmore:\n  - 1\n  - true\nsummary: >\n  one\n  two\nurl: u\n"
    values, _, problems = load(text)
    assert values == {
        "tags": ("no", "010", "a b"),
        "more": ("1", "true"),
        "summary": "one two",
        "url": "u",
    }
    assert problems == []


@pytest.mark.parametrize(
    "bad",
    ["tags: [&a x, *a]", "tags: [!!python/object:os.system x]", "tags: " + "[" * 40, "tags: [a, b"],
)
def test_yaml_that_could_do_harm_is_text(bad: str) -> None:
    values, _, (problem,) = load(bad + "\ntitle: t\n")
    assert values["tags"] == bad.removeprefix("tags: ")
    assert values["title"] == "t"
    assert problem.line == 2


def test_the_first_of_two_keys_wins() -> None:
    values, _, (problem,) = load("title: one\nurl: u\ntitle: two\n")
    assert values["title"] == "one"
    assert (problem.line, problem.code) == (4, "duplicate-key")


def test_a_line_of_something_else_is_reported() -> None:
    values, _, (problem,) = load("title: a\n</strong>\nurl: u\n")
    assert values == {"title": "a", "url": "u"}
    assert (problem.line, problem.note) == (3, True)


def test_split_gives_back_the_body() -> None:
    text = "---\ntitle: a\n---\n\n# B\n\n---\n\nmore\n"
    parts = split(text)
    assert (parts.matter, parts.body, parts.body_line) == (
        "title: a\n",
        "\n# B\n\n---\n\nmore\n",
        4,
    )


@pytest.mark.parametrize("text", ["", "# T\n", "---\n\ntext\n\n---\n", "--- \ntitle: a\n"])
def test_no_front_matter(text: str) -> None:
    parts = split(text)
    assert (parts.matter, parts.body) == ("", text)


def test_front_matter_never_closed_ends_at_the_first_blank_line() -> None:
    parts = split("---\ntitle: a\nurl: u\n\n# B\n\ntext\n")
    assert parts.unclosed
    assert (parts.matter, parts.body, parts.body_line) == (
        "title: a\nurl: u\n",
        "\n# B\n\ntext\n",
        4,
    )


def test_a_rule_in_the_text_does_not_close_front_matter() -> None:
    parts = split("---\ntitle: a\n\n# B\n\ntext that is not a key\n\n---\n\nmore\n")
    assert parts.unclosed
    assert parts.body.startswith("\n# B")


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "key: v\n" * 201 + "---\nbody\n",
        "---\ntitle: " + "x" * 70_000 + "\n---\nbody\n",
        "---\ntitle: " + "x" * 70_000 + "\n\nbody\n",
    ],
)
def test_too_much_is_refused(text: str) -> None:
    with pytest.raises(TooLargeError):
        split(text)


def test_toml() -> None:
    parts = split('+++\ntitle = "a: b # c"\ndate = 2022-12-27\ntags = ["x"]\n+++\nbody\n')
    assert parts.toml
    values, lines, problems = load_toml(parts.matter)
    assert values == {"title": "a: b # c", "date": "2022-12-27", "tags": ("x",)}
    assert lines["date"] == 3
    assert problems == []


def test_broken_toml_is_read_line_by_line() -> None:
    values, _, problems = load_toml('title = "a"\nurl = nonsense here\n')
    assert values == {"title": "a", "url": "nonsense here"}
    assert problems[0].help


def test_python_frontmatter_reads_with_the_handler() -> None:
    text = "---\ntitle: Re: a #b\ntags: [x, y]\n---\n# B\n"
    post = frontmatter.load(io.StringIO(text), handler=CaptureHandler())
    assert post.metadata == {"title": "Re: a #b", "tags": ("x", "y")}
    assert post.content == "# B"
