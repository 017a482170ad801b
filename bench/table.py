"""Results as Markdown: medians, ratios, and for each of the aims whether it was met.

Invariant: a row of the second table says what was aimed for, what was measured, and nothing in
between; what was not run has no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bench.results import LARGE, Measured, Results


def markdown(results: Results, smaller: Results | None = None) -> str:
    """Both tables; `smaller` is a bench of a smaller corpus, for growth."""
    head = (
        f"{results.corpus}: {results.captures:,} captures, {results.published:,} published. "
        f"{results.date}; {results.machine}; {', '.join(results.versions)}."
    )
    rows = ["| | time | processor time | peak memory | made again | files written | runs |"]
    rows.append("|---|---:|---:|---:|---:|---:|---:|")
    for name, made in results.peers.items():
        rows.append(_row(name, made, counted=False))
    for name, made in results.diglot.items():
        rows.append(_row(f"diglot: {name}", made, counted=name not in ("--help", "cp -r")))
    aims = [
        f"| {aim} | {found} | {'yes' if met else '**no**'} |"
        for aim, found, met in _aims(results, smaller)
    ]
    if aims:
        aims = ["", "| aimed for | measured | met |", "|---|---|---|", *aims]
    return "\n".join([head, "", *rows, *aims]) + "\n"


def put(path: Path, name: str, text: str) -> None:
    """Write a table between its marks in a page. Raises `ValueError` where they are missing."""
    page = path.read_text("utf-8")
    marks = re.compile(f"(<!-- bench {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not marks.search(page):
        raise ValueError(f"{path} has no `<!-- bench {name} -->` … `<!-- end -->`")
    path.write_text(
        marks.sub(lambda found: found[1] + text + found[2], page), "utf-8", newline="\n"
    )


def _row(name: str, made: Measured, *, counted: bool) -> str:
    counts = f"{made.changed:,} | {made.written:,}" if counted else "|"
    return (
        f"| {name} | {_seconds(made.wall)} | {_seconds(made.cpu)} | {made.peak / 1e6:,.0f} MB "
        f"| {counts} | {made.runs} |"
    )


def _aims(results: Results, smaller: Results | None) -> Iterator[tuple[str, str, bool]]:
    large = results.captures >= LARGE
    ours, theirs = results.diglot, results.peers
    for whole, peer, time, memory in (
        ("clean, no search", "Hugo", 0.6 if large else 0.7, 1 / 5),
        ("clean", "Hugo, then Pagefind", 0.35 if large else 0.4, 1 / 4),
    ):
        same = f"{whole}, published alone"  # the articles that peers get, where they were built
        name = same if same in ours else whole
        if name in ours and peer in theirs:
            yield _against(
                f"{name}: ≤ {time:g} of {peer}'s time", ours[name].wall / theirs[peer].wall, time
            )
            if not large:
                part = ours[name].peak / theirs[peer].peak
                yield _against(f"{name}: ≤ 1/{1 / memory:g} of their memory", part, memory)
    if large:
        for name in ("clean, no search", "clean"):
            if name in ours:
                peak = ours[name].peak
                yield f"{name}: ≤ 1 GB", f"{peak / 1e6:,.0f} MB", peak <= 1e9
    if smaller:
        yield from _growth(results, smaller)
    more = ours.get("one article more")
    if more:
        most, part = (2.0, 80) if large else (0.5, 25)
        yield f"one article more: ≤ {most:g} s", f"{more.wall:.2f} s", more.wall <= most
        if "Hugo" in theirs:
            ratio = theirs["Hugo"].wall / more.wall
            yield f"one article more: ≤ 1/{part} of Hugo's build", f"1/{ratio:.0f}", ratio >= part
    if nothing := ours.get("nothing changed"):
        yield (
            "nothing changed: ≤ 1.2 s, no file written",
            f"{nothing.wall:.2f} s, {nothing.written:,} written",
            nothing.wall <= 1.2 and not nothing.written,
        )
    if template := ours.get("template"):
        yield (
            "template: no capture read again",
            f"{template.changed:,} made again",
            not template.changed,
        )
    if called := ours.get("--help"):
        yield "`--help`: ≤ 0.15 s", f"{called.wall:.2f} s", called.wall <= 0.15
    if "cp -r" in ours and "clean" in ours:
        ratio = ours["clean"].wall / ours["cp -r"].wall
        yield "clean: ≤ 4 × `cp -r` of what it makes", f"{ratio:.1f} ×", ratio <= 4


def _growth(results: Results, smaller: Results) -> Iterator[tuple[str, str, bool]]:
    for name in ("clean, no search", "clean"):
        if name in results.diglot and name in smaller.diglot:
            ratio = results.diglot[name].wall / smaller.diglot[name].wall
            most = 1.1 * results.captures / smaller.captures
            aim = f"{name}: ≤ {most:g} × the time of {smaller.captures:,} captures"
            yield aim, f"{ratio:.1f} ×", ratio <= most


def _against(aim: str, ratio: float, most: float) -> tuple[str, str, bool]:
    return aim, f"{ratio:.2f}", ratio <= most


def _seconds(value: float) -> str:
    return f"{value:,.2f} s" if value < 10 else f"{value:,.1f} s"
