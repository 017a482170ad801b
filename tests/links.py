"""Whether every link within a built site leads somewhere: `python -m tests.links DIR`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.twice: set[str] = set()
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "link" and ("rel", "canonical") in attrs:
            self.address = dict(attrs).get("href") or ""
        for name, value in attrs:
            if name == "id" and value:
                (self.twice if value in self.ids else self.ids).add(value)
            elif name in ("href", "src", "action") and value is not None:
                self.links.append(value)


def broken(root: Path) -> Iterator[str]:
    """Each internal link or fragment that leads nowhere, and each id that stands twice."""
    base = root.resolve()

    @lru_cache(maxsize=4096)
    def ids(path: str) -> frozenset[str]:
        page = _Page()
        page.feed((base / path).read_text(encoding="utf-8"))
        return frozenset(page.ids)

    def below(path: str) -> str:
        """A path from the domain's root, as links of 404.html are, from the site's."""
        page = _Page()
        page.feed((base / "index.html").read_text(encoding="utf-8"))
        return path.removeprefix(urlsplit(page.address).path or "/")

    files = {path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file()}
    for path in sorted(files):
        if not path.endswith(".html"):
            continue
        page = _Page()
        page.feed((base / path).read_text(encoding="utf-8"))
        yield from (f"{path}: id {name!r} stands twice" for name in sorted(page.twice))
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = path
            if parts.path:
                folder = "" if path == "404.html" else path.rpartition("/")[0]
                there = below(parts.path) if parts.path.startswith("/") else parts.path
                target = normpath(join(folder, unquote(there)))
            if target not in files:
                yield f"{path}: {link} is not there"
            elif (
                parts.fragment
                and target.endswith(".html")
                and unquote(parts.fragment) not in ids(target)
            ):
                yield f"{path}: {link} has no such place"


if __name__ == "__main__":
    found = list(broken(Path(sys.argv[1])))
    sys.stdout.write("".join(f"{each}\n" for each in found[:50]) + f"{len(found)} broken\n")
    sys.exit(bool(found))
