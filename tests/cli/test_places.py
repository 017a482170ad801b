"""Findings say file, line and column, show the line with a caret, and give orders to nobody."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.cli import main, output, places
from diglot.model import Finding
from tests.sites import Site, capture


def finding(path: str = "a.md", what: str = "odd", **more: object) -> Finding:
    return Finding(path=path, what=what, code="x", **more)  # type: ignore[arg-type]  # a test's own keywords


@pytest.fixture
def here(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(site.root)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return site


def reported(*findings: Finding, capsys: pytest.CaptureFixture[str]) -> list[str]:
    output.report(findings)
    said = capsys.readouterr()
    return (said.out + said.err).splitlines()


def test_the_caret_stands_below_what_is_wrong(
    here: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    here.article("a.md", "---\ntitle: 港口\ndate: 2022-13-45\n---\n")
    odd = finding(what="date '2022-13-45' cannot be", help="write it as 2022-12-27", line=3)
    assert reported(odd, capsys=capsys) == [
        "a.md:3:7: warning: date '2022-13-45' cannot be; help: write it as 2022-12-27",
        "  3 | date: 2022-13-45",
        "    |       ^",
    ]


def test_it_is_measured_in_columns_of_a_terminal(
    here: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    here.write("content/tags.toml", 'zh = "港口夜" # 港\n')
    said = reported(finding("tags.toml", "tag 'x'", line=1, column=11), capsys=capsys)
    assert said[1:] == ['  1 | zh = "港口夜" # 港', "    | " + " " * 13 + "^"]


@pytest.mark.parametrize("line", [0, 2, 99])
def test_no_line_no_caret(here: Site, capsys: pytest.CaptureFixture[str], line: int) -> None:
    here.article("a.md", "one\n\n")
    assert len(reported(finding(line=line), capsys=capsys)) == 1


def test_no_other_file_is_read(here: Site, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    here.article("b.md", "x")
    link = here.root / "content/articles/link.md"
    link.symlink_to(tmp_path / "secret")
    for name in ("link.md", "none.md", "b.md/c"):
        assert places.placed(finding(name, line=1), here.root / "content")[1] == ""


def test_each_is_said_once_by_kind_errors_first(
    here: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    many = [finding(f"{n:02}.md") for n in range(30)]
    said = reported(*many, *many, finding("z.md", severity="error"), capsys=capsys)
    assert said[0] == "z.md: error: odd"
    assert said[-1] == "… and 11 more of x: diglot check"
    assert len(said) == 21


def test_machines_get_the_column_too(here: Site) -> None:
    here.article("a.md", "---\ndate: in 2022\n")
    text = output.as_json([finding(what="date '2022' is odd", line=2), finding(what="\x9b\u202e")])
    assert not re.search("[\x7f-\x9f\u202e]", text)
    first, second = json.loads(text)["findings"]
    assert (first["line"], first["column"]) == (2, 10)
    assert second["what"] == "\x9b\u202e"


def test_annotations_name_the_file_where_it_is(
    here: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    here.article("2024/a,b.md", "x\n date: y\n")
    odd = finding("2024/a,b.md", "50% \n::error::z", help="do", line=2, severity="error")
    output.report([odd])
    assert capsys.readouterr().out == (
        "::error file=content/articles/2024/a%2Cb.md,line=2,col=2::50%25 \\n::error::z; help: do\n"
    )


@given(st.text(), st.text(), st.text())
def test_content_gives_no_orders(path: str, what: str, text: str) -> None:
    orders = ("::add-mask::x", "##[group]x", "\x1b]0;x\x07", "\r::stop-commands::x\n")
    for order in orders:
        odd = finding(f"{order}{path}", f"{order}{what}", line=1, column=1)
        said = output.line(odd) + "\n" + places.pointed(odd, order + text)
        for line in said.removesuffix("\n").split("\n"):
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
            assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", line)


def test_a_warning_fails_strict_builds_and_checks_alone(
    here: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    here.write("diglot.toml", "")
    here.article("a.md", capture("港口", day="2022-13-45"))
    for words, code in ((["build"], 0), (["build", "--strict"], 1), (["check"], 1)):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert (ended.value.code or 0) == code
        assert "a.md:5:7: warning: date '2022-13-45'" in capsys.readouterr().err
    here.article("a.md", capture("港口"))
    with pytest.raises(SystemExit) as ended:
        main(["build", "--strict"])
    assert not ended.value.code
