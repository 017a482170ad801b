"""A site's index: what is found in it, from its files alone, and what a change rewrites."""

from __future__ import annotations

import pytest

from diglot.publish import writer
from tests.search.reader import Index
from tests.sites import Site, capture

LAW = "国际刑警组织在新加坡设立了打击网络犯罪的中心，各国警察在那里一起工作。"
APT = "研究人员发现APT攻击者利用了CVE-2022-30190漏洞，Ransomware groups followed in München."
TAGS = '[[tag]]\nslug = "police"\nzh = "警务"\nen = "Policing"\nmatch = ["警察"]\nhits = 1\n'


@pytest.fixture
def held(site: Site) -> Site:
    site.write("content/tags.toml", TAGS)
    site.article("2024/03/05/law.md", capture("国际刑警的新中心", f"{LAW}\n\n{LAW[::-1]}"))
    site.article("2024/03/06/apt.md", capture("A flaw", f"{APT}\n\n{LAW}", day="2024-03-06"))
    quiet = "港口今天很安静，没有船来，也没有人走，只有风和雨。" * 3
    site.article("2024/03/07/quiet.md", capture("安静的一天", quiet, day="2024-03-07"))
    site.build()
    return site


def test_articles_are_found_in_the_order_of_what_says_most(held: Site) -> None:
    index = Index(held.output)
    assert index.found("国际刑警") == ["国际刑警的新中心", "A flaw"]
    assert index.found("警") == ["国际刑警的新中心", "A flaw"]
    assert index.found("安静") == ["安静的一天"]


@pytest.mark.parametrize(
    "query", ["apt", "APT攻击", "CVE-2022", "cve-2022-30190", "ransom", "munchen", "網絡犯罪 flaw"]
)
def test_words_are_found_by_their_beginning_in_any_case_and_script(held: Site, query: str) -> None:
    assert Index(held.output).found(query) == ["A flaw"]


@pytest.mark.parametrize("query", ["ansomware", "VE-2022", "CVE-2021", "网络新加坡", "constructor"])
def test_nothing_else_is_found(held: Site, query: str) -> None:
    assert Index(held.output).found(query) == []


def test_tags_are_found_in_both_languages_and_filter(held: Site) -> None:
    index = Index(held.output)
    assert (
        set(index.found("policing")) == set(index.found("警务")) == {"国际刑警的新中心", "A flaw"}
    )
    assert index.found("cve", tag="police") == ["A flaw"]
    assert index.found("安静", tag="police") == []
    assert index.found("安静", lang="zh") == ["安静的一天"]
    assert index.found("安静", source="t-none") == []


def test_numbers_tell_the_day(held: Site) -> None:
    index = Index(held.output)
    (number,) = index.numbers("安静")
    assert index.day(number).isoformat() == "2024-03-07"


def test_translations_are_found_and_shown(held: Site) -> None:
    po = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n\n'
        'msgctxt "title"\nmsgid "安静的一天"\nmsgstr "A quiet day at the harbour"\n'
    )
    held.write("content/translations/en/2024/03/07/quiet.po", po)
    held.build()
    index = Index(held.output)
    (number,) = index.numbers("quiet harbour")
    assert index.row(number)[-1]["en"][1] == "A quiet day at the harbour"


def test_excerpts_are_found_by_what_is_published(held: Site) -> None:
    held.article(
        "2024/03/08/long.md",
        capture("长文", "\n\n".join([*[f"{n}：{LAW}" for n in range(9)], "氪星来客。"])),
    )
    held.build()
    assert Index(held.output).found("氪星") == ["长文"]
    held.write("diglot.toml", 'body = "excerpt"\n')
    held.build()
    assert Index(held.output).found("氪星") == []


def test_a_change_rewrites_the_files_it_touches(
    held: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        body = f"第{number}号货船在{number}点进港，{LAW}"
        held.article(f"2024/02/01/n{number}.md", capture(f"货船{number}", body, day="2024-02-01"))
    held.build()
    written: list[str] = []
    put = writer.write

    def spied(output: object, path: str, content: bytes) -> bool:
        changed = put(output, path, content)  # type: ignore[arg-type]  # as it was given
        written.extend([path] if changed else [])
        return changed

    monkeypatch.setattr(writer, "write", spied)
    held.article("2024/03/09/new.md", capture("xyzzy", "xyzzy " * 30, day="2024-03-09"))
    held.build()
    index = [path for path in written if path.startswith("search/")]
    assert sum(path.startswith("search/t/") for path in index) <= 8
    assert sum(path.startswith("search/d/") for path in index) == 1
    written.clear()
    held.build()
    assert written == []


def test_search_can_be_left_out_and_put_back(held: Site) -> None:
    before = held.pages()
    held.write("diglot.toml", "search = false\n")
    held.build()
    assert not [
        path for path in held.pages() if "search" in path and not path.startswith("static/")
    ]
    assert 'role="search"' not in held.page("zh/index.html")
    held.write("diglot.toml", "search = true\n")
    held.build()
    assert held.pages() == before


def test_a_lost_file_is_put_back(held: Site) -> None:
    before = held.pages()
    for path in sorted((held.output / "search").rglob("*.bin"))[::3]:
        path.unlink()
    held.build()
    assert held.pages() == before


def test_the_search_page_is_a_form_that_machines_pass_by(held: Site) -> None:
    page = held.page("en/search.html")
    assert 'name="robots" content="noindex"' in page
    assert '<a href="../en/search.html" aria-current="page">Search</a>' in page
