from __future__ import annotations

import json

import pytest

from tests.cli.run import CommandLine
from tests.sites import Site, capture

HOST = "https://harbour.example.org/"
FRAME = "订阅我们的港口通讯，每周一封，随时可以退订，不收任何费用。"


@pytest.fixture
def kept(site: Site) -> Site:
    """Five captures of one host with the same frame below, and one that failed."""
    for number in range(5):
        text = f"第{number}天夜里，港口的警察检查了{number + 3}艘船，发现其中一艘的文件是伪造的。"
        body = f"{text}\n\n调查人员说，伪造者使用的打印机在第{number}码头。\n\n{FRAME}"
        site.article(
            f"2024/03/0{number + 1}/a.md", capture(f"夜查之{number}", body, url=f"{HOST}{number}")
        )
    shell = "：\n，\n。\n\n视频\n小程序\n赞\n，轻点两下取消赞\n"
    site.article("2024/03/09/shell.md", capture("空壳", shell, url=HOST + "shell"))
    return site


def test_each_block_is_explained(kept: Site, run: CommandLine) -> None:
    said = run(kept.root, "clean", "--explain", "2024/03/01/a.md")
    assert said.code == 0, said.err
    assert "title-repeat" in said.out
    assert "发现其中一艘的文件是伪造的" in said.out
    table = json.loads(run(kept.root, "clean", "--explain", HOST + "0", "--json").out)
    assert table["path"] == "2024/03/01/a.md"
    assert [row["action"] for row in table["rows"]][:2] == ["drop", "keep"]


def test_an_edit_of_blocks_is_part_of_it(kept: Site, run: CommandLine) -> None:
    path = "2024/03/01/a.md"
    rows = json.loads(run(kept.root, "clean", "--explain", path, "--json").out)["rows"]
    frame = next(row for row in rows if row["text"] == FRAME)
    kept.write("content/edits/2024/03/01/a.toml", f'drop = ["{frame["hash"]}"]\n')
    again = json.loads(run(kept.root, "clean", "--explain", path, "--json").out)["rows"]
    changed = next(row for row in again if row["hash"] == frame["hash"])
    assert changed["action"] == "drop"


def test_what_rules_take_from_all(kept: Site, run: CommandLine) -> None:
    said = run(kept.root, "clean", "--audit").out
    assert "title-repeat" in said
    assert "6 captures" in said
    assert "never fired" in said
    table = json.loads(run(kept.root, "clean", "--audit", "--json").out)
    assert table["captures"] == 6


def test_failed_captures_by_kind_and_by_address(kept: Site, run: CommandLine) -> None:
    said = run(kept.root, "check", "--failed").out
    assert "empty-shell" in said
    assert said.endswith("1 failed captures\n")
    table = json.loads(run(kept.root, "check", "--failed", "--format", "json").out)
    assert table[0]["month"] == "2024-03"
    assert HOST + "shell\n" in run(kept.root, "check", "--retry-list").out
    ended = run(kept.root, "check", "--failed", "--retry-list")
    assert (ended.code, "say one of" in ended.err) == (2, True)


def test_predictions_are_written_one_a_line(kept: Site, run: CommandLine) -> None:
    assert run(kept.root, "clean", "--predictions", "kept.jsonl").code == 0
    lines = (kept.root / "kept.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["path"] for row in rows] == sorted(row["path"] for row in rows)
    assert rows[0]["lang"] == "zh"
    assert [row["error_capture"] for row in rows] == [False] * 5 + [True]
    assert run(kept.root, "clean", "--predictions", "no/such/folder.jsonl").code == 4


def test_what_recurs_is_learned(kept: Site, run: CommandLine) -> None:
    before = json.loads(run(kept.root, "clean", "--explain", "2024/03/01/a.md", "--json").out)
    assert before["group"].startswith("0 captures")
    learned = run(kept.root, "learn")
    assert learned.code == 0, learned.err
    assert learned.out.replace("\\", "/").startswith("content/rules/learned.tsv: ")
    profile = kept.root / "content" / "rules" / "learned.tsv"
    first = profile.read_bytes()
    after = json.loads(run(kept.root, "clean", "--explain", "2024/03/01/a.md", "--json").out)
    assert after["group"].startswith("5 captures")
    run(kept.root, "learn")
    assert profile.read_bytes() == first


@pytest.mark.parametrize(
    "options", [[], ["--audit", "--explain", "x"], ["--audit", "--predictions", "x"]]
)
def test_one_question_at_a_time(kept: Site, run: CommandLine, options: list[str]) -> None:
    ended = run(kept.root, "clean", *options)
    assert ended.code == 2
    assert "say one of" in ended.err


def test_a_capture_that_cannot_be_read(kept: Site, run: CommandLine) -> None:
    kept.article("deep.md", "---\n" + "a: b\n" * 300 + "---\ntext\n")
    explained = run(kept.root, "clean", "--explain", "deep.md")
    assert explained.code == 2
    assert "over the limit" in explained.err
    assert "6 captures" in run(kept.root, "clean", "--audit").out
    assert run(kept.root, "learn", "--content", "content/articles").code == 2
