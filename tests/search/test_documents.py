"""What results show, and what the directory offers."""

from __future__ import annotations

import json

from diglot.search import directory, documents
from diglot.search.directory import Choice, Directory
from diglot.search.documents import Reading, Shown


def _shown(**more: object) -> Shown:
    known = {
        "id": "k3abcdefgh",
        "original": Reading(lang="zh-Hans", title="漏洞", title_lang="zh-Hans", lead="网" * 150),
        "translations": {},
        "source": "",
        "tags": (),
        "badges": ("", "untranslated"),
    }
    return Shown(**{**known, **more})  # type: ignore[arg-type]  # a test's own keywords


def test_a_row_has_what_results_show_and_no_empty_tail() -> None:
    made = json.loads(documents.chunk([(19, _shown())], 8))
    place, id, lang, title, title_lang, lead, *rest = made[0]
    assert (place, id, lang, title, title_lang) == (3, "k3abcdefgh", "zh-Hans", "漏洞", "zh-Hans")
    assert lead == "网" * 100 + "…"
    assert rest == ["", [], ["", "untranslated"]]


def test_translations_stand_under_their_ui_language() -> None:
    reading = Reading(lang="en", title="A hole", title_lang="en", lead="It leaks.")
    made = json.loads(documents.chunk([(19, _shown(translations={"en": reading}))], 8))
    assert made[0][-1] == {"en": ["en", "A hole", "It leaks."]}


def test_the_directory_names_bilingual_tags_and_the_most_used() -> None:
    tags = [Choice(key=f"cve-{n}", count=n + 1, names=(f"CVE-{n}",) * 2) for n in range(300)]
    tags.append(Choice(key="apt", count=1, names=("高级持续威胁", "APT")))
    held = json.loads(
        directory.encode(
            Directory(
                shards=16,
                newest=16,
                chunk=8,
                stride=1024,
                sources=[Choice(key="x", count=2, names=("X", "X"))],
                tags=tags,
                langs=[Choice(key="zh", count=3)],
                months={"2024-05": 2, "2023-01": 1},
            )
        )
    )
    assert held["source"] == [["x", 2, "X"]]
    assert held["tag"][0] == ["cve-299", 300, "CVE-299"]
    assert len(held["tag"]) == directory.TAGS + 1
    assert ["apt", 1, "高级持续威胁", "APT"] in held["tag"]
    assert held["period"] == [["2024", 2], ["2024-05", 2], ["2023", 1], ["2023-01", 1]]
