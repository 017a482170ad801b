"""One run of `diglot translate` on made-up articles, in a process that a test may kill."""

from __future__ import annotations

import sys
from pathlib import Path

import stamina

from diglot.translate.desk import Original
from diglot.translate.engines.choose import EngineChoice, open_engine
from diglot.translate.fill import run
from tests.translate.helpers import desk, original


def articles(count: int) -> list[Original]:
    """Thirty segments each, all of them different."""
    return [
        original(
            "\n\n".join(f"第{n}篇的第{k}段，讲的是{n * 31 + k}号案件。" for k in range(29)),
            f"2026/{n}.md",
            f"第{n}篇文章",
        )
        for n in range(count)
    ]


def main(folder: Path, url: str, count: int) -> int:
    stamina.set_testing(True, attempts=8)
    engine = open_engine(EngineChoice(name="libretranslate", url=url), {})
    report = run(articles(count), desk=desk(folder), engine=engine)
    return 0 if report.complete else 3


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
