"""What a capture costs: milliseconds of CPU for reading, cleaning, tagging and making its HTML.

    python bench/clean.py FOLDER [EVERY] [--learned FILE]

FOLDER holds captures; with EVERY, each EVERYth of them by path is taken. FILE is a profile that
`diglot learn` wrote, such as `content/rules/learned.tsv`, which a build of its site uses. Captures
are prepared in this process, batch by batch as a build's worker does, in several rounds. Of each
batch the cheapest round counts, since a busy machine only ever adds to it; the first round, in
which expressions are compiled and files come from the disk, is given apart. What asking for the time
takes, some twenty times a capture, counts as `other`.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from inspect import isgeneratorfunction
from pathlib import Path
from time import process_time_ns
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from diglot import cleaning, fingerprint, instep, prepare, unit  # noqa: E402 - the checkout has to be on the path first
from diglot.capture import article, walk  # noqa: E402
from diglot.catalogue import language, tags  # noqa: E402
from diglot.clean import Rules, load_rules  # noqa: E402
from diglot.clean.packing import packed  # noqa: E402
from diglot.clean.profile import parse  # noqa: E402
from diglot.jobs import Job, Made, Workshop  # noqa: E402
from diglot.publish import rows  # noqa: E402
from diglot.settings import Settings  # noqa: E402
from diglot.workers import CHUNK  # noqa: E402

ROUNDS = 5
STAGES: dict[str, tuple[tuple[Any, str], ...]] = {
    "file": ((unit, "read"),),
    "front matter": ((article, "read"),),
    "blocks": ((article, "document"),),
    "cleaning": ((cleaning, "line"),),
    "language": ((language, "detect"), (language, "of_title")),
    "HTML": ((rows, "of"), (rows, "texts")),
    "record": ((prepare, "record_of"),),
    "tagging": ((prepare, "match"),),
    "packing": ((prepare, "_stored"), (fingerprint, "of")),
}
"""Functions by stage; what one calls of another counts for the inner one alone."""


class Meter:
    """CPU time by stage."""

    def __init__(self, idle: int = 0) -> None:
        self.spent = dict.fromkeys(STAGES, 0)
        self.within: list[int] = []
        self.idle = idle
        """Nanoseconds that are measured where nothing is done."""

    def timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """`call`, its time less that of what is timed within it added to `stage`."""

        def run(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the stage takes and gives
            start = self.started()
            try:
                return call(*given, **named)
            finally:
                self.ended(stage, start)

        def line(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - the same
            steps = call(*given, **named)
            while True:
                start = self.started()
                try:
                    next(steps)
                except StopIteration as end:
                    return end.value
                finally:
                    self.ended(stage, start)
                yield

        return line if isgeneratorfunction(call) else run

    def started(self) -> int:
        """Now, something of a stage begins."""
        self.within.append(0)
        return process_time_ns()

    def ended(self, stage: str, start: int) -> None:
        """What has passed since, less what was spent within, was spent on this stage."""
        took = process_time_ns() - start
        self.spent[stage] += took - self.within.pop() - self.idle
        if self.within:
            self.within[-1] += took

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Time the functions of `STAGES` as long as this lasts."""
        plain = [
            (owner, name, getattr(owner, name)) for each in STAGES.values() for owner, name in each
        ]
        for stage, functions in STAGES.items():
            for owner, name in functions:
                setattr(owner, name, self.timed(stage, getattr(owner, name)))
        try:
            yield
        finally:
            for owner, name, function in plain:
                setattr(owner, name, function)


def idle(calls: int = 10_000) -> int:
    """Nanoseconds that a call of nothing is measured to take."""
    meter = Meter()
    nothing = meter.timed("file", lambda: None)
    for _ in range(calls):
        nothing()
    return meter.spent["file"] // calls


def measured(batch: Sequence[Job], shop: Workshop, clock: int) -> list[int]:
    """Nanoseconds of CPU by stage for a batch; last what is in no stage, and the whole."""

    def failed(at: int, error: Exception) -> Made:
        raise RuntimeError(batch[at].path) from error

    meter = Meter(clock)
    with meter.watching():
        start = process_time_ns()
        instep.together([prepare.line(job, shop) for job in batch], failed)
        whole = process_time_ns() - start
    return [*meter.spent.values(), whole - sum(meter.spent.values()), whole]


def rules_of(learned: Path | None) -> Rules:
    """The package's rules with the profile in this file. `SystemExit` where it is none."""
    rules = load_rules(None)
    if learned is None:
        return rules
    try:
        profile, wrong = parse(learned.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SystemExit(f"{learned}: {error}") from None
    if wrong:
        line, what = wrong[0]
        raise SystemExit(f"{learned}:{line}: {what}; `diglot learn` writes the file anew")
    return replace(rules, profile=profile)


def main(arguments: list[str]) -> None:
    """Print a line for each stage: ms a capture in the cheapest round and in the first."""
    parser = ArgumentParser(prog="bench/clean.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="holds captures")
    parser.add_argument("every", type=int, nargs="?", default=1, help="take each EVERYth")
    parser.add_argument("--learned", type=Path, metavar="FILE", help="profile of `diglot learn`")
    asked = parser.parse_args(arguments)
    folder: Path = asked.folder
    sources = walk.walk(folder)[0][:: asked.every]
    shop = Workshop(
        articles=folder,
        settings=Settings(),
        rules=packed(rules_of(asked.learned)),
        registry=tags.load(None)[0],
        key=b"",
    )
    jobs = [
        Job(
            path=source.path,
            size=source.size,
            edit=None,
            edit_path="",
            translations={},
        )
        for source in sources
    ]
    batches = [jobs[start : start + CHUNK] for start in range(0, len(jobs), CHUNK)]
    clock = idle()
    rounds = [[measured(batch, shop, clock) for batch in batches] for _ in range(ROUNDS)]
    print(f"{len(jobs):,} captures, ms of CPU a capture   cheapest  first")
    for place, stage in enumerate((*STAGES, "other", "whole")):
        cheapest = sum(min(each[place] for each in batch) for batch in zip(*rounds, strict=True))
        first = sum(batch[place] for batch in rounds[0])
        print(f"{stage:36} {cheapest / len(jobs) / 1e6:9.3f} {first / len(jobs) / 1e6:6.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
