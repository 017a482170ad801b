"""What captures are written in: every encoding and oddity ends as the same readable page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest

from tests.links import broken
from tests.sites import TEXT, Site, capture

TITLE = "港口夜查：三艘船"
PLAIN = capture(TITLE, url="https://harbour.example.org/1")
_, _, BODY = PLAIN.partition("---\n\n")
NEVER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffd\ufffe\uffff]"
)
TOML = f"""+++
title = "{TITLE}"
url = "https://harbour.example.org/1"
source = "港口观察"
date = 2024-03-05
+++

{BODY}"""


WRITTEN: dict[str, Callable[[], bytes]] = {
    "UTF-8": lambda: PLAIN.encode(),
    "UTF-8 with a mark": lambda: b"\xef\xbb\xbf" + PLAIN.encode(),
    "UTF-16 with a mark": lambda: PLAIN.encode("utf-16"),
    "UTF-16, big end first": lambda: b"\xfe\xff" + PLAIN.encode("utf-16-be"),
    "UTF-16 LE without a mark": lambda: PLAIN.encode("utf-16-le"),
    "UTF-16 BE without a mark": lambda: PLAIN.encode("utf-16-be"),
    "GBK": lambda: PLAIN.encode("gbk"),
    "GB 18030": lambda: PLAIN.encode("gb18030"),
    "NUL": lambda: PLAIN.replace("三艘船", "三\0艘船").encode(),
    "C0": lambda: PLAIN.replace("三艘船", "三\x08\x1b艘\x0b\x0c船").encode(),
    "C1": lambda: PLAIN.replace("三艘船", "三\x80艘\x9f船").encode(),
    "DEL and non-characters": lambda: PLAIN.replace("三艘船", "三\x7f艘\uffff\ufffe船").encode(),
    "lone surrogates": lambda: PLAIN.replace("三艘船", "三\ud83d艘\udc00船").encode(
        "utf-8", "surrogatepass"
    ),
    "CR LF": lambda: PLAIN.replace("\n", "\r\n").encode(),
    "CR alone": lambda: PLAIN.replace("\n", "\r").encode(),
    "mixed line ends": lambda: PLAIN.replace("\n", "\r\n", 5).replace("\n\n", "\r\n\n").encode(),
    "U+2028": lambda: PLAIN.replace("\n\n", "\u2028\u2028").encode(),
    "U+2029 and U+0085": lambda: PLAIN.replace("\n\n", "\u2029\x85").encode(),
    "TOML front matter": lambda: TOML.encode(),
    "TOML, mark and CR LF": lambda: b"\xef\xbb\xbf" + TOML.replace("\n", "\r\n").encode(),
}


def visible(page: str) -> str:
    """A page's words."""
    body = page.partition("<article")[2].partition("</article>")[0]
    return re.sub(r"<[^>]+>|\s+", "", body)


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_the_same_article_however_it_is_written(name: str, site: Site) -> None:
    site.article("2024/03/05/a.md", WRITTEN[name]())
    report = site.build()
    assert report.totals.outcomes == {"published": 1}
    (card,) = site.archive().cards
    assert card.record.title == TITLE
    assert card.record.lang == "zh-Hans"
    assert card.record.day is not None
    assert card.record.day.isoformat() == "2024-03-05"
    words = visible(site.article_page("港口夜查"))
    assert TEXT["zh"] in words
    assert "港口观察" in words
    for path, content in site.pages().items():
        if path.endswith((".html", ".xml", ".json", ".opml")):
            assert not NEVER.search(content.decode("utf-8")), path
    assert list(broken(site.output)) == []


def test_a_character_written_by_halves_is_whole(site: Site) -> None:
    halves = PLAIN.replace("三艘船，", "三艘船\ud83d\udea2，", 2).encode("utf-8", "surrogatepass")
    site.article("2024/03/05/a.md", halves)
    assert site.build().totals.outcomes == {"published": 1}
    assert "三艘船🚢" in site.article_page("港口夜查")


def test_names_in_nfd_find_what_belongs_to_them(site: Site) -> None:
    """A Mac writes é as two characters; its edit may come from elsewhere."""
    name = "2024/03/05/Café-日報.md"
    site.article(unicodedata.normalize("NFD", name), PLAIN)
    site.write(
        unicodedata.normalize("NFC", f"content/edits/{name[:-3]}.toml"),
        'title_en = "Night check"\n',
    )
    site.write(
        unicodedata.normalize("NFC", f"content/notes/articles/{name[:-3]}.zh.md"), "编者的话"
    )
    report = site.build()
    assert [each for each in report.findings if each.severity != "note"] == []
    assert "Night check" in site.page("en/2024/03/05.html")
    assert "编者的话" in site.article_page("港口夜查")


def test_a_list_of_links_without_front_matter_is_an_article(site: Site) -> None:
    groups = {"港口观察": ["夜查三艘船", "两份文件"], "Lamp Post": ["Lamps at sea", "A long swell"]}
    rows = "".join(
        f"- {source}\n"
        + "".join(f"  - [ ] [{t}](https://e.org/{n})\n" for n, t in enumerate(titles))
        for source, titles in groups.items()
    )
    for day in ("05", "06"):
        site.article(f"2024/03/{day}/daily.md", f"# 每日一览（2024-03-{day}）\n\n{rows}\n")
    report = site.build()
    assert report.totals.outcomes == {"published": 2}
    assert {str(card.record.day) for card in site.archive().cards} == {"2024-03-05", "2024-03-06"}
    page = site.article_page("每日一览（2024-03-05）")
    for titles in groups.values():
        for title in titles:
            assert page.count(f">{title}</a>") == 1
    assert "[ ]" not in page
    assert "daily" not in visible(page)
    listed = site.page("zh/2024/03/05.html")
    assert "每日一览（2024-03-05）" in listed
    assert "每日一览（2024-03-06）" not in listed.partition("<main")[2].partition("</main>")[0]
