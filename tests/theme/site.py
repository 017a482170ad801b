"""A made-up site: its settings, words, entries, and what `page` and `site` are in every template.

Invariant: nothing is drawn at random, so a failure can be repeated. Long
because of its words.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from markupsafe import Markup
from msgspec.structs import replace

from diglot.publish.views import (
    Entry,
    FeedRef,
    PageView,
    Ref,
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
