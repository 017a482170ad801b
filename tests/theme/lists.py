"""Pages that stand once for each UI language, full and bare.

Long because it spells out a page of every kind; there is nothing to follow but the order of kinds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from diglot.publish.views import (
    Bar,
    Chart,
    FailedEntry,
    Group,
    Note,
    Pager,
    Ref,
    RefGroup,
)

from .site import DAY, SITE, TAGS, entry, full, page, safe, site_source

MONTHS = Chart(
    title="Articles a month",
    form="columns",
    bars=tuple(
        Bar(label=f"2022-{month:02}", count=count, share=count / 90, href="zh/2022/12.html")
        for month, count in enumerate((4, 9, 30, 22, 61, 90, 75, 40, 12, 0, 33, 57), 1)
    ),
)
PAGER = Pager(
    number=7,
    total=12,
    newer="zh/tags/interpol/8.html",
    older="zh/tags/interpol/6.html",
    newest="zh/tags/interpol.html",
    pages=tuple(
        Ref(name=str(page), href=f"zh/tags/interpol/{page}.html", current=page == 7)
        for page in range(12, 0, -1)
    ),
)
ALONE = Pager(number=1, total=1)


def calendar(year: int, month: int, lang: str) -> RefGroup:
    days = [
        dt.date(year, month, 1) + dt.timedelta(days=offset)
        for offset in range(31)
        if (dt.date(year, month, 1) + dt.timedelta(days=offset)).month == month
    ]
    counts = [(day.day * 37) % 120 if day.weekday() < 5 else 0 for day in days]
    names = {"zh": f"{month}月", "en": f"{days[0]:%B}"}
    return RefGroup(
        heading=Ref(name=names[lang], href=f"{lang}/{year}/{month:02}.html", count=sum(counts)),
        refs=tuple(
            Ref(
                name=str(day.day),
                href=f"{lang}/{year}/{month:02}/{day.day:02}.html" if count else "",
                count=count,
                day=day,
            )
            for day, count in zip(days, counts, strict=True)
        ),
    )


def lists(lang: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(file name, template, context) of each kind of page that stands once for each language."""
    zh = lang == "zh"
    home = page("home", lang, SITE.titles[lang], f"{lang}/index.html")
    days = [DAY - dt.timedelta(days=back) for back in range(3)]
    groups = tuple(
        Group(
            heading=Ref(
                name=f"{day.year}年{day.month}月{day.day}日" if zh else f"{day:%-d %B %Y}",
                href=f"{lang}/2022/12/{day.day}.html",
                count=34 - back,
            ),
            entries=tuple(entry(number, lang) for number in range(back * 2, back * 2 + 4)),
        )
        for back, day in enumerate(days)
    )
    yield "home", "home.html", full(home, groups=groups, top_tags=TAGS[lang])
    yield "home-empty", "home.html", full(home, groups=(), top_tags=())
    title = "2022年12月27日 星期二" if zh else "Tuesday 27 December 2022"
    day = page("day", lang, title, f"{lang}/2022/12/27.html")
    failed = (
        FailedEntry(title="全警智慧 2022-12-27", url="https://example.org/1", source="全警智慧", kind="empty-shell"),
        FailedEntry(title="Log in to continue", url="", source="", kind="captcha"),
    )  # fmt: skip
    notes = (Note(html=safe("<p>编者按：<em>今日</em>三篇同源，先读第二篇。</p>"), lang="zh-Hans"),)
    yield (
        "day",
        "day.html",
        full(
            day,
            date=DAY,
            count=34,
            entries=tuple(entry(number, lang) for number in range(6)),
            failed=failed,
            notes=notes,
            pager=PAGER,
            older=Ref(name="26", href=f"{lang}/2022/12/26.html"),
            newer=Ref(name="28", href=f"{lang}/2022/12/28.html"),
        ),
    )
    yield (
        "day-bare",
        "day.html",
        full(
            replace(day, crumbs=(), feeds=(), alternates=(), canonical="", switch=None),
            date=None,
            count=1,
            entries=(entry(4, lang),),
            failed=(),
            notes=(),
            pager=ALONE,
            older=None,
            newer=None,
        ),
    )
    older = Ref(name="2022年11月" if zh else "November 2022", href=f"{lang}/2022/11.html")
    month = page("month", lang, "2022年12月" if zh else "December 2022", f"{lang}/2022/12.html")
    yield (
        "month",
        "month.html",
        full(month, count=812, groups=(calendar(2022, 12, lang),), older=older, newer=None),
    )
    year = page("year", lang, "2022年" if zh else "2022", f"{lang}/2022.html")
    yield (
        "year",
        "year.html",
        full(
            year,
            count=9012,
            groups=tuple(calendar(2022, month, lang) for month in range(1, 13)),
            older=None,
            newer=older,
        ),
    )
    months = tuple(
        Ref(name=f"{n}月" if zh else f"{dt.date(2022, n, 1):%B}", href=older.href, count=n * n * 7)
        for n in range(1, 13)
    )
    archive = page("archive", lang, "归档" if zh else "Archive", f"{lang}/archive.html")
    yield (
        "archive",
        "archive.html",
        full(
            archive,
            count=14449,
            groups=tuple(
                RefGroup(heading=Ref(name=str(y), href=f"{lang}/{y}.html", count=4550), refs=months)
                for y in (2024, 2023, 2022)
            ),
        ),
    )
    yield from indexes(lang)


def indexes(lang: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    zh = lang == "zh"
    tag = page("tag", lang, TAGS[lang][0].name, f"{lang}/tags/interpol.html")
    entries = tuple(entry(number, lang) for number in range(6))
    sources = tuple(site_source(number, lang) for number in range(4))
    yield (
        "tag",
        "tag.html",
        full(
            tag,
            ref=TAGS[lang][0],
            entries=entries,
            pager=PAGER,
            notes=(Note(html=safe("<p>See also the annual reports.</p>"), lang="en"),),
            related=TAGS[lang][1:],
            sources=sources,
            chart=MONTHS,
        ),
    )
    yield (
        "tag-bare",
        "tag.html",
        full(
            tag,
            ref=TAGS[lang][6],
            entries=entries[:1],
            pager=ALONE,
            notes=(),
            related=(),
            sources=(),
            chart=None,
        ),
    )
    index = page("tags", lang, "标签" if zh else "Tags", f"{lang}/tags/index.html")
    letters = tuple(
        RefGroup(heading=Ref(name=letter), refs=TAGS[lang][at : at + 3])
        for at, letter in enumerate("ACGR")
    )
    yield "tags", "tags.html", full(index, by_count=TAGS[lang] * 4, by_name=letters)
    source = page("source", lang, "情报分析师", f"{lang}/sources/s1.html")
    yield (
        "source",
        "source.html",
        full(
            source,
            ref=sources[0],
            entries=entries,
            pager=ALONE,
            notes=(),
            tags=TAGS[lang],
            chart=MONTHS,
        ),
    )
    kinds = page("sources", lang, "来源" if zh else "Sources", f"{lang}/sources/index.html")
    by_group = (
        RefGroup(heading=Ref(name="公众号" if zh else "WeChat accounts"), refs=sources * 4),
        RefGroup(heading=Ref(name="网站" if zh else "Web sites"), refs=sources),
    )
    yield "sources", "sources.html", full(kinds, count=20, groups=by_group)
    search = page("search", lang, "搜索" if zh else "Search", f"{lang}/search.html", noindex=True)
    yield "search", "search.html", full(search)
    stats = page("stats", lang, "统计" if zh else "Statistics", f"{lang}/stats.html")
    stacked = tuple(
        Bar(
            label=f"2022-{month:02}",
            count=month * 100,
            share=month / 6,
            parts=(
                Bar(label="已发布" if zh else "published", count=month * 60, share=month / 10),
                Bar(label="抓取失败" if zh else "failed", count=month * 40, share=month / 15),
            ),
        )
        for month in range(1, 7)
    )
    bars = tuple(Bar(label=ref.name, count=ref.count, share=ref.count / 214, href=ref.href) for ref in TAGS[lang])  # fmt: skip
    charts = (
        Chart(title="逐月抓取" if zh else "Captures by month", bars=stacked, form="columns"),
        Chart(title="按结果" if zh else "By outcome", bars=stacked),
        Chart(title="标签" if zh else "Tags", bars=bars),
        Chart(title="空" if zh else "Nothing", bars=()),
    )
    facts = (("文章" if zh else "Articles", "14,449"), ("来源" if zh else "Sources", "736"))
    yield "stats", "stats.html", full(stats, charts=charts, facts=facts)
    about = page("authored", lang, "关于" if zh else "About", f"{lang}/about.html")
    text = safe(
        "<p>A digest is an editor's voice.</p><h2>Method</h2><p>Read, <em>then</em> cut.</p>"
    )
    yield "about", "authored.html", full(about, title=about.title, html=text)
