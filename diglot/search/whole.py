"""A whole index made anew, in worker processes, with segments in a folder that goes away.

Invariant: the files depend on the articles alone, not on how many workers made them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from diglot import collector, workers
from diglot.errors import StorageError
from diglot.search import articles, weaving
from diglot.search.holdings import Holdings, chunks, fixed
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
    shards: int
    excerpt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """Articles whose terms are gathered together, newest first."""

    at: int
    captures: Sequence[tuple[str, articles.Around]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Segments:
    """Where a batch's segments are in its file, and the numbers of its articles."""

    numbers: array[int]
    ends: Sequence[int]


def files_of(
    holdings: Holdings, cache: Path, step: Step, *, count: int
) -> Iterator[tuple[str, bytes]]:
    """Every file of the index; `count` is the number of worker processes.

    `cache` is the store, whose captures are read in the workers; segments lie beside it.
    """
    yield from fixed(holdings)
    yield from chunks(holdings, holdings.cards)
    numbers = list(holdings.cards)
    count = count if len(numbers) > ALONE else 0
    parts = weaving.parts(holdings.shards)
    size = min(weaving.BATCH, -(-len(numbers) // max(count, 1)) or 1)
    total = -(-len(numbers) // size) + parts
    with collector.frozen(), TemporaryDirectory(prefix="index-", dir=cache.parent) as folder:
        bench = _Bench(
            cache=cache,
            folder=Path(folder),
            shards=holdings.shards,
            excerpt=holdings.press.settings.body == "excerpt",
        )
        segments: list[_Segments] = []
        batches = _batches(holdings, numbers, size)
        for ends in workers.spread(_gather, bench, batches, workers=count, chunk=1):
            start = len(segments) * size
            own = numbers[start : start + size]
            segments.append(_Segments(numbers=array("Q", own), ends=ends))
            step(len(segments), total)
        woven = workers.spread(_weave, (bench, segments), range(parts), workers=count, chunk=1)
        for done, found in enumerate(woven, start=len(segments) + 1):
            yield from found
            step(done, total)


def _batches(holdings: Holdings, numbers: list[int], size: int) -> Iterator[_Batch]:
    for start in range(0, len(numbers), size):
        own = numbers[start : start + size]
        yield _Batch(
            at=start // size,
            captures=[(holdings.cards[n].record.path, holdings.around(n)) for n in own],
        )


def _gather(bench: _Bench, batches: Sequence[_Batch]) -> list[list[int]]:
    """Write a batch's segments into one file; where each of them ends."""
    made = []
    with collector.paused(), reading(bench.cache) as shelf:
        for batch in batches:
            ends, at = [], 0
            with (bench.folder / str(batch.at)).open("wb") as file:
                for segment in weaving.gather(_texts(bench, shelf, batch), bench.shards):
                    at += file.write(segment)
                    ends.append(at)
            made.append(ends)
    return made


def _texts(bench: _Bench, shelf: Shelf, batch: _Batch) -> Iterator[Texts]:
    for path, around in batch.captures:
        version = shelf.current(path)
        if version is None:
            raise StorageError(f"the cache has lost {path}", "build again with --full")
        yield articles.texts_of(version.record, version.body, around, excerpt=bench.excerpt)


def _weave(
    context: tuple[_Bench, list[_Segments]], parts: Sequence[int]
) -> list[list[tuple[str, bytes]]]:
    """Every file of each part."""
    bench, batches = context
    with collector.paused():
        return [list(weaving.weave(_read(bench, batches, p), p, bench.shards)) for p in parts]


def _read(
    bench: _Bench, batches: Sequence[_Segments], part: int
) -> Iterator[tuple[Sequence[int], bytes]]:
    for at, batch in enumerate(batches):
        start = batch.ends[part - 1] if part else 0
        with (bench.folder / str(at)).open("rb") as file:
            file.seek(start)
            yield batch.numbers, file.read(batch.ends[part] - start)
