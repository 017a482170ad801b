from __future__ import annotations

from diglot.adding.shelf import survey
from tests.sites import Site, capture


def test_addresses_and_names_in_use(site: Site) -> None:
    url = "https://harbour.example.org/a?utm_source=x"
    site.article("2024/03/05/a.md", capture("甲", url=url, source="Harbour Watch"))
    site.article(
        "2024/03/05/b.md", capture("乙", url="https://harbour.example.org/b", source="H.W.")
    )
    site.article("c.md", capture("丙", url="https://www.harbour.example.org/c", source="H.W."))
    shelf = survey(site.root / "content" / "articles")
    assert shelf.addresses["harbour.example.org/a"] == "2024/03/05/a.md"
    assert shelf.sources["harbour.example.org"] == "H.W."


def test_files_of_every_kind_are_passed_by(site: Site) -> None:
    site.article("none.md", "no front matter\nurl: https://x.example/1\n")
    site.article("empty.md", "")
    site.article("toml.md", '+++\nurl = "https://x.example/2"\n+++\ntext')
    site.article(
        "long.md", "---\nurl: https://x.example/3\nsummary: " + "x" * 9_000 + "\n---\ntext"
    )
    site.write("content/articles/raw.md", b"---\r\nurl: https://x.example/4\r\n---\r\n\xff\xfe")
    shelf = survey(site.root / "content" / "articles")
    assert set(shelf.addresses.values()) >= {"toml.md", "raw.md"}
    assert "none.md" not in shelf.addresses.values()


def test_an_archive_that_is_not_there_holds_nothing(site: Site) -> None:
    assert survey(site.root / "nowhere").addresses == {}
