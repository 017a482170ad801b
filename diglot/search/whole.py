"""A whole index made anew, in worker processes, with segments in a folder that goes away.

Invariant: the files depend on the articles alone, not on how many workers made them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import neg
from pathlib import Path
from tempfile import TemporaryDirectory

from diglot import collector, workers
from diglot.errors import StorageError
from diglot.search import articles, weaving
from diglot.search.contents import chunks, fixed
from diglot.search.files import Tier
from diglot.search.holdings import Holdings
from diglot.search.levels import Texts
from diglot.search.shelf import Shelf, reading

ALONE = 500
"""Articles below which starting workers takes longer than the work."""

Step = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """What workers share."""

    cache: Path
    folder: Path
    tiers: Sequence[Tier]
    excerpt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """Articles of one tier whose terms are gathered together, newest first."""

    file: str
    tier: int
    captures: Sequence[tuple[int, str, articles.Around]]
    """Numbers, paths, and what they are found by besides their texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathered:
    """Where a batch's segments are: in a file, one behind the other."""

    file: str
    tier: int
    ends: Sequence[int]


def files_of(
    holdings: Holdings, cache: Path, step: Step, *, count: int, meanwhile: Iterator[object]
) -> Iterator[tuple[str, bytes]]:
    """Every file of the index; `count` is the number of worker processes.

    `cache` is the store, whose captures are read in the workers; segments lie beside it. All steps
    of `meanwhile` are taken, while the workers are busy if there is time.
    """
    count = count if len(holdings.cards) > ALONE else 0
    with collector.frozen(), TemporaryDirectory(prefix="index-", dir=cache.parent) as folder:
        bench = _Bench(
            cache=cache,
            folder=Path(folder),
            tiers=holdings.tiers,
            excerpt=holdings.press.settings.body == "excerpt",
        )
        lots = _lots(holdings, count)
        parts = [(at, part) for at, t in enumerate(bench.tiers) for part in range(weaving.parts(t))]
        total = len(lots) + len(parts)
        gathered: list[_Gathered] = []
        batches = (_batch(holdings, at, *lot) for at, lot in enumerate(lots))
        for each in workers.spread(_gather, bench, batches, workers=count, chunk=1):
            gathered.append(each)
            step(len(gathered), total)
        made: list[tuple[str, bytes]] = []
        plain = map(made.append, chain(fixed(holdings), chunks(holdings, holdings.cards)))
        late = chain(plain, meanwhile)  # while terms are gathered, memory is highest
        woven = workers.spread(
            _weave, (bench, gathered), parts, workers=count, chunk=1, meanwhile=late
        )
        for done, found in enumerate(woven, start=len(gathered) + 1):
            yield from found
            step(done, total)
        deque(late, maxlen=0)
        yield from made


def _lots(holdings: Holdings, count: int) -> list[tuple[int, list[int]]]:
    """Tier and numbers of each batch: all workers have equally many of the older articles."""
    numbers = list(holdings.cards)
    newest = bisect_right(numbers, -holdings.border, key=neg)
    workers = max(count, 1)
    found = []
    for tier, own in enumerate((numbers[newest:], numbers[:newest])):
        batches = -(-len(own) // (weaving.BATCH * workers)) * workers
        size = -(-len(own) // (batches or 1)) or 1
        found += [(tier, own[at : at + size]) for at in range(0, max(len(own), 1), size)]
    return found


def _batch(holdings: Holdings, at: int, tier: int, numbers: Sequence[int]) -> _Batch:
    captures = [(n, holdings.cards[n].slip.path, holdings.around(n)) for n in numbers]
    return _Batch(file=str(at), tier=tier, captures=captures)


def _gather(bench: _Bench, batches: Sequence[_Batch]) -> list[_Gathered]:
    """Write each batch's segments into its file."""
    made = []
    with collector.paused(), reading(bench.cache) as shelf:
        for batch in batches:
            at, ends = 0, list[int]()
            segments = weaving.gather(_texts(bench, shelf, batch), bench.tiers[batch.tier])
            with (bench.folder / batch.file).open("wb") as file:
                for segment in segments:
                    at += file.write(segment)
                    ends.append(at)
            made.append(_Gathered(file=batch.file, tier=batch.tier, ends=ends))
    return made


def _texts(bench: _Bench, shelf: Shelf, batch: _Batch) -> Iterator[tuple[int, Texts]]:
    for number, path, around in batch.captures:
        version = shelf.current(path)
        if version is None:
            raise StorageError(f"the cache has lost {path}", "build again with --full")
        found = articles.texts_of(version.record, version.body, around, excerpt=bench.excerpt)
        yield number, found


def _weave(
    context: tuple[_Bench, Sequence[_Gathered]], parts: Sequence[tuple[int, int]]
) -> list[list[tuple[str, bytes]]]:
    """Every file of each part, which is named by its tier and its place there."""
    bench, gathered = context
    with collector.paused():
        return [
            list(weaving.weave(_read(bench.folder, gathered, *each), each[1], bench.tiers[each[0]]))
            for each in parts
        ]


def _read(folder: Path, gathered: Sequence[_Gathered], tier: int, part: int) -> Iterator[bytes]:
    for batch in gathered:
        if batch.tier == tier:
            start = batch.ends[part - 1] if part else 0
            with (folder / batch.file).open("rb") as file:
                file.seek(start)
                yield file.read(batch.ends[part] - start)
