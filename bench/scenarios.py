"""What is measured of diglot: clean builds, and what each kind of change costs afterwards.

Above 200 lines: eleven scenarios, none of which needs another's parts.

Invariant: a scenario leaves the content as it found it; counts come from the build's own report.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench import measure
from bench.account import told
from bench.measure import Cost
from bench.place import (
    BASE_URL,
    Place,
    articles,
    forget,
    output,
    put_aside,
    settle,
    take_published,
)
from bench.published import Selection, selection
from diglot.project import locate

REPOSITORY = Path(__file__).resolve().parents[1]
DIGLOT = (sys.executable, "-m", "diglot")
FROM_HERE = {"PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": ""}  # compiled once
SHARE = 0.01
"""Of the articles that a changed tag rule touches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of one scenario."""

    cost: Cost
    changed: int = 0
    """Captures read and made again."""
    pages: int = 0
    """Files that the site has."""
    written: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What the scenarios of one corpus share."""

    place: Place
    jobs: int

    @property
    def chosen(self) -> Selection:
        """What diglot publishes of the corpus; quick once a build has been."""
        return _chosen(self.place.site)


@cache
def _chosen(site: Path) -> Selection:
    return selection(locate(site))


Scenario = Callable[[Bench, int], Run]
"""Given the bench and the number of the round."""


def build(site: Path, jobs: int, *options: str) -> Run:
    """`diglot build` of a site, measured."""
    settle()
    words = ["build", "-b", BASE_URL, "--big", *options]
    if jobs >= 0:
        words += ["-j", str(jobs)]
    cost = measure.run([*DIGLOT, *words], cwd=site, env=FROM_HERE)
    changed, pages, written = told(cost.output)
    return Run(cost=cost, changed=changed, pages=pages, written=written)


def clean_without_search(bench: Bench, number: int) -> Run:
    """Everything from nothing, without the index for search."""
    forget(bench.place.site)
    return build(bench.place.site, bench.jobs, "--no-search")


def published_alone(bench: Bench, number: int, *options: str) -> Run:
    """Everything of the captures that are published; peers build no others either."""
    take_published(bench.chosen, bench.place)
    forget(bench.place.published)
    run = build(bench.place.published, bench.jobs, *options)
    forget(bench.place.published)
    return run


def clean(bench: Bench, number: int) -> Run:
    """Everything from nothing, full-text search included; leaves what the next ones start from."""
    forget(bench.place.site)
    return build(bench.place.site, bench.jobs)


def nothing(bench: Bench, number: int) -> Run:
    """Nothing has changed."""
    return build(bench.place.site, bench.jobs)


def one_more(bench: Bench, number: int) -> Run:
    """One capture more, dated as the newest day and fetched after all others, as what is added is."""
    folder = articles(bench.place.site)
    newest = bench.chosen.archive.cards[0].record
    fetched = max(card.slip.fetched for card in bench.chosen.archive.cards)
    text = (
        f"---\ntitle: A light in the harbour {number}\nurl: https://bench.example/{number}\n"
        f"source: {newest.source}\ndate: {newest.day}\nfetch_date: {fetched}\n---\n\n"
        + "The harbour police checked three ships at night, and two of the papers were forged. "
        * 30
    )
    with _written(folder / Path(newest.path).parent / f"bench {number}.md", text):
        run = build(bench.place.site, bench.jobs)
    build(bench.place.site, bench.jobs)
    return run


def one_translation(bench: Bench, number: int) -> Run:
    """One word of one article's translation is corrected."""
    cards = bench.chosen.archive.cards
    record = next((c.record for c in cards if c.record.lang.startswith("zh")), cards[0].record)
    po = bench.place.site / "content" / "translations" / "en" / Path(record.path).with_suffix(".po")
    title = json.dumps(record.title, ensure_ascii=False)
    text = (
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgctxt "title"\nmsgid {title}\nmsgstr "A light in the harbour {{}}"\n'
    )
    with _written(po, text.format("then")):
        build(bench.place.site, bench.jobs)
        po.write_text(text.format(number), "utf-8")
        run = build(bench.place.site, bench.jobs)
    build(bench.place.site, bench.jobs)
    return run


def one_rule(bench: Bench, number: int) -> Run:
    """One tag more, which a hundredth of the articles have."""
    wanted = SHARE * len(bench.chosen)
    listed = min(bench.chosen.archive.sources.values(), key=lambda each: abs(len(each) - wanted))
    source = json.dumps(listed[0].record.source, ensure_ascii=False)
    text = f'[[tag]]\nslug = "bench-{number}"\nzh = "甲{number}"\nen = "Bench {number}"\nsources = [{source}]\n'
    with _written(bench.place.site / "content" / "tags.toml", text):
        run = build(bench.place.site, bench.jobs)
    build(bench.place.site, bench.jobs)
    return run


def one_template(bench: Bench, number: int) -> Run:
    """The template of article pages changes; what it made stays until the next clean build."""
    own = REPOSITORY / "templates" / "article.html"
    text = own.read_text("utf-8").replace("</article>", f"<!-- {number} --></article>", 1)
    with _written(bench.place.site / "templates" / "article.html", text):
        return build(bench.place.site, bench.jobs)


def help_text(bench: Bench, number: int) -> Run:
    """`diglot --help`: what any call costs before it does anything; the median of five, since one
    takes twice as long now and then, and five take half a second.
    """
    command, folder = [*DIGLOT, "--help"], bench.place.root
    costs = [measure.run(command, cwd=folder, env=FROM_HERE) for _ in range(5)]
    return Run(cost=sorted(costs, key=lambda cost: cost.wall)[2])


def copy(bench: Bench, number: int) -> Run:
    """`cp -r` of the finished site: what the disk alone costs."""
    target = bench.place.root / "copy"
    settle()
    cost = measure.run(
        ["cp", "-r", str(output(bench.place.site)), str(target)], cwd=bench.place.root
    )
    put_aside(target, bench.place.site)
    return Run(cost=cost)


SCENARIOS: dict[str, Scenario] = {
    "clean, no search": clean_without_search,
    "clean, no search, published alone": lambda b, n: published_alone(b, n, "--no-search"),
    "clean, published alone": published_alone,
    "clean": clean,
    "nothing changed": nothing,
    "one article more": one_more,
    "one translation": one_translation,
    "one tag rule": one_rule,
    "template": one_template,
    "--help": help_text,
    "cp -r": copy,
}
"""In the order in which they have to run: what follows `clean` starts from what it leaves."""


@contextmanager
def _written(path: Path, text: str) -> Iterator[None]:
    """A file that is there within, and gone afterwards with the folders that it came with."""
    missing = [folder for folder in path.parents if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    try:
        yield
    finally:
        path.unlink()
        for folder in missing:
            folder.rmdir()
