"""Small sites that tests build, and ways to look at what came of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from diglot import pipeline, settings
from diglot.catalogue.archive import Archive
from diglot.pipeline import Options, Report
from diglot.project import locate

TEXT = {
    "zh": "港口的警察在夜里检查了三艘船，发现两份文件是伪造的。调查人员说，伪造者使用了同一台打印机。",
    "en": "The harbour police checked three ships at night and found that two papers were forged.",
}


def capture(
    title: str,
    body: str = "",
    *,
    day: str = "2024-03-05",
    url: str = "",
    source: str = "港口观察",
    more: str = "",
) -> str:
    """A capture as crawlers write them."""
    address = url or f"https://harbour.example.org/{abs(hash(title)) % 10**8}"
    body = body or f"{TEXT['zh']}\n\n{TEXT['zh'][::-1]}"
    return (
        f"---\ntitle: {title}\nurl: {address}\nsource: {source}\ndate: {day}\n"
        f"fetch_date: 2024-04-01T08:00:00\n{more}---\n\n# {title}\n\n{body}\n"
    )


class Site:
    """A site in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "site"
        (root / "content" / "articles").mkdir(parents=True, exist_ok=True)

    def write(self, path: str, text: str | bytes) -> None:
        """Put a file below the site's root."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))

    def article(self, path: str, text: str | bytes) -> None:
        """Put a capture below `content/articles/`."""
        self.write(f"content/articles/{path}", text)

    def remove(self, path: str) -> None:
        """Take a file away."""
        (self.root / path).unlink()

    def build(self, **options: object) -> Report:
        """Build in this process."""
        chosen, _ = settings.load(self.root)
        project = locate(self.root)
        return pipeline.build(project, chosen, replace(Options(), **options))  # type: ignore[arg-type]  # a test's own keywords

    def archive(self) -> Archive:
        """What a build holds."""
        chosen, _ = settings.load(self.root)
        return pipeline.stock(locate(self.root), chosen, Options()).archive

    def clean(self, root: Path) -> dict[str, bytes]:
        """What a build without a cache puts into an empty folder."""
        chosen, _ = settings.load(self.root)
        project = replace(
            locate(self.root), output=root / "site", cache=root / "cache" / "diglot.sqlite"
        )
        pipeline.build(project, chosen, Options())
        return tree(root / "site")

    def page(self, path: str) -> str:
        """A page's text."""
        return (self.output / path).read_text(encoding="utf-8")

    def pages(self) -> dict[str, bytes]:
        """Every file of the site."""
        return tree(self.output)

    def article_page(self, title: str) -> str:
        """The text of the one article page that has this title."""
        found = [
            path.read_text(encoding="utf-8")
            for path in sorted((self.output / "a").rglob("*.html"))
            if title
            in path.read_text(encoding="utf-8").partition("<article")[2].partition("</h1>")[0]
        ]
        assert len(found) == 1, f"{len(found)} pages are titled {title!r}"
        return found[0]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
