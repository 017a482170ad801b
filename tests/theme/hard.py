"""Captures that are hard to set: long and missing titles, wide tables, huge pictures, other scripts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.sites import Site

CHINESE = (
    "港口的警察在夜里检查了三艘船，发现两份文件是伪造的；调查人员说：“伪造者使用了同一台打印机——"
    "它在每页右下角都留下一个淡黄色的点。”这台打印机（型号HP-4250，2004年出厂）已被查封。"
)
ENGLISH = (
    "The harbour police checked three ships at night and found that two papers were forged; "
    "the forger, an officer said, had used the same printer for both, and it leaves a faint dot."
)
ITALIAN = (
    "La polizia del porto ha controllato tre navi di notte e ha scoperto che due documenti erano "
    "falsi; il falsario, secondo gli inquirenti, aveva usato la stessa stampante per entrambi."
)
CELLS = "|" + " | ".join(f"column-number-{number}-of-the-table" for number in range(14)) + "|"
TABLE = f"{CELLS}\n|{'---|' * 14}\n" + f"{CELLS}\n" * 3
ARABIC = (
    "> لا أحد يسأل عن اسم السفينة، ولا عن اسم صاحبها، في هذا الميناء الصغير.\n>\n> — رئيس الميناء"
)
HEBREW = "איש אינו שואל לשמה של הספינה בנמל הקטן הזה, גם לא בלילה."
CODE = (
    "```python\n" + "tracks = [track for track in ais_tracks if track.gap > limit]; " * 6 + "\n```"
)
LIST = "1. 一级\n   - 二级，" + CHINESE + "\n     - 三级\n       - 四级\n2. 又一级\n"
PICTURE = "![船尾被油漆盖住的旧名](https://img.example.org/{}.jpg)"


def _parts(text: str, sections: int) -> str:
    """A text long enough for a list of contents."""
    return "\n\n".join(
        f"## {number}. 第{number}节 Section {number}\n\n{text}\n\n*{text[:60]}*"
        for number in range(1, sections + 1)
    )


def _capture(body: str, title: str = "", day: str = "", more: str = "") -> str:
    lines = (f"title: {title}\n" if title else "") + (f"date: {day}\n" if day else "") + more
    return f"---\n{lines}---\n\n{body}\n"


CAPTURES = {
    "2024/03/05/long-title.md": _capture(
        f"{CHINESE}\n\n{_parts(CHINESE, 6)}\n\n{TABLE}\n\n{ARABIC}\n\n{LIST}\n\n{CODE}\n\n"
        f"{PICTURE.format('huge')}\n\n*图一：整段都是强调的说明文字，没有别的*\n\n其中*十一艘*重新连成一条线。",
        "一份没有人愿意署名的报告：" + "关于跨境数据流动、司法协助条约与信任缺失的长期观察，" * 8,
        "2024-03-05",
        "url: https://harbour.example.org/a\nsource: 港口观察\nauthor: 林岸\ncover: https://img.example.org/c.jpg\n",
    ),
    "2024/03/05/long-word.md": _capture(
        f"{ENGLISH}\n\n{_parts(ENGLISH, 5)}\n\n{TABLE}\n\n> {HEBREW}\n\n{CODE}\n\n"
        f"Read https://harbour.example.org/{'a-very-long-address-' * 20} first.",
        "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3 + " and CVE-2024-12345 " * 9,
        "2024-03-05",
        "url: https://harbour.example.org/b\nsource: Harbour Watch\n",
    ),
    "2024/03/06/no-title.md": _capture(
        f"{ENGLISH}\n\n{ENGLISH} Nobody gave this a title, a source or an address.",
        day="2024-03-06",
    ),
    "2024/03/06/foreign.md": _capture(
        f"{ITALIAN}\n\n## Una notte\n\n{ITALIAN}\n\n{TABLE}\n\n{ITALIAN}",
        "Documenti falsi nel porto: la lunga notte della guardia costiera",
        "2024-03-06",
        "url: https://porto.example.org/c\nsource: Polizia & Reti\n",
    ),
    "2024/03/07/traditional.md": _capture(
        "港口的警察在夜裡檢查了三艘船，發現兩份文件是偽造的。調查人員說，偽造者使用了同一臺印表機。\n\n" * 3,
        "夜查三船",
        "2024-03-07",
        "url: https://harbour.example.org/d\nsource: 海關觀察\n",
    ),
    "2024/03/08/cut.md": _capture(
        f"{CHINESE}\n\n{CHINESE}\n\n!!! too long !!!",
        "无日期之外的一篇",
        "2024-03-08",
        "url: https://harbour.example.org/e\nsource: 港口观察\nrelated_documents: []\n",
    ),
    "undated.md": _capture(f"{ENGLISH}\n\n{CHINESE}\n\n{ENGLISH}", "Undated, in two scripts"),
    "2024/03/05/shell.md": _capture(
        "", "环境异常", "2024-03-05", "url: https://harbour.example.org/f\n"
    ),
}  # fmt: skip
BOTH_WAYS = ("long-title", "long-word", "foreign")
"""Translated by invented words; the others stand in one language."""
TAGS = """[[tag]]
slug = "harbour"
zh = "港口与海关，以及船只登记处之间的往来"
en = "Harbours, customs, and what ship registries tell one another"
match = ["港口", "harbour", "porto"]
[[tag]]
slug = "printer"
zh = "打印机"
en = "Printers"
match = ["打印机", "printer"]
"""


def hard(root: Path) -> Site:
    """A site of them, translated, not built yet."""
    site = Site(root)
    for path, text in CAPTURES.items():
        site.article(path, text)
    site.write("content/tags.toml", TAGS)
    site.write("content/notes/days/2024-03-05.zh.md", "编者按：今日*三篇*同源，先读第二篇。\n")
    site.write("content/pages/about.zh.md", f"# 关于\n\n{CHINESE}\n\n## 方法\n\n{CHINESE}\n")
    site.write("content/pages/about.en.md", f"# About\n\n{ENGLISH}\n\n## Method\n\n{ENGLISH}\n")
    named = [f"content/articles/{path}" for path in CAPTURES if Path(path).stem in BOTH_WAYS]
    subprocess.run(
        [sys.executable, "-P", "-m", "diglot", "translate", "--engine", "pseudo", *named],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
        capture_output=True,
    )
    return site
