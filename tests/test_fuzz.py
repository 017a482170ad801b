"""Whatever stands in a file that people or crawlers write, its reader answers and never raises.

Blocks, slugs, sanitising, decoding and the marks of translated text have properties of their own
beside their modules: tests/test_commonmark.py, tests/catalogue/, tests/publish/, tests/capture/,
tests/translate/test_coding.py.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from diglot import settings
from diglot.capture.article import read
from diglot.catalogue import edits, sources, tag_file
from diglot.clean import rulefile
from diglot.errors import Quarantined, UsageError
from diglot.translate.entries import ROLES
from diglot.translate.glossary import read_glossary
from diglot.translate.reading import read_po

ZONE = ZoneInfo("Asia/Shanghai")
KEYS = ["title", "url", "source", "date", "fetch_date", "lang", "tags", "draft", "summary", "x"]
VALUES = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                "a: b",
                "[x] y",
                "[a, b",
                '["a", "b"]',
                "{a: b}",
                "&a b",
                "*a",
                "!!python/x y",
                "|",
            ),
            *(">", "'", '"', '"a" # b', "no", "010", "2024-02-30", "0000-00-00", "9" * 5_000, "~"),
            *("<script>", "\x1b[31m", "\u202e", "\ufeff", "[" * 300, "- a", "\t", "javascript:x()"),
            *("1e400", "nan", "true", "2024-01-01T00:00:00+99:99", "\u2028", "\x00", "漏" * 400),
        ]
    ),
    st.text(max_size=30),
)
LINES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(KEYS), st.sampled_from([": ", ":", " = ", "\t:"]), VALUES).map(
            "".join
        ),
        VALUES,
        st.sampled_from(["---", "+++", "  - a", "  nested: b", "", "\r", "..."]),
    ),
    max_size=12,
)
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")


@given(
    st.sampled_from(["---\n", "+++\n", "\ufeff---\r\n", ""]),
    LINES,
    st.sampled_from(["---", "+++", ""]),
)
def test_front_matter_gives_an_article_or_a_verdict(mark: str, lines: list[str], end: str) -> None:
    raw = f"{mark}{chr(10).join(lines)}\n{end}\n\ntext".encode("utf-8", "surrogatepass")
    try:
        article = read(raw, "a.md", ZONE)
    except Quarantined:
        return
    for text in (article.title, article.source, article.author):
        assert not CONTROLS.search(text)
    assert all(tag.strip() and not CONTROLS.search(tag) for tag in article.tags)
    assert all(1 <= finding.line <= len(lines) + 4 for finding in article.findings if finding.line)


ENTRY = st.tuples(
    st.sampled_from(
        ["# diglot: engine=x 1; date=2024-01-01; out=0", "# words", "#, fuzzy", "#~ old", ""]
    ),
    st.sampled_from(['msgctxt "text"', 'msgctxt "title"', 'msgctxt "odd"', "", "msgctxt text"]),
    st.sampled_from(
        ['msgid "a"', 'msgid ""', 'msgid "a\\nb"', 'msgid "\\q"', "msgid", 'msgid "a" "b"']
    ),
    st.sampled_from(
        ['msgstr "b"', 'msgstr ""', 'msgstr[0] "b"', '"more"', "<<<<<<< HEAD", 'msgstr "']
    ),
).map("\n".join)


@given(
    st.one_of(
        st.binary(max_size=200), st.lists(ENTRY, max_size=6).map(lambda e: "\n\n".join(e).encode())
    )
)
def test_a_po_file_is_read_or_reported_and_never_half_used(po: bytes) -> None:
    entries, findings = read_po(po, "a.po")
    if any(finding.severity == "error" for finding in findings):
        assert entries == ()
    assert all(entry.role in ROLES for entry in entries)
    assert all(finding.path == "a.po" and finding.line >= 0 for finding in findings)


TOML = st.lists(
    st.sampled_from(
        [
            *(
                "[[tag]]",
                "[[source]]",
                "[match]",
                "[[drop]]",
                "[[meta]]",
                "[[test]]",
                "[title]",
                "[x.y]",
            ),
            *(
                'slug = "a"',
                'slug = "../a"',
                "slug = 1",
                'zh = "港"',
                "en = []",
                'match = ["(", "a"]',
            ),
            *(
                'match = "(a+)+$"',
                "match = {}",
                'id = "x"',
                "date = 2024-02-30",
                "date = 2024-02-03",
            ),
            *("hide = 1", 'keep = ["x"]', 'tags_add = [1, ["a"]]', 'hosts = ["*"]', "hosts = 3"),
            *(
                f"n = {'9' * 5_000}",
                f"d = {'[' * 2_000}",
                "= 1",
                '"a" = "b"',
                'name = ""',
                "page_size = 0",
            ),
            *(
                'timezone = "Mars"',
                'languages = ["zh", "zh"]',
                'base_url = "x"',
                "\x00",
                'extends = "x"',
            ),
        ]
    ),
    max_size=8,
).map("\n".join)


@given(st.one_of(TOML, st.text(max_size=60)))
def test_an_editors_files_are_read_or_reported(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    for findings in (
        edits.parse(raw, "f")[1],
        sources.parse(raw, "f")[1],
        tag_file.parse(text, "f")[1],
        rulefile.read("rules/f.toml", text, ours=False)[1],
    ):
        assert all(finding.path and finding.line >= 0 and finding.what for finding in findings)


@given(st.one_of(TOML, st.text(st.characters(exclude_categories=["Cs"]), max_size=60)))
def test_settings_are_read_or_refused_with_their_line(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "diglot.toml").write_bytes(text.encode())
        refused = "diglot.toml"
        try:
            settings.load(Path(folder))
        except UsageError as error:
            refused = error.what
        assert "diglot.toml" in refused


@given(
    st.lists(
        st.sampled_from(
            ["id", "zh", ",", '"', "\n", "\x00", "漏", "kind", "accepted", "note", "a" * 9_000]
        ),
        max_size=30,
    ).map("".join)
)
def test_a_glossary_is_read_or_reported(text: str) -> None:
    for head in ("", "id,zh,en,kind,accepted,note\n"):
        _, findings = read_glossary(head + text, "glossary.csv")
        assert all(finding.path == "glossary.csv" for finding in findings)
