"""What a bench measured, kept as JSON and shown as a table with what was aimed for.

Invariant: a figure is the median of its runs; a ratio is one median over another of the same bench.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.measure import Cost
from bench.scenarios import Run

LARGE = 50_000
"""Captures from which on the targets of a large archive hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The median of several runs."""

    wall: float
    cpu: float
    peak: int
    runs: int
    changed: int = 0
    pages: int = 0
    written: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One bench."""

    corpus: str
    captures: int
    published: int
    machine: str
    date: str
    versions: Sequence[str]
    peers: Mapping[str, Measured] = field(default_factory=dict)
    diglot: Mapping[str, Measured] = field(default_factory=dict)


def median(runs: Sequence[Run]) -> Measured:
    """The median run by each measure; counts are the last run's, since all runs have the same."""
    return Measured(
        wall=statistics.median(run.cost.wall for run in runs),
        cpu=statistics.median(run.cost.cpu for run in runs),
        peak=int(statistics.median(run.cost.peak for run in runs)),
        runs=len(runs),
        changed=runs[-1].changed,
        pages=runs[-1].pages,
        written=runs[-1].written,
    )


def of_costs(costs: Sequence[Cost]) -> Measured:
    """The same for another generator, of which nothing is counted."""
    return median([Run(cost=cost) for cost in costs])


def store(results: Results, path: Path) -> None:
    """Keep a bench's results."""
    path.write_text(json.dumps(asdict(results), ensure_ascii=False, indent=1) + "\n", "utf-8")


def load(path: Path) -> Results:
    """Results that were kept."""
    table = json.loads(path.read_text("utf-8"))
    for group in ("peers", "diglot"):
        table[group] = {name: Measured(**each) for name, each in table[group].items()}
    return Results(**table)
