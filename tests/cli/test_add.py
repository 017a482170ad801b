from __future__ import annotations

from pathlib import Path

import pytest

from tests.adding.pages import NEWS, RSS, WECHAT, WECHAT_GONE
from tests.adding.server import page, served, status
from tests.cli.run import CommandLine, Outcome
from tests.sites import Site, capture

SHELL = (
    "<html><body><div id='js_content'></div><p>：</p><p>，</p><p>视频</p><p>小程序</p><p>赞</p>"
    "<p>，轻点两下取消赞</p></body></html>"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder outside the site, where downloads lie."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder


def _added(site: Site, ended: Outcome) -> list[str]:
    paths = [
        line.removeprefix("added ") for line in ended.out.splitlines() if line.startswith("added")
    ]
    return [(site.root / path).read_text(encoding="utf-8") for path in paths]


def test_a_saved_page_becomes_an_article(site: Site, desk: Path, run: CommandLine) -> None:
    (desk / "news.html").write_text(NEWS, encoding="utf-8")
    ended = run(site.root, "add", str(desk / "news.html"))
    assert ended.code == 0, ended.err
    (text,) = _added(site, ended)
    assert "title: Harbour police find forged papers\n" in text
    assert "url: https://harbour.example.org/2026/02/forged\n" in text
    assert "Harbour Watch_Harbour police find forged papers.md" in ended.out
    assert run(site.root, "build", "--strict", "-j", "0").code == 0
    assert "signature of somebody" in site.article_page("Harbour police find forged papers")


def test_a_page_of_an_account_is_cleaned_as_captures_are(
    site: Site, desk: Path, run: CommandLine
) -> None:
    (desk / "wx.html").write_text(WECHAT, encoding="utf-8")
    assert run(site.root, "add", str(desk / "wx.html")).code == 0
    assert run(site.root, "build", "-j", "0").code == 0
    article = site.article_page("潮汐表里的证词")
    text = article.partition("<article")[2]
    assert "一段手机视频能说明什么" in text
    assert text.count("岑望") >= 1
    assert "cover_image" not in text


def test_what_is_there_is_not_added_again(site: Site, desk: Path, run: CommandLine) -> None:
    url = "https://harbour.example.org/2026/02/forged?utm_source=feed"
    site.article("2026/02/04/old.md", capture("旧", url=url))
    (desk / "news.html").write_text(NEWS, encoding="utf-8")
    ended = run(site.root, "add", str(desk / "news.html"))
    assert ended.code == 1
    assert "there already: content/articles/2026/02/04/old.md" in ended.err
    twice = run(site.root, "add", "--url", "https://x.example/1", str(desk / "news.html"))
    assert twice.code == 0
    assert (
        run(site.root, "add", "--url", "https://x.example/1#top", str(desk / "news.html")).code == 1
    )


def test_a_failed_capture_may_be_tried_again(site: Site, desk: Path, run: CommandLine) -> None:
    url = "https://harbour.example.org/2026/02/forged"
    shell = "：\n，\n。\n\n视频\n小程序\n赞\n，轻点两下取消赞\n"
    site.article("2026/02/04/old.md", capture("旧", shell, url=url))
    (desk / "news.html").write_text(NEWS, encoding="utf-8")
    assert run(site.root, "add", str(desk / "news.html")).code == 0


def test_pages_without_an_article_are_refused_with_the_reason(
    site: Site, desk: Path, run: CommandLine
) -> None:
    (desk / "gone.html").write_text(WECHAT_GONE, encoding="utf-8")
    (desk / "shell.html").write_text(SHELL, encoding="utf-8")
    wechat = "https://mp.weixin.qq.com/s/abc"
    gone = run(site.root, "add", "--url", wechat, str(desk / "gone.html"))
    assert gone.code == 1
    assert "该内容已被发布者删除" in gone.err
    assert run(site.root, "add", "--url", wechat, str(desk / "shell.html")).code == 1
    assert not list((site.root / "content" / "articles").rglob("*.md"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [("missing.html", "No such file"), ("x.bin", "no text"), ("empty.html", "no article")],
)
def test_files_that_are_none(
    site: Site, desk: Path, run: CommandLine, name: str, reason: str
) -> None:
    (desk / "x.bin").write_bytes(b"\0\1\2" * 100)
    (desk / "empty.html").write_bytes(b"")
    ended = run(site.root, "add", str(desk / name))
    assert ended.code == 1
    assert reason in ended.err
    assert "Traceback" not in ended.err


def test_a_markdown_file_with_its_picture(site: Site, desk: Path, run: CommandLine) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 20
    (desk / "map.png").write_bytes(png)
    (desk / "n.md").write_text(
        "# 夜查\n\n港口的警察在夜里检查了三艘船，发现两份文件是伪造的。\n\n![图](map.png)\n",
        "utf-8",
    )
    ended = run(site.root, "add", str(desk / "n.md"), "--source", "灯塔")
    assert ended.code == 0, ended.err
    (text,) = _added(site, ended)
    assert "source: 灯塔\n" in text
    (picture,) = (site.root / "content" / "articles").rglob("map.png")
    assert picture.read_bytes() == png
    (desk / "m.md").write_text(
        "# 晨查\n\n早晨又检查了两艘船，没有发现伪造的文件。\n\n![图](map.png)\n", "utf-8"
    )
    again = run(site.root, "add", str(desk / "m.md"))
    assert again.code == 1
    assert "map.png is there already" in again.err


def test_an_address_is_fetched_where_it_may_be(site: Site, run: CommandLine) -> None:
    with served({"/a": page(NEWS), "/pdf": page(b"%PDF", "application/pdf")}) as base:
        refused = run(site.root, "add", base + "/a")
        assert refused.code == 1
        assert "--allow-private 127.0.0.1" in refused.err
        allowed = run(site.root, "add", base + "/a", "--allow-private", "127.0.0.1")
        assert allowed.code == 0, allowed.err
        (text,) = _added(site, allowed)
        assert f"url: {base}/a\n" in text
        pdf = run(site.root, "add", base + "/pdf", "--allow-private", "127.0.0.1")
        assert "application/pdf" in pdf.err


def test_a_feed_adds_its_entries_and_goes_on_after_one_that_fails(
    site: Site, run: CommandLine
) -> None:
    answers = {"/a": page(NEWS), "/broken": status(500)}
    with served(answers) as base:
        item = "<item><title>Broken</title><link>LINK</link></item>"
        text = RSS.replace("</channel>", item.replace("LINK", f"{base}/broken") + "</channel>")
        answers["/feed.xml"] = page(text.replace("LINK", f"{base}/a"), "application/rss+xml")
        ended = run(site.root, "add", f"{base}/feed.xml", "--allow-private", "127.0.0.1")
        assert ended.code == 1
        assert len(_added(site, ended)) == 2
        assert f"{base}/broken: the server answers 500" in ended.err
        answers["/feed.xml"] = page(RSS.replace("LINK", f"{base}/a"), "application/rss+xml")
        again = run(site.root, "add", f"{base}/feed.xml", "--allow-private", "127.0.0.1")
        assert again.code == 0, "what a feed announced before is no news"
        assert again.err.count("there already") == 2
        first = run(site.root, "add", f"{base}/feed.xml", "--most", "1")
        assert first.err.count("not added") == 1


def test_a_feed_in_a_file(site: Site, desk: Path, run: CommandLine) -> None:
    (desk / "feed.xml").write_text(RSS, encoding="utf-8")
    ended = run(site.root, "add", str(desk / "feed.xml"))
    assert len(_added(site, ended)) == 1, "the entry it holds whole; the other has no web address"
    assert ended.code == 0


def test_a_source_keeps_the_name_it_has_here(site: Site, desk: Path, run: CommandLine) -> None:
    site.article("old.md", capture("旧", url="https://harbour.example.org/o", source="港口观察"))
    (desk / "news.html").write_text(NEWS, encoding="utf-8")
    (text,) = _added(site, run(site.root, "add", str(desk / "news.html")))
    assert "source: 港口观察\n" in text


def test_one_address_for_two_pages_is_a_mistake(site: Site, run: CommandLine) -> None:
    assert run(site.root, "add", "a.html", "b.html", "--url", "https://x.example/").code == 2
