"""How well a built site's search finds: recall, noise and bytes, against a plain search of its pages.

    python bench/search.py site/ [QUERY ...]

Plain search: what an article's page shows of it (titles, tags, text); Chinese as a substring, other
words in any case from the start of a word. Bytes: the script and every file of the index that a first
search reads, with its first ten results.
"""

from __future__ import annotations

import gzip
import html
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from diglot.search import files  # noqa: E402 - the checkout has to be on the path first
from tests.search.reader import Index  # noqa: E402

QUERIES = ("国际刑警", "网络犯罪", "漏洞", "ransomware", "CVE-2022", "APT")
_HAN = re.compile("[\u3400-\u9fff]")
_PARTS = re.compile(
    r"<h1.*?</h1>|<ul class=\"tags ui.*?</ul>|<div class=\"rows.*</article>", re.DOTALL
)
_PIN = re.compile(r'<a [^>]*href="#[a-z]+-\d+">\d+</a>')
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|img|mark|q|s|small|strong|sub|sup|u)\b[^>]*>")


class Counted(Index):
    """An index that knows what was read of it."""

    def __init__(self, output: Path) -> None:
        super().__init__(output)
        self.read: set[str] = set()

    def file(self, path: str) -> bytes:
        """A file's bytes, unpacked."""
        self.read.add(path)
        return super().file(path)

    def bytes(self) -> int:
        """Size of all that was read."""
        return sum((self.output / path).stat().st_size for path in self.read)


def page_text(page: str) -> str:
    """What an article's page shows of the article itself."""
    own = " ".join(_PARTS.findall(_PIN.sub("", page)))
    spaced = re.sub(r"<[^>]*>", " ", _INLINE.sub("", own))
    return re.sub(r"\s+", " ", html.unescape(spaced))


def plain(query: str) -> re.Pattern[str]:
    """The plain search: Chinese as a substring, other words in any case from the start of a word."""
    start = "" if _HAN.search(query) else "(?<![A-Za-z0-9])"
    return re.compile(start + re.escape(query), re.IGNORECASE)


def main(arguments: list[str]) -> None:
    """Print a line for each query."""
    output = Path(arguments[0])
    texts = {
        path.stem: page_text(path.read_text("utf-8")) for path in (output / "a").rglob("*.html")
    }
    script = len(gzip.compress((output / "static" / "search.js").read_bytes(), 9))
    print(f"{len(texts):,} articles; script {script:,} bytes")
    print(f"{'query':12} {'pages':>7} {'found':>7} {'recall':>7} {'noise':>7} {'bytes':>8}")
    for query in arguments[1:] or QUERIES:
        wanted = plain(query)
        truth = {id for id, text in texts.items() if wanted.search(text)}
        index = Counted(output)
        index.read.add(files.DIRECTORY)
        numbers = index.numbers(query)
        for number in numbers[:10]:
            index.row(number)
        size = script + index.bytes()
        found = {index.row(number)[1] for number in numbers}
        recall = len(found & truth) / max(len(truth), 1)
        noise = len(found - truth) / max(len(found), 1)
        print(f"{query:12} {len(truth):7,} {len(found):7,} {recall:7.2%} {noise:7.2%} {size:8,}")


if __name__ == "__main__":
    main(sys.argv[1:])
