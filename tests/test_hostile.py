"""Hostile words in every field that reaches a page, in every context that a page has."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

from diglot.cli import main
from diglot.errors import UsageError
from tests.sites import TEXT, Site, capture

BAD = "\"'><script>x()</script><img src=x onerror=x()>]]></title>{{ 7*7 }}{% raw %}&lt;b&gt;"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
CAPTURE = f"""---
title: 题 {BAD}
url: https://e.org/{BAD}
source: 源 {BAD}
date: 2024-03-05
author: 人 {BAD}
summary: 摘 {BAD}
tags: ["签 {BAD.replace('"', "")}"]
---

# {BAD}

{TEXT["zh"]} {BAD}

{TEXT["zh"]}
"""
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"

msgctxt "text"
msgid "{source}"
msgstr "{answer}"
"""
EDIT = f"summary_en = '''{BAD}'''\ntitle_en = '''T {BAD}'''\n"


class Tags(HTMLParser):
    """Every element and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def built(site: Site) -> Site:
    site.article("2024/03/05/a.md", CAPTURE)
    answer = BAD.replace('"', '\\"') + " [a](javascript:x()) <iframe src=//e>"
    po = PO.format(source=TEXT["zh"], answer=answer)
    site.write("content/translations/en/2024/03/05/a.po", po)
    site.write("content/edits/2024/03/05/a.toml", EDIT)
    site.write("content/notes/days/2024-03-05.zh.md", f"{BAD} [a](javascript:x()){{: onclick=x()}}")
    site.write("content/pages/about.zh.md", f"---\ntitle: 关于 {BAD}\n---\n{BAD}")
    site.write(
        "diglot.toml", f"base_url = 'https://e.org/d/'\n[title]\nzh = '''站 {BAD}'''\nen = 'Site'\n"
    )
    site.build()
    return site


def test_pages_hold_no_element_or_attribute_that_runs(built: Site) -> None:
    pages = list(built.output.rglob("*.html"))
    assert len(pages) > 15
    for path in pages:
        tags = Tags()
        tags.feed(path.read_text(encoding="utf-8"))
        for tag, attributes in tags.found:
            assert tag not in ("iframe", "object", "embed", "base", "style", "math"), path
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            if tag == "script":
                data = attributes.get("type") == "application/ld+json"
                assert data or re.match(r"(\.\./)*(/d/)?static/", attributes.get("src") or ""), path
            for name in ("href", "src", "action"):
                assert "javascript:" not in (attributes.get(name) or ""), path
            if tag == "img" and path.name != "about.html" and "2024" not in path.parts:
                assert attributes.get("src") != "x", path


def test_every_page_has_the_policy_first(built: Site) -> None:
    for path in built.output.rglob("*.html"):
        head = path.read_text(encoding="utf-8").partition("<script")[0]
        assert f'http-equiv="Content-Security-Policy" content="{POLICY}"' in head, path


def test_templates_in_content_stay_text(built: Site) -> None:
    for path, content in built.pages().items():
        text = content.decode("utf-8", "replace")
        assert "49{% raw" not in text, path
    assert "{{ 7*7 }}" in built.page("zh/index.html")


def test_data_blocks_cannot_end_their_element(built: Site) -> None:
    (page,) = (built.output / "a").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert "<script>x()" in json.loads(block)["headline"]


def test_machine_formats_parse_and_hold_text_only(built: Site) -> None:
    for path in (*built.output.rglob("*.xml"), *built.output.rglob("*.opml")):
        root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own output
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not names & {"script", "img", "b"}, path
    for path in built.output.rglob("*.json"):
        raw = path.read_text(encoding="utf-8")
        json.loads(raw)
        assert "<script" not in raw, path


def test_an_answer_of_an_engine_is_text(built: Site) -> None:
    (page,) = (built.output / "a").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "&lt;iframe src=" in text
    assert "<iframe" not in text


DEEP = {
    "articles/a.md": "+++\ntitle = " + "9" * 60_000 + "\n+++\n\n" + TEXT["zh"],
    "articles/b.md": "+++\ntitle = " + "[" * 30_000 + "\n+++\n\n" + TEXT["zh"],
    "articles/c.md": "---\ntags: " + "[" * 30_000 + "\n---\n\n" + TEXT["zh"],
    "articles/d.md": "- " * 1_000 + "a",
    "articles/e.md": TEXT["zh"] + " [a" * 60_000 + "\n\n" + "![a](" * 3_000,
    "edits/base.toml": "title = " + "[" * 100_000,
    "notes/days/2024-03-05.zh.md": "- " * 3_000 + "a",
    "pages/about.zh.md": "> " * 3_000 + "a",
    "rules/x.toml": "x = " + "[" * 100_000,
    "sources.toml": "x = " + "9" * 6_000,
    "tags.toml": "x = " + "{a=" * 50_000,
    "translations/en/base.po": 'msgid "' + "a" * 2_000_000,
}


@pytest.mark.parametrize("engine", ["comrak", "python-markdown"])
def test_nothing_deep_or_long_stops_a_build(site: Site, engine: str) -> None:
    site.article("base.md", capture("港口", TEXT["zh"]))
    site.write("diglot.toml", f'[markdown]\nengine = "{engine}"\n')
    for path, text in DEEP.items():
        site.write(f"content/{path}", text)
    report = site.build()
    assert "港口" in site.article_page("港口")
    named = {finding.path for finding in report.findings}
    assert "crash" not in {finding.code for finding in report.findings}
    odd = ("edits/base.toml", "rules/x.toml", "sources.toml", "tags.toml")
    assert named >= {*odd, "a.md", "b.md", "c.md", "translations/en/base.po"}


def test_a_translation_that_cannot_be_read_is_reported_by_a_build(site: Site) -> None:
    site.article("a.md", capture("港口", TEXT["zh"]))
    site.write("content/translations/en/a.po", "<<<<<<< HEAD\nmsgid")
    (finding,) = site.build().findings
    assert (finding.path, finding.line) == ("translations/en/a.po", 1)
    assert (finding.code, finding.severity) == ("translation-unreadable", "error")


def test_a_fault_of_ours_takes_one_article_with_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from diglot import prepare as preparing
    from diglot.instep import Line
    from diglot.jobs import Job, Made, Workshop
    from diglot.prepare import line

    def fault(job: Job, shop: Workshop) -> Line[Made]:
        if job.path == "b.md":
            raise ZeroDivisionError
        return (yield from line(job, shop))

    monkeypatch.setattr(preparing, "line", fault)
    for name in ("a", "b"):
        site.article(f"{name}.md", capture(f"港口 {name}"))
    report = site.build()
    assert report.totals.outcomes == {"published": 1, "quarantined": 1}
    (finding,) = report.findings
    assert (finding.path, finding.severity, finding.code) == ("b.md", "error", "crash")
    assert "ZeroDivisionError in test_hostile.py:" in finding.what


ODD = "\x1b[31m\x08\x0b\x7f\u202e\ufffe<b>&]]>"
ESCAPED = r"\u001b[31m\u0008\u000b\u007f\u202e\ufffe<b>&]]>"


def test_no_control_character_reaches_a_page_from_whatever_file(site: Site) -> None:
    """Captures lose theirs when they are read; TOML and PO files may hold any."""
    site.article("a.md", capture("港口", TEXT["zh"]))
    site.write(
        "content/edits/a.toml",
        f'title_en = "T{ESCAPED}"\nsummary_zh = "S{ESCAPED}"\ntags_add = ["x{ESCAPED}"]\n',
    )
    source = f'[[source]]\nname = "港口观察"\nzh = "Z{ESCAPED}"\nen = "E{ESCAPED}"\n'
    site.write("content/sources.toml", source)
    tag = f'[[tag]]\nslug = "harbour"\nzh = "Z{ESCAPED}"\nen = "E{ESCAPED}"\nmatch = ["港口"]\n'
    site.write("content/tags.toml", tag)
    site.write("content/notes/days/2024-03-05.zh.md", f"note {ODD}")
    site.write("content/pages/about.zh.md", f"---\ntitle: about {ODD}\n---\n{ODD}")
    po = PO.format(source=TEXT["zh"], answer=f"answer {ODD}")
    site.write("content/translations/en/a.po", po)
    site.write("diglot.toml", f'[title]\nzh = "Z{ESCAPED}"\nen = "E{ESCAPED}"\n')
    site.build()
    for path, content in site.pages().items():
        if path.endswith((".html", ".xml", ".opml", ".json", ".txt")):
            text = content.decode("utf-8")
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202e\ufffe]", text), path
        if path.endswith((".xml", ".opml")):
            ET.fromstring(content)  # noqa: S314 - our own output
    assert "answer" in site.article_page("港口")


@pytest.mark.parametrize("key", ["base_url", "repo_url"])
@pytest.mark.parametrize("address", ["javascript:x()", "https://e.org/'><script>", "https://"])
def test_addresses_of_the_settings_are_addresses(site: Site, key: str, address: str) -> None:
    site.write("diglot.toml", f'{key} = "{address}"\n')
    with pytest.raises(UsageError, match=key):
        site.build()


@pytest.mark.parametrize(
    "words",
    [
        ["build"],
        ["check", "--notes"],
        ["check", "--notes", "--format", "json"],
        ["show", "a.md"],
        ["show", "a.md", "--format", "json"],
        ["tags"],
        ["tags", "--format", "json"],
        ["tags", "--untagged"],
        ["clean", "--explain", "a.md"],
        ["check", "--failed"],
        ["check", "--retry-list"],
        ["status"],
    ],
    ids=" ".join,
)
def test_nothing_that_is_printed_drives_a_terminal(
    site: Site,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    odd = "T\x1b]0;x\x07\x9b31m\u202e\u2066 ##[group]"
    more = f"author: A{odd}\nsummary: S{odd}\ntags: [t{odd}]\n"
    text = capture(f"港口{odd}", odd + TEXT["zh"], source=f"S{odd}", more=more)
    site.article("a.md", text)
    site.article(f"b{odd.replace('/', '')}.md", text.replace("harbour.", "b."))
    site.article("empty.md", f"---\ntitle: {odd}\nurl: https://e.org/\x9b31m\n---\n")
    site.write("content/edits/a.toml", f'title_en = "E{ESCAPED}"\n')
    site.write("diglot.toml", "")
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code in (None, 0, 1)
    said = "".join(capsys.readouterr())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)
    assert "##[" not in said or "json" in words
    assert "Traceback" not in said
