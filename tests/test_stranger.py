"""A stranger's round: five corrections in five text files, one build, all five to be seen."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.sites import TEXT, Site, capture

ROOT = Path(__file__).parents[1]
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"

msgctxt "title"
msgid "港口夜查"
msgstr "A night search at the harbour"

# diglot: engine=pseudo 1; date=2024-04-02; out={out}
#, fuzzy
msgctxt "text"
msgid "{text}"
msgstr "{translation}"
"""


def po(translation: str) -> str:
    return PO.format(text=TEXT["zh"], translation=translation, out="0" * 12)


def test_a_strangers_round(site: Site) -> None:
    site.article("2024/03/05/a.md", capture("港口夜查", TEXT["zh"]))
    site.article("2024/03/05/b.md", capture("要藏起来的一篇"))
    site.article("2024/03/05/c.md", capture("题目错了"))
    site.write("content/translations/en/2024/03/05/a.po", po("The police have looked at ships."))
    site.build()
    assert "The police have looked at ships." in site.article_page("港口夜查")

    site.article("2024/03/06/d.md", capture("新的一篇", day="2024-03-06"))
    site.write("content/edits/2024/03/05/a.toml", 'tags_add = ["港口"]\n')
    site.write("content/edits/2024/03/05/b.toml", "hide = true\n")
    site.write("content/edits/2024/03/05/c.toml", 'title = "题目对了"\n')
    site.write("content/translations/en/2024/03/05/a.po", po("The police searched three ships."))
    report = site.build()

    assert report.changed == 4
    assert "新的一篇" in site.page("zh/2024/03/06.html")
    assert "港口" in site.page("zh/tags/index.html")
    assert "要藏起来的一篇" not in "".join(
        page.decode("utf-8", "ignore") for page in site.pages().values()
    )
    assert "题目对了" in site.article_page("题目对了")
    assert "题目错了" not in site.page("zh/2024/03/05.html")
    assert "The police searched three ships." in site.article_page("港口夜查")


def test_a_build_opens_no_socket(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a build opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    site.article(
        "a.md", capture("港口夜查", f"{TEXT['zh']}\n\n![i](https://e.org/i.png) <https://e.org/x>")
    )
    assert site.build().totals.outcomes == {"published": 1}


def test_hostile_files_leave_every_other_page_as_it_is(site: Site) -> None:
    for name in ("a", "b"):
        site.article(f"2024/03/05/{name}.md", capture(f"港口 {name}"))
    site.build()
    before = site.pages()
    site.article("2024/03/05/deep.md", "> " * 3000)
    site.article("2024/03/05/bytes.md", b"\xfd\xfc\xfb" * 30)
    site.article("2024/03/05/matter.md", "---\n" + "k: v\n" * 500 + "---\nx\n")
    report = site.build()
    assert site.pages() == before
    assert report.totals.outcomes == {"published": 2, "quarantined": 3}
    assert {finding.path for finding in report.findings} >= {
        f"2024/03/05/{name}.md" for name in ("deep", "bytes", "matter")
    }


def test_one_address_is_one_article(site: Site) -> None:
    url = "https://harbour.example.org/one"
    site.article("2024/03/05/short.md", capture("短的", TEXT["zh"], url=url, source="甲"))
    site.article("2024/03/06/long.md", capture("长的", url=url + "?utm_source=x", source="乙"))
    site.build()
    page = site.article_page("长的")
    assert "甲" in page, "the other capture is listed"
    assert len(list((site.output / "a").rglob("*.html"))) == 1


def test_an_image_beside_its_article_wins(site: Site) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 40
    text = f"{TEXT['zh']}\n\n![a map](map.png)\n"
    site.article("2024/03/05/a.md", capture("有图", text))
    site.build()
    assert "media/" not in site.article_page("有图")
    site.article("2024/03/05/map.png", png)
    site.build()
    assert 'src="../../media/' in site.article_page("有图")
    (image,) = (site.output / "media").iterdir()
    assert image.read_bytes() == png


def test_python_markdown_renders_captures_on_request(site: Site) -> None:
    text = f"Term <script>x</script> and *text*.\n\n{TEXT['zh']}\n\n[a](javascript:x())"
    site.article("a.md", capture("一", text))
    site.write("diglot.toml", '[markdown]\nengine = "python-markdown"\n')
    site.build()
    page = site.article_page("一")
    assert "Term &lt;script&gt;x&lt;/script&gt; and <em>text</em>." in page
    assert "javascript:" not in page


def test_excerpts_only(site: Site) -> None:
    paragraphs = "\n\n".join(f"{number} {TEXT['zh']}" for number in range(12))
    site.article("a.md", capture("一", paragraphs))
    site.write("diglot.toml", 'body = "excerpt"\n')
    site.build()
    page = site.article_page("一")
    assert f"0 {TEXT['zh']}" in page
    assert f"9 {TEXT['zh']}" not in page


def test_both_front_doors_are_one_command(site: Site) -> None:
    site.article("a.md", capture("一"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    said = []
    for command in ([str(ROOT / "build.py")], ["-m", "diglot", "build"]):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=site.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    assert "1 published" in said[0]
    assert "nothing changed" in said[1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-o", "/"], 2, "no place for a site"),
        (["-o", "content"], 2, "overlap"),
        (["-o", "."], 2, "sources"),
        (["-o", "mine"], 2, "not diglot's"),
        (["--content", "nowhere"], 2, "not a folder"),
        (["--fromat", "json"], 2, "No such option"),
        (["--format", "yaml"], 2, "text or json"),
        (["-b", "nonsense"], 2, "base_url"),
    ],
)
def test_mistakes_are_words_not_tracebacks(
    site: Site, arguments: list[str], code: int, said: str
) -> None:
    site.article("a.md", capture("一"))
    site.write("mine/important.txt", "x")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "diglot", "build", *arguments],
        cwd=site.root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_name_file_and_line(site: Site) -> None:
    site.article("a.md", capture("一"))
    site.write("diglot.toml", '\ntimezone = "Mars/Base"\n')
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "diglot", "build"],
        cwd=site.root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "diglot.toml:2:" in done.stderr


def test_a_worker_that_dies_takes_one_article_with_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("the crash is planted in a forked worker")
    from diglot import prepare as preparing
    from diglot.instep import Line
    from diglot.jobs import Job, Made, Workshop
    from diglot.prepare import line

    def crash(job: Job, shop: Workshop) -> Line[Made]:
        if job.path == "b.md":
            os._exit(139)
        return (yield from line(job, shop))

    monkeypatch.setattr(preparing, "line", crash)
    for name in ("a", "b", "c"):
        site.article(f"{name}.md", capture(f"港口 {name}"))
    report = site.build(workers=2)
    assert report.totals.outcomes == {"published": 2, "quarantined": 1}
    (finding,) = [each for each in report.findings if each.code == "crash"]
    assert (finding.path, finding.severity) == ("b.md", "error")


def test_two_pages_with_one_path_name_both_sources(site: Site) -> None:
    site.article("a.md", capture("一"))
    site.write("content/pages/about.zh.md", "# a")
    site.write("content/pages/archive.zh.md", "# b")
    report = site.build()
    (finding,) = [each for each in report.findings if each.code == "page-name"]
    assert finding.path == "pages/archive.zh.md"


def test_a_list_written_by_hand_is_kept_whole(site: Site) -> None:
    links = "\n".join(f"- [第 {n} 条](https://e.org/{n})" for n in range(9))
    site.article("2024/03/05/daily.md", f"# 每日一览\n\n## 甲\n\n{links}\n\n## 乙\n\n{links}\n")
    site.build()
    text = site.article_page("每日一览").partition('<div class="rows')[2]
    assert text.count("第 8 条") == 2
    assert "乙" in text
    assert "每日一览</h" not in text
