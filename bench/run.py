"""Measures diglot and its peers on one corpus, each in turn, several times. Linux only.

    python bench/run.py --corpus DIR                  real captures
    python bench/run.py --count 100000 --seed 1       made-up ones
    python bench/run.py … --peers hugo,pelican --only "clean,one article more"

Prints medians, ratios and what was aimed for; `--table PAGE` writes them into a page. What is needed
once (the copy of the corpus, the peers' sites) stays in `--place` and is used again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import place as places  # noqa: E402 - the checkout has to be on the path first
from bench import results, table  # noqa: E402
from bench.measure import Cost, FailedError  # noqa: E402
from bench.peers import eleventy, hugo, pagefind, pelican  # noqa: E402
from bench.peers.kinds import Peer  # noqa: E402
from bench.scenarios import SCENARIOS, Bench, Run  # noqa: E402

PEERS: dict[str, Peer] = {"hugo": hugo, "pelican": pelican, "eleventy": eleventy}
NAMES = {"hugo": "Hugo", "pelican": "Pelican", "eleventy": "Eleventy"}
WITH_SEARCH = "Hugo, then Pagefind"


def main(arguments: Sequence[str]) -> None:
    """Prepare, measure, print."""
    asked = _parser().parse_args(arguments)
    where = places.Place(root=asked.place.resolve())
    if asked.corpus:
        places.take(asked.corpus, where)
        corpus = asked.name or asked.corpus.name
    else:
        places.make(asked.count, asked.seed, where)
        corpus = asked.name or f"Made-up captures, seed {asked.seed}"
    bench = Bench(place=where, jobs=asked.jobs)
    wanted = [name for name in asked.peers.split(",") if name]
    programs = _programs(wanted, [*asked.programs, Path(sys.executable).parent])
    only = [name.strip() for name in asked.only.split(";")] if asked.only else list(SCENARIOS)
    if unknown := set(only) - set(SCENARIOS):
        sys.exit(f"--only {'; '.join(unknown)}: it takes {'; '.join(SCENARIOS)}")
    try:
        theirs, ours = _measure(bench, programs, only, asked.repeat)
    finally:
        places.clear(where)
    found = results.Results(
        corpus=corpus,
        captures=sum(1 for _ in places.articles(where.site).rglob("*.md")),
        published=len(bench.chosen),
        machine=_machine(),
        date=dt.datetime.now(dt.UTC).date().isoformat(),
        versions=_versions(programs),
        peers={name: results.of_costs(costs) for name, costs in theirs.items()},
        diglot={name: results.median(runs) for name, runs in ours.items()},
    )
    results.store(found, where.root / "results.json")
    text = table.markdown(found, results.load(asked.smaller) if asked.smaller else None)
    print(text)
    if asked.table:
        table.put(asked.table, asked.mark, text)


def _measure(
    bench: Bench, programs: dict[str, str], only: Sequence[str], repeat: int
) -> tuple[dict[str, list[Cost]], dict[str, list[Run]]]:
    theirs: dict[str, list[Cost]] = defaultdict(list)
    ours: dict[str, list[Run]] = defaultdict(list)
    for number in range(1, repeat + 1):
        for name, scenario in SCENARIOS.items():
            if name in only:
                run = scenario(bench, number)
                ours[name].append(run)
                say(
                    f"{number}: diglot, {name}: {run.cost.wall:.2f} s, {run.cost.cpu:.2f} s of "
                    f"processor, {run.cost.peak / 1e6:,.0f} MB, {run.written:,} written"
                )
        for name, cost in _peers(bench, programs):
            theirs[name].append(cost)
            say(f"{number}: {name}: {cost.wall:.1f} s, {cost.peak / 1e6:,.0f} MB")
    return theirs, ours


def _peers(bench: Bench, programs: dict[str, str]) -> Iterator[tuple[str, Cost]]:
    for name, program in programs.items():
        if name not in PEERS:
            continue
        site = bench.place.peers / name
        try:
            if places.is_other(site, bench.chosen):
                say(f"writing a site for {NAMES[name]}")
                PEERS[name].write(bench.chosen, site)
                places.sign(site, bench.chosen)
            cost = PEERS[name].build(program, site)
            yield NAMES[name], cost
            if name == "hugo" and "pagefind" in programs:
                yield WITH_SEARCH, cost.then(pagefind.build(programs["pagefind"], site))
        except FailedError as error:
            say(str(error))


def _programs(wanted: Sequence[str], folders: Sequence[Path]) -> dict[str, str]:
    """Name → program of what is asked for and installed; `hugo+pagefind` is both."""
    finders = {**{name: peer.find for name, peer in PEERS.items()}, "pagefind": pagefind.find}
    found: dict[str, str] = {}
    for name in dict.fromkeys(part for each in wanted for part in each.split("+")):
        if name not in finders:
            sys.exit(f"--peers {name}: it takes {', '.join(finders)}, with hugo+pagefind for both")
        found[name] = finders[name](folders)
        if not found[name]:
            say(f"{name} is not installed: left out")
    return {name: program for name, program in found.items() if program}


def _versions(programs: dict[str, str]) -> list[str]:
    told = {**{name: peer.version for name, peer in PEERS.items()}, "pagefind": pagefind.version}
    python = f"Python {platform.python_version()}"
    return [python, *(told[name](program) for name, program in programs.items())]


def _machine() -> str:
    processor = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            processor = line.partition(":")[2].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores of {processor}, {memory:.0f} GiB, Linux {platform.release()}"


def say(what: str) -> None:
    """A line on how far it is."""
    print(f"[{dt.datetime.now():%H:%M:%S}] {what}", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, help="a folder of captures; it is copied")
    parser.add_argument(
        "--count", type=int, default=10_000, help="made-up captures, without --corpus"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--place", type=Path, default=Path(".cache/bench"), help="where it works")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each; the median counts")
    parser.add_argument(
        "--peers", default="hugo+pagefind", help="hugo, hugo+pagefind, pelican, eleventy"
    )
    parser.add_argument(
        "--programs", type=Path, nargs="*", default=[], help="folders of the peers' programs"
    )
    parser.add_argument(
        "--only", default="", help=f"diglot's scenarios, with ; between: {'; '.join(SCENARIOS)}"
    )
    parser.add_argument("--jobs", type=int, default=-1, help="diglot's worker processes; all cores")
    parser.add_argument("--name", default="", help="what the table calls the corpus")
    parser.add_argument("--smaller", type=Path, help="results.json of a smaller corpus, for growth")
    parser.add_argument("--table", type=Path, help="a page to write the tables into")
    parser.add_argument(
        "--mark", default="sample", help="between `<!-- bench MARK -->` and `<!-- end -->`"
    )
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
