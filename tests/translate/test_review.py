"""What a person is shown, and what has gone out of step."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.model import Segment
from diglot.translate.auditing import check
from diglot.translate.entries import Entry
from diglot.translate.po import store
from diglot.translate.review import Standing, editor_command, review, status
from tests.translate.helpers import desk, human, machine, original

BODY = "国家中心局开会，到了30人。\n\n**天气**很好，见[报告](http://x.y)。\n\n第三段没有译文。\n"
ONE, TWO, THREE = (part for part in BODY.strip().split("\n\n"))
TERM = "n,国家中心局,NCB,term,,\n"


def save(
    folder: Path, name: str, *made: Entry, segments: tuple[Segment, ...] | None = None
) -> None:
    file = folder / "translations" / name
    assert store(file, name, lang="en", segments=segments, made=made) == ()


def test_a_review_lists_every_segment_with_what_is_wrong(tmp_path: Path) -> None:
    save(
        tmp_path,
        "en/2026/a.po",
        human("title", "标题", "Title"),
        machine("text", ONE, "The bureau met; 3 people came."),
        human("text", TWO, "The **weather** is fine, see [the report](http://x.y)."),
    )
    save(tmp_path, "en/2026/b.po", human("text", THREE.replace("第三", "第四"), "No translation."))
    items, findings = review(original(BODY), "en", desk=desk(tmp_path, TERM))
    assert findings == ()
    assert [(item.number, item.state, item.open) for item in items] == [
        (0, "human", False),
        (1, "machine", True),
        (2, "human", False),
        (3, "missing", True),
    ]
    assert items[1].faults == ("numbers differ: 30, 3", "'国家中心局' is not 'NCB' here")
    assert (items[1].engine, items[1].date) == ("pseudo 1", "2026-11-22")
    assert items[3].near.endswith("→ No translation.")
    lines = (tmp_path / "translations/en/2026/a.po").read_text(encoding="utf-8").split("\n")
    assert ONE in lines[items[1].line - 1]


def test_a_review_of_a_broken_file_says_where(tmp_path: Path) -> None:
    file = tmp_path / "translations/en/2026/a.po"
    file.parent.mkdir(parents=True)
    file.write_text(">>>>>>> theirs\n", encoding="utf-8")
    items, (finding,) = review(original(BODY), "en", desk=desk(tmp_path))
    assert (finding.path, finding.line) == ("translations/en/2026/a.po", 1)
    assert {item.state for item in items} == {"missing"}


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"EDITOR": "nano"}, ["nano", "+7", "a.po"]),
        ({"EDITOR": "vi", "VISUAL": "code --wait"}, ["code", "--wait", "--goto", "a.po:7"]),
        ({"EDITOR": "/opt/poedit"}, ["/opt/poedit", "a.po"]),
        ({}, None),
    ],
)
def test_an_editor_is_opened_at_the_line(
    environ: dict[str, str], command: list[str] | None
) -> None:
    assert editor_command(environ, Path("a.po"), 7) == command


def test_coverage_by_language_source_and_month() -> None:
    def one(source: str, month: str, translated: int, machine: int) -> Standing:
        return Standing(
            target="en",
            source=source,
            month=month,
            segments=10,
            translated=translated,
            machine=machine,
        )

    standings = [
        one("甲", "2026-01", 10, 8),
        one("甲", "2026-02", 7, 0),
        one("乙", "2026-01", 0, 0),
    ]
    (whole,) = status(standings)
    assert (whole.articles, whole.complete, whole.translated, whole.human) == (3, 1, 17, 9)
    assert [(each.name, each.complete) for each in status(standings, "source")] == [
        ("乙", 0),
        ("甲", 1),
    ]
    assert [each.name for each in status(standings, "month", 0.5)] == ["2026-01", "2026-02"]


def test_what_has_gone_out_of_step_is_found(tmp_path: Path) -> None:
    save(
        tmp_path,
        "en/2026/a.po",
        human("text", TWO, "Fine."),
        machine("text", ONE, "The bureau met."),
    )
    save(tmp_path, "en/2026/b.po", human("text", TWO, "Other."), human("text", "没了", "Gone"))
    save(tmp_path, "en/2026/c.po", human("text", "甲", "A"))
    (tmp_path / "translations/en/2026/d.po").write_text("=======\n", encoding="utf-8")
    articles = [original(BODY), original(BODY, "2026/b.md"), original(BODY, "2026/d.md")]
    found = check(articles, desk=desk(tmp_path, TERM))
    assert {(finding.path, finding.code) for finding in found} == {
        ("translations/en/2026/a.po", "translation-stale"),
        ("translations/en/2026/b.po", "translation-conflict"),
        ("translations/en/2026/b.po", "translation-orphan"),
        ("translations/en/2026/c.po", "translation-orphan"),
        ("translations/en/2026/d.po", "translation-unreadable"),
    }
    assert all(finding.line for finding in found if finding.path != "translations/en/2026/c.po")
