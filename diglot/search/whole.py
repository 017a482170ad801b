"""A whole index made anew, in worker processes, with segments in a folder that goes away.

Invariant: the files depend on the articles alone, not on how many workers made them.
"""

from __future__ import annotations

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
    captures: Sequence[tuple[int, str, articles.Around]]
    """Numbers, paths, and what they are found by besides their texts."""


_Ends = list[int]
"""Where each of a batch's segments ends in its file."""


def files_of(
    holdings: Holdings, cache: Path, step: Step, *, count: int
) -> Iterator[tuple[str, bytes]]:
    """Every file of the index; `count` is the number of worker processes.

    `cache` is the store, whose captures are read in the workers; segments lie beside it.
    """
    count = count if len(holdings.cards) > ALONE else 0
    parts = weaving.parts(holdings.shards)
    with collector.frozen(), TemporaryDirectory(prefix="index-", dir=cache.parent) as folder:
        bench = _Bench(
            cache=cache,
            folder=Path(folder),
            shards=holdings.shards,
            excerpt=holdings.press.settings.body == "excerpt",
        )
        size = _size(len(holdings.cards), count)
        total = -(-len(holdings.cards) // size) + parts
        batches: list[_Ends] = []
        work = _batches(holdings, size)
        for ends in workers.spread(_gather, bench, work, workers=count, chunk=1):
            if not batches:  # while workers gather what is left
                yield from fixed(holdings)
                yield from chunks(holdings, holdings.cards)
            batches.append(ends)
            step(len(batches), total)
        woven = workers.spread(_weave, (bench, batches), range(parts), workers=count, chunk=1)
        for done, found in enumerate(woven, start=len(batches) + 1):
            yield from found
            step(done, total)


def _size(articles: int, count: int) -> int:
    """Articles of a batch, such that all workers have equally many batches.

    >>> _size(5000, 0), _size(5000, 2), _size(0, 2)
    (1667, 1250, 1)
    """
    batches = -(-articles // weaving.BATCH)
    return -(-articles // (max(count, 1) * -(-batches // max(count, 1)) or 1)) or 1


def _batches(holdings: Holdings, size: int) -> Iterator[_Batch]:
    numbers = list(holdings.cards)
    for start in range(0, max(len(numbers), 1), size):
        own = numbers[start : start + size]
        yield _Batch(
            at=start // size,
            captures=[(n, holdings.cards[n].record.path, holdings.around(n)) for n in own],
        )


def _gather(bench: _Bench, batches: Sequence[_Batch]) -> list[_Ends]:
    """Write a batch's segments into one file; where each of them ends."""
    made = []
    with collector.paused(), reading(bench.cache) as shelf:
        for batch in batches:
            at, ends = 0, list[int]()
            with (bench.folder / str(batch.at)).open("wb") as file:
                for segment in weaving.gather(_texts(bench, shelf, batch), bench.shards):
                    at += file.write(segment)
                    ends.append(at)
            made.append(ends)
    return made


def _texts(bench: _Bench, shelf: Shelf, batch: _Batch) -> Iterator[tuple[int, Texts]]:
    for number, path, around in batch.captures:
        version = shelf.current(path)
        if version is None:
            raise StorageError(f"the cache has lost {path}", "build again with --full")
        found = articles.texts_of(version.record, version.body, around, excerpt=bench.excerpt)
        yield number, found


def _weave(
    context: tuple[_Bench, Sequence[_Ends]], parts: Sequence[int]
) -> list[list[tuple[str, bytes]]]:
    """Every file of each part."""
    bench, batches = context
    with collector.paused():
        return [list(weaving.weave(_read(bench, batches, p), p, bench.shards)) for p in parts]


def _read(bench: _Bench, batches: Sequence[_Ends], part: int) -> Iterator[bytes]:
    for at, ends in enumerate(batches):
        start = ends[part - 1] if part else 0
        with (bench.folder / str(at)).open("rb") as file:
            file.seek(start)
            yield file.read(ends[part] - start)
