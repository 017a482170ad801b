"""Captures like real ones, any number of them: sizes, languages, furniture, oddities, failures.

Invariant: capture n of a seed is the same bytes whatever the number of captures, the machine or the
day; nothing but the one being written is in memory. Its figures are those of 10,046 real captures
(125 days, 377 sources): a median of 6.5 kB, 39% failed, 4% captured before, 0.8% without front
matter, three published in four cut or whole at about 8 kB.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random
from zlib import crc32

from bench.furniture import Source, failure, sources, token
from bench.prose import Subjects, body, title

FAILED = 0.42
AGAIN = 0.043
"""Share of captures whose address was captured before."""
BARE = 0.008
"""Share without front matter."""
ODD = 0.088
"""Share whose front matter a YAML reader stops at: colons and quotes as they came."""
CUT = 0.3
"""Share cut off at about `LIMIT` bytes, as crawlers do."""
LIMIT = 8_400
SOURCES = 740
FIRST = dt.date(2022, 7, 1)
A_DAY = 100
"""Captures a day, on average."""
BACK = 2_000
"""A capture made again lies at most so many captures back."""


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Write so many captures below a folder, `YYYY/MM/DD/daily/NAME.md`."""
    made: set[Path] = set()
    for path, text in captures(count, seed):
        target = folder / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_text(text, "utf-8", newline="\n")


def captures(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """(path, text) of each."""
    known = sources(SOURCES, seed)
    shares = list(accumulate((rank + 1) ** -1.2 for rank in range(SOURCES)))
    for number in range(count):
        yield capture(number, seed, known, shares)


def capture(
    number: int, seed: int, known: tuple[Source, ...], shares: list[float]
) -> tuple[str, str]:
    """One capture of a seed."""
    chance = Random(f"{seed} capture {number}")  # noqa: S311 - made-up text, not a secret
    source = chance.choices(known, cum_weights=shares)[0]
    day = FIRST + dt.timedelta(days=(number + chance.randrange(A_DAY)) // A_DAY)
    again = number > BACK and chance.random() < AGAIN
    origin = number - chance.randrange(1, BACK) if again else number
    if again:  # the same address, found once more through its own source
        source = Random(f"{seed} capture {origin}").choices(known, cum_weights=shares)[0]  # noqa: S311
    text = Random(f"{seed} text {origin}")  # noqa: S311
    heading, lang, topics = title(source, text)
    address = _address(source, origin)
    failed = chance.random() < FAILED
    content = (
        failure(source, chance) if failed else _article(source, heading, lang, topics, text, chance)
    )
    if not failed and chance.random() < CUT:
        content = content.encode()[:LIMIT].decode(errors="ignore")
    name = "".join("_" if c in '<>:"/\\|?*' else c for c in f"{source.name}_{heading}")[:60].strip()
    path = f"{day:%Y/%m/%d}/daily/{name} {number}.md"
    return path, _matter(
        number, source, heading, address, day, chance
    ) + f"# {heading}\n\n{content}\n"


def _article(
    source: Source, heading: str, lang: str, topics: Subjects, text: Random, chance: Random
) -> str:
    cover = ""
    if source.kind == "wechat":
        cover = (
            f"![cover_image](https://mmbiz.qpic.cn/mmbiz_jpg/{token(chance, 80)}/0?wx_fmt=jpeg)\n\n"
        )
    return cover + f"{source.head}# {heading}\n\n{body(source, lang, topics, text)}{source.foot}"


def _address(source: Source, origin: int) -> str:
    if source.kind == "wechat":
        return f"https://{source.host}/s?__biz=Mz{crc32(source.name.encode())}&mid={origin}&idx=1"
    if source.kind == "github":
        return f"https://github.com/harbour/{origin:x}"
    return f"https://{source.host}/{origin}.html?utm_source=rss"


def _matter(
    number: int, source: Source, heading: str, address: str, day: dt.date, chance: Random
) -> str:
    draw = chance.random()
    if draw < BARE:
        return ""
    if draw < BARE + ODD:
        heading = chance.choice(
            (f'"{heading}', f"{heading}: {source.name}", f"[{heading}] #1", f"@{heading}")
        )
    fetched = f"2025-10-{number % 28 + 1:02}T{number % 24:02}:{number % 60:02}:14.322866"
    return (
        f"---\ntitle: {heading}\nurl: {address}\nsource: {source.name}\n"
        f"date: {day.isoformat()}\nfetch_date: {fetched}\n---\n\n"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write made-up captures into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    write(chosen.folder, chosen.count, chosen.seed)
