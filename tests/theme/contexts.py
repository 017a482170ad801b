"""Pages as the generator would describe them: every kind, in each language, full and bare.

Invariant: all text is made up here; nothing is drawn at random, so a failure can be repeated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from diglot.publish.views import (
    ArticleView,
    Bar,
    Cell,
    Chart,
    Entry,
    FailedEntry,
    FeedRef,
    Group,
    Heading,
    Note,
    Pager,
    PageView,
    Provenance,
    Ref,
    RefGroup,
    Row,
    Seen,
    SiteView,
    Text,
)


def safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - this module's own words, as publish.html would hand them over


SITE = SiteView(
    titles={"zh": "双语情报文摘", "en": "The Diglot Digest"},
    descriptions={
        "zh": "警务、安全与情报研究的中英对照文摘，逐段并排，可检索、可订阅。",
        "en": "Policing, security and intelligence research in Chinese and English, "
        "side by side, paragraph by paragraph.",
    },
    languages=("zh", "en"),
    names={"zh": "中文", "en": "English"},
    base_url="https://example.org/digest/",
    version="0.1.0",
    search=True,
    repo_url="https://example.org/repo",
)
HTML_LANG = {"zh": "zh-Hans", "en": "en", "": "zh-Hans"}
DAY = dt.date(2022, 12, 27)

NAV = {
    "zh": (
        Ref(name="最新", href="zh/index.html"),
        Ref(name="归档", href="zh/archive.html"),
        Ref(name="标签", href="zh/tags/index.html"),
        Ref(name="来源", href="zh/sources/index.html"),
        Ref(name="搜索", href="zh/search.html"),
        Ref(name="统计", href="zh/stats.html"),
        Ref(name="关于", href="zh/about.html"),
    ),
    "en": (
        Ref(name="Latest", href="en/index.html"),
        Ref(name="Archive", href="en/archive.html"),
        Ref(name="Tags", href="en/tags/index.html"),
        Ref(name="Sources", href="en/sources/index.html"),
        Ref(name="Search", href="en/search.html"),
        Ref(name="Statistics", href="en/stats.html"),
        Ref(name="About", href="en/about.html"),
    ),
}
TAGS = {
    "zh": (
        Ref(name="国际刑警组织", href="zh/tags/interpol.html", count=214),
        Ref(name="网络犯罪", href="zh/tags/cybercrime.html", count=187),
        Ref(name="人脸识别", href="zh/tags/face-recognition.html", count=64),
        Ref(name="勒索软件", href="zh/tags/ransomware.html", count=58),
        Ref(name="开源情报", href="zh/tags/osint.html", count=41),
        Ref(name="跨境数据流动", href="zh/tags/data-flows.html", count=17),
        Ref(name="CVE-2022-41040", href="zh/tags/cve-2022-41040.html", count=9, lang="en"),
    ),
    "en": (
        Ref(name="Interpol", href="en/tags/interpol.html", count=214),
        Ref(name="Cybercrime", href="en/tags/cybercrime.html", count=187),
        Ref(name="Face recognition", href="en/tags/face-recognition.html", count=64),
        Ref(name="Ransomware", href="en/tags/ransomware.html", count=58),
        Ref(name="Open-source intelligence", href="en/tags/osint.html", count=41),
        Ref(name="Cross-border data flows", href="en/tags/data-flows.html", count=17),
        Ref(name="CVE-2022-41040", href="en/tags/cve-2022-41040.html", count=9),
    ),
}
TITLES = (
    (
        "港口安检引入行为分析：一线警员怎么看",
        "Behaviour analysis comes to the port gates: what officers on the line make of it",
    ),
    (
        "“影子舰队”如何消失在雷达上？——三国海警联合行动复盘",
        "How a “shadow fleet” leaves the radar: a joint coast guard operation, looked back on",
    ),
    (
        "勒索软件谈判记录公开，赎金平均压低四成",
        "Leaked ransom negotiations show discounts of forty per cent",
    ),
    (
        "一份没有人愿意署名的报告：关于跨境数据流动、司法协助条约与各国执法机构之间信任缺失的长期观察",
        "A report nobody wanted to sign: long observations on cross-border data flows, mutual legal "
        "assistance treaties, and the missing trust between law enforcement agencies of many states",
    ),
    ("人脸识别误认案再审", "Face recognition: a mistaken match goes back to court"),
    ("边境无人机：从巡逻到取证", "Drones at the border, from patrol to evidence"),
)
LEADS = (
    (
        "安检口的摄像头不再只数人头。新系统给每位旅客的步态打分，分数超过阈值，"
        "闸机旁的警员就会收到一次震动提示。试运行三个月，警员们的看法却并不一致："
        "有人说它像一位话多的搭档，有人说它只会让好人排更久的队。",
        "The cameras at the gate no longer only count heads. A new system scores the gait of every "
        "traveller, and above a threshold the officer's wrist buzzes. Three months into the trial, "
        "those who wear the device do not agree on what it is worth, or whom it slows down.",
    ),
    (
        "应答器关闭、船名改写、货单重开，只需一夜。联合行动小组用卫星图像和港口工人的手机照片，"
        "把十一艘油轮重新连成一条线。",
        "Transponder off, name painted over, papers reissued: one night is enough. The joint team "
        "used satellite pictures and dock workers' phone photos to join eleven tankers into a line.",
    ),
)
SOURCES = (
    Ref(name="情报分析师", href="{}/sources/s1.html", count=2819, lang="zh-Hans"),
    Ref(name="Harbour Watch", href="{}/sources/s2.html", count=640, lang="en"),
    Ref(name="全警智慧", href="{}/sources/s3.html", count=355, lang="zh-Hans"),
    Ref(name="Polizia & Reti", href="{}/sources/s4.html", count=12, lang="it"),
)
BADGES: tuple[tuple[str, ...], ...] = (
    (),
    ("machine",),
    ("untranslated", "truncated"),
    ("machine", "partial"),
    ("doubtful",),
    ("excerpt",),
)


def site_source(number: int, lang: str) -> Ref:
    source = SOURCES[number % len(SOURCES)]
    return replace(source, href=source.href.format(lang))


def entry(number: int, lang: str) -> Entry:
    """The `number`th made-up article as it stands in a list in `lang`."""
    side, other = (0, 1) if lang == "zh" else (1, 0)
    badges = BADGES[number % len(BADGES)]
    title, lead = TITLES[number % len(TITLES)], LEADS[number % len(LEADS)]
    here = Text(text=title[side], lang=HTML_LANG[lang])
    there = Text(text=title[other], lang=("zh-Hans", "en")[other])
    bare = "untranslated" in badges
    return Entry(
        href=f"a/k3/k3{number:08}.html" + ("#en" if lang == "en" else ""),
        title=there if bare else here,
        original=None if bare else there,
        lead=None
        if number % 5 == 4
        else Text(
            text=lead[other if bare else side],
            lang=("zh-Hans", "en")[other if bare else side],
        ),
        day=None if number == 5 else DAY - dt.timedelta(days=number // 3),
        source=None if number == 4 else site_source(number, lang),
        tags=TAGS[lang][number % 3 : number % 3 + number % 4],
        badges=badges,
    )


def feeds(lang: str, base: str = "feed") -> tuple[FeedRef, ...]:
    return (
        FeedRef(href=f"{lang}/{base}.xml", title="Atom", type="application/atom+xml"),
        FeedRef(href=f"{lang}/{base}.json", title="JSON Feed", type="application/feed+json"),
    )


def page(kind: str, lang: str, title: str, path: str, **more: Any) -> PageView:  # noqa: ANN401 - any field of PageView
    home = NAV[lang][0].href if lang else ""
    nav = {
        key: tuple(replace(ref, current=ref.href.split("/")[1] in path) for ref in refs)
        for key, refs in NAV.items()
    }
    crumbs = (
        (Ref(name=NAV[lang][0].name, href=home), Ref(name=title)) if lang and kind != "home" else ()
    )
    return PageView(
        path=path,
        root="../" * path.count("/"),
        lang=lang,
        html_lang=HTML_LANG[lang],
        kind=kind,
        title=title,
        **{
            "description": SITE.descriptions[lang or "en"],
            "canonical": f"https://example.org/digest/{path}",
            "alternates": (("zh-Hans", "https://example.org/z"), ("en", "https://example.org/e")),
            "switch": {key: path.replace(f"{lang}/", f"{key}/", 1) for key in NAV}
            if lang
            else None,
            "crumbs": crumbs,
            "nav": nav,
            "feeds": feeds(lang) if lang else (),
            **more,
        },
    )


def full(view: PageView, **variables: Any) -> dict[str, Any]:  # noqa: ANN401 - any variable of a template
    return {"site": SITE, "page": view, "root": view.root, **variables}


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
        full(source, ref=sources[0], entries=entries, pager=ALONE, tags=TAGS[lang], chart=MONTHS),
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


def pair(
    number: int, kind: str, zh: str, en: str, state: str = "human", partial: bool = False
) -> Row:
    made = {"engine": "google 1.11.4", "date": "2026-11-20"} if state == "machine" else {}
    return Row(
        number=number,
        kind=kind,
        shared=None,
        cells=(
            Cell(lang="zh-Hans", key="zh", html=safe(zh), source=True, state="human"),
            Cell(lang="en", key="en", html=safe(en), source=False, state=state, partial=partial, **made),
        ),
    )  # fmt: skip


def shared(number: int, kind: str, html: str) -> Row:
    return Row(number=number, kind=kind, shared=safe(html), cells=())


ROWS = (
    pair(1, "paragraph",
         "<p>“影子舰队”并不是一支舰队——它是几百艘旧油轮各自的谎言。联合行动组（JTF-7）花了14个月，"
         "才把其中<em>十一艘</em>重新连成一条线：同一家船级社，同一位<strong>代理人</strong>，同一个不存在的地址。</p>",
         "<p>The “shadow fleet” is no fleet; it is the separate lies of a few hundred old tankers. "
         "It took the joint team (JTF-7) fourteen months to join <em>eleven</em> of them into one "
         "line: one classification society, one <strong>agent</strong>, one address that does not "
         "exist.</p>"),
    pair(2, "heading", "<h2>一夜之间</h2>", "<h2>In a single night</h2>", "machine"),
    pair(3, "paragraph",
         "<p>应答器关闭、船名改写、货单重开，只需一夜。<a href=\"https://example.org/ais\">AIS 数据</a>"
         "显示，一艘船在A点消失，九小时后以另一个名字在B点出现；卫星图像里，它们的甲板管线却一模一样。</p>",
         "<p>Transponder off, name painted over, papers reissued: one night is enough. "
         "<a href=\"https://example.org/ais\">AIS records</a> show one ship vanish at A and, nine "
         "hours later, another appear at B; in the satellite pictures their deck pipes are the "
         "same.</p>", "machine"),
    pair(4, "list", "<ul><li>船龄超过二十年；</li><li>三年内换旗四次以上；</li><li>保险人无法核实。</li></ul>",
         "<ul><li>older than twenty years;</li><li>four flags or more within three years;</li>"
         "<li>an insurer nobody can confirm.</li></ul>"),
    pair(5, "quote", "<blockquote><p>“我们看的不是船，是船不愿让人看见的东西。”一位分析员说。</p></blockquote>", "", "missing"),
    shared(6, "code", "<pre><code class=\"language-python\">tracks = [t for t in ais if t.gap &gt; timedelta(hours=6)]\nfor track in sorted(tracks, key=lambda t: t.gap, reverse=True)[:20]:\n    print(track.mmsi, track.gap, track.last_position)</code></pre>"),
    pair(7, "heading", "<h2>港口工人的手机</h2>", "<h2>The dock workers' phones</h2>"),
    pair(8, "paragraph", "<p>最有用的证据来自码头。工人们随手拍下的照片带有时间和位置，其中一张照到了船尾被油漆盖住的旧名。</p>",
         "<p>The best evidence came from the quay. 工人们随手拍下的照片带有时间和位置。</p>", "machine", True),
    shared(9, "table", "<table><thead><tr><th>船名 Name</th><th>旗 Flag</th><th>断联 Gap (h)</th><th>吨位 DWT</th><th>保险 Insurer</th></tr></thead><tbody>"
           + "<tr><td>Aurora&nbsp;Bright</td><td>A</td><td>9.2</td><td>105,400</td><td>unverified</td></tr>" * 3
           + "</tbody></table>"),
    shared(10, "paragraph", "<p><img src=\"media/3f2a.svg\" alt=\"甲板\" width=\"2400\" height=\"900\" loading=\"lazy\" referrerpolicy=\"no-referrer\"></p>"),
    pair(11, "quote", "<blockquote><p dir=\"rtl\" lang=\"ar\">لا أحد يسأل عن اسم السفينة.</p><p>“没有人问船的名字。”</p></blockquote>",
         "<blockquote><p dir=\"rtl\" lang=\"ar\">لا أحد يسأل عن اسم السفينة.</p><p>“Nobody asks a ship for its name.”</p></blockquote>"),
    pair(12, "paragraph", "<p>行动仍在继续。下一步，三国将共用一份名单……</p>", "<p>The operation goes on. Next, the three states will share one list …</p>"),
)  # fmt: skip

ARTICLE = ArticleView(
    id="k3v7q2m9xd",
    lang="zh-Hans",
    key="zh",
    titles=(Text(text=TITLES[1][0], lang="zh-Hans"), Text(text=TITLES[1][1], lang="en")),
    languages=("zh", "en"),
    rows=ROWS,
    contents=(
        Heading(number=2, level=2, texts=(Text(text="一夜之间", lang="zh-Hans"), Text(text="In a single night", lang="en"))),
        Heading(number=7, level=3, texts=(Text(text="港口工人的手机", lang="zh-Hans"),)),
    ),
    url="https://mp.weixin.example/s?__biz=MzA3&mid=26505",
    source=Ref(name="情报分析师", href="zh/sources/s1.html"),
    account="情报分析师",
    author="林岸",
    reposted_from="全警智慧",
    original_url="https://example.org/original/with/a/rather/long/address?and=a&query=string",
    day=DAY,
    day_href={"zh": "zh/2022/12/27.html", "en": "en/2022/12/27.html"},
    published="2022-12-26",
    fetched="2025-10-04",
    updated="",
    minutes=6,
    characters=2140,
    words=312,
    tags={key: refs[:4] for key, refs in TAGS.items()},
    truncated=True,
    doubtful=False,
    excerpt=False,
    cover="media/3f2a.svg",
    seen=(Seen(source="全警智慧", day=dt.date(2022, 12, 28), path="2022/12/28/x.md"),),
    related=(
        Ref(name="港口安检引入行为分析：一线警员怎么看", href="a/k3/k300000000.html"),
        Ref(name="An older report on flags", href="https://example.org/flags", lang="en"),
    ),
    more={key: tuple(entry(number, key) for number in (0, 2, 3)) for key in NAV},
    newer=entry(0, "zh"),
    older=entry(3, "zh"),
    notes=(
        Note(html=safe("<p>编者按：原文写于行动结束之前，数字以官方通报为准。</p>"), lang="zh-Hans"),
        Note(html=safe("<p>Written before the operation ended; official figures prevail.</p>"), lang="en"),
    ),
    provenance=(
        Provenance(lang="en", key="en", translated=24, segments=26, machine=9, engines=("google 1.11.4, 2026-11-20",), edit_href="https://example.org/repo/x.po"),
    ),
    capture_href="https://example.org/repo/x.md",
    edit_href="https://example.org/repo/x.toml",
    json_ld=safe('{"@context": "https://schema.org", "@type": "Article"}'),
)  # fmt: skip


def _alone(row: Row) -> Row:
    return replace(row, cells=row.cells[:1])


def _italian(row: Row) -> Row:
    if row.shared is not None:
        return row
    zh, en = row.cells
    first = Cell(lang="it", key="it", html=safe("<p>La flotta ombra non è una flotta: è la somma delle menzogne di qualche centinaio di vecchie petroliere.</p>"), source=True, state="human")  # fmt: skip
    return replace(row, cells=(first, replace(zh, source=False, state="machine"), en))


def articles() -> Iterator[tuple[str, str, dict[str, Any]]]:
    view = page("article", "", TITLES[1][0], "a/k3/k3v7q2m9xd.html")
    yield "article", "article.html", full(view, article=ARTICLE)
    alone = replace(
        ARTICLE,
        titles=ARTICLE.titles[:1],
        languages=("zh",),
        rows=tuple(_alone(row) for row in ROWS),
        contents=(),
        provenance=(),
        notes=(),
        cover="",
        truncated=False,
        doubtful=True,
        excerpt=True,
    )
    yield "article-alone", "article.html", full(view, article=alone)
    italian = replace(
        ARTICLE,
        lang="it",
        key="it",
        titles=(Text(text="La flotta ombra e i suoi nomi", lang="it"), *ARTICLE.titles[1:]),
        languages=("it", "zh", "en"),
        rows=tuple(_italian(row) for row in ROWS),
        cover="https://example.org/cover.jpg",
        provenance=(
            *ARTICLE.provenance,
            replace(ARTICLE.provenance[0], lang="zh-Hans", key="zh", machine=24, edit_href=""),
        ),
    )
    yield "article-it", "article.html", full(replace(view, html_lang="it"), article=italian)
    bare = replace(
        alone,
        rows=(),
        url="",
        source=None,
        account="",
        author="",
        reposted_from="",
        original_url="",
        day=None,
        day_href={},
        published="",
        fetched="",
        minutes=0,
        characters=0,
        words=0,
        tags={},
        doubtful=False,
        excerpt=False,
        seen=(),
        related=(),
        more={},
        newer=None,
        older=None,
        capture_href="",
        edit_href="",
        json_ld=safe(""),
    )
    yield "article-bare", "article.html", full(replace(view, nav=None), article=bare)


def both() -> Iterator[tuple[str, str, dict[str, Any]]]:
    title = " · ".join(SITE.titles.values())
    yield "index", "choice.html", full(page("choice", "", title, "index.html"))
    yield "missing", "missing.html", full(page("missing", "", "404", "404.html", noindex=True))


def every() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(path of the page, template, context) of every page here, each path once."""
    for lang in SITE.languages:
        for name, template, context in lists(lang):
            yield f"{lang}-{name}.html", template, context
    for name, template, context in (*articles(), *both()):
        yield f"{name}.html", template, context
