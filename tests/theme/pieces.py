"""Articles as templates get them: in two languages, in one, in three, and with nothing but a title."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from diglot.publish.views import (
    ArticleView,
    Cell,
    Heading,
    Note,
    Provenance,
    Ref,
    Row,
    Seen,
    Text,
)

from .site import DAY, NAV, TAGS, TITLES, entry, full, page, safe


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
    pair(
        12,
        "table",
        "<table><tr><th>漏洞编号与受影响组件</th><th>CVE-2023-28432-and-more</th></tr></table>",
        "<table><tr><th>Vulnerability-and-component</th><th>CVE-2023-28432-more</th></tr></table>",
    ),
    pair(13, "paragraph", "<p>行动仍在继续。下一步，三国将共用一份名单……</p>", "<p>The operation goes on. Next, the three states will share one list …</p>"),
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
