"""A site with every kind of page, in the theme that ships, at an address of its own."""

from __future__ import annotations

import pytest

from tests.sites import TEXT, Site, capture

BASE = "https://example.org/d/"
SETTINGS = f"""
title = {{ zh = "港口文摘", en = "Harbour Digest" }}
description = {{ zh = "关于港口的文章。", en = "Articles about harbours." }}
base_url = "{BASE}"
page_size = 10
"""
TAGS = """
[registry]
defaults = false

[[tag]]
slug = "harbour"
zh = "港口"
en = "Harbour"
match = ["港口", "harbour"]

[[tag]]
slug = "lamps"
zh = "灯"
en = "Lamps"
match = ["灯塔", "lamps"]
"""
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"

msgctxt "title"
msgid "港口夜查第0号 & 灯"
msgstr "Night check of the harbour, <b>no. 0</b> & more"

msgctxt "text"
msgid "{zh}"
msgstr "The harbour police checked three ships at night."

msgctxt "text"
msgid "{reverse}"
msgstr "And then they went home."
"""


def fill(site: Site, settings: str = SETTINGS) -> Site:
    """Put the whole archive of these tests into a site."""
    site.write("diglot.toml", settings)
    site.write("content/tags.toml", TAGS)
    for number in range(23):
        title = f"港口夜查第{number}号" + (" & 灯" if not number else "")
        day = "2024-03-05" if number < 14 else f"2023-0{number % 3 + 1}-1{number % 7}"
        text = capture(title, day=day, url=f"https://harbour.example.org/{number}")
        site.article(f"2024/03/05/zh-{number:02}.md", text)
    for number, title in enumerate(("Harbour & lamps \x0b", "Lamps ]]> at sea", "Two lamps")):
        url = f"https://lamps.example.org/{number}"
        text = capture(title, f"{TEXT['en']}\n\n{TEXT['en']}", day="2024-03-06", url=url)
        site.article(f"2024/03/06/en-{number}.md", text.replace("港口观察", "Lamp Post"))
    site.article(
        "undated.md",
        capture("无日期的灯塔", day="", url="https://lamps.example.org/u").replace(
            "fetch_date: 2024-04-01T08:00:00\n", ""
        ),
    )
    site.article("2024/03/06/empty.md", "---\ntitle: 空\ndate: 2024-03-06\n---\n")
    site.write(
        "content/translations/en/2024/03/05/zh-00.po",
        PO.format(zh=TEXT["zh"], reverse=TEXT["zh"][::-1]),
    )
    for lang, title in (("zh", "关于"), ("en", "About")):
        site.write(f"content/pages/about.{lang}.md", f"---\ntitle: {title}\norder: 2\n---\n{title}")
        site.write(f"content/notes/days/2024-03-05.{lang}.md", f"{title} 2024-03-05")
        site.write(f"content/notes/tags/harbour.{lang}.md", f"{title} harbours")
        site.write(f"content/notes/sources/lamp-post.{lang}.md", f"{title} lamps")
    site.write("content/pages/craft.zh.md", "---\ntitle: 手艺\norder: 1\n---\n字")
    return site


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built; not to be changed."""
    site = fill(Site(tmp_path_factory.mktemp("harbour")))
    site.build()
    return site
