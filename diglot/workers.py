"""Work spread over processes, so that a build uses every core and survives a worker that dies.

Above 200 lines, since one module alone knows pools of processes.

Invariant: results come back in the order of the work, whatever the executor; work whose worker
died is done again one by one, and what kills its worker alone is given to `lost`, or ends the
command with a message where nothing may be lost.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from importlib import import_module
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from diglot.errors import StoppedError

_OVER = object()

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")

CHUNK = 32
"""Captures sent to a worker at a time: about 10 ms of work."""
AHEAD = 8
"""Chunks in flight for each worker: enough that none waits while one takes long or this process is
busy, and few enough that memory does not grow with the archive."""
TURN = 0.0005
"""Seconds after which a thread that works lets others: those that hand work out and take results in
wait for a turn at each step, ten times as long by default, and the workers with them."""


def make_ready(workers: int, *modules: str) -> None:
    """Start a pool for each `spread` over so many until they are dismissed, and have it load
    modules while this process still finds out what the work is.
    """
    if _LENT.get() is None and not _READY:
        _READY.append(_Ready(workers, _new(workers), forks()))
    if modules:
        _have(_load, modules)


def are_ready() -> bool:
    """Whether workers are ready that have no more to load than this process for what comes next.

    Spawned ones have; and where diglot serves, this process has loaded it long ago.
    """
    return any(ready.forked for ready in _READY)


def ask(task: Callable[..., object], *words: object) -> bool:
    """Have the workers that are ready do something when they are free; whether there are any."""
    if are_ready():
        _have(task, *words)
    return are_ready()


def _have(task: Callable[..., object], *words: object) -> None:
    try:
        for ready in _READY:
            ready.executor.submit(task, *words)
    except BrokenExecutor:
        dismiss()


def dismiss() -> None:
    """Let the workers go that were made ready, if there are any."""
    while _READY:
        _READY.pop().executor.shutdown(cancel_futures=True)


class _Ready(NamedTuple):
    """A pool that was made ready."""

    size: int
    executor: Executor
    forked: bool


_READY: list[_Ready] = []
"""The one that is, if any."""


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        import_module(module)


def pool(workers: int) -> Executor:
    """The pool that was lent or made ready, else a new one of processes."""
    if lent := _LENT.get():
        return lent
    for ready in _READY:
        if ready.size == workers:
            return ready.executor
    dismiss()
    return _new(workers)


def _new(workers: int) -> Executor:
    """A pool of processes, forked where that is safe, else spawned."""
    method = "fork" if forks() else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _begin() -> None:
    """In a worker: end with the process that the work is for, which nothing else would tell of."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def forks() -> bool:
    """Whether a worker starts with what this process has loaded.

    Forking beside other threads (`diglot serve` has some) may copy a lock that nobody opens again.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def _close(executor: Executor, *, broken: bool = False) -> None:
    """Close a pool, unless it is to do more."""
    if any(ready.executor is executor for ready in _READY):
        if broken:
            dismiss()
    else:
        executor.shutdown(cancel_futures=True)


@contextmanager
def lent(executor: Executor, broken: tuple[type[Exception], ...]) -> Iterator[None]:
    """Within, all work that goes to workers goes to this executor, which stays open.

    `broken` are its errors that mean that a worker died. Its workers have to see the site's files
    under the same paths: they read captures and write pages.
    """
    token = _LENT.set(_Lent(executor, broken))
    try:
        yield
    finally:
        _LENT.reset(token)


class _Lent(Executor):
    """Another's executor, which is not ours to shut down."""

    def __init__(self, executor: Executor, broken: tuple[type[Exception], ...]) -> None:
        self.executor, self.broken = executor, broken

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        """Work for it; a worker's death reads as it does in a pool of our own."""
        asked: Future[T] = self.executor.submit(fn, *args, **kwargs)
        told: Future[T] = Future()
        asked.add_done_callback(partial(_pass_on, told, self.broken))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing: whoever lent it closes it."""


def _pass_on(told: Future[T], broken: tuple[type[Exception], ...], asked: Future[T]) -> None:
    if asked.cancelled():
        told.set_exception(BrokenExecutor("the work was cancelled"))
    elif (error := asked.exception()) is None:
        told.set_result(asked.result())
    else:
        told.set_exception(BrokenExecutor(str(error)) if isinstance(error, broken) else error)


_LENT: ContextVar[_Lent | None] = ContextVar("_LENT", default=None)


def spread(
    task: Callable[[C, Sequence[T]], list[R]],
    context: C,
    work: Iterable[T],
    *,
    workers: int,
    lost: Callable[[T], R] | None = None,
    chunk: int = CHUNK,
    meanwhile: Iterator[object] | None = None,
) -> Iterator[R]:
    """`task` over chunks of `work`; with no workers, in this process.

    `context` is what all chunks share; a worker unpacks it once. The task may run twice over the
    same work. Steps of `meanwhile` are taken while the workers are busy, as many as there is time
    for. Raises `StoppedError` where work kills its worker even alone and `lost` is missing.
    """
    chunks = _chunks(iter(work), chunk)
    if workers < 1:
        for part in chunks:
            yield from task(context, part)
        return
    call = partial(_call, task, pickle.dumps(context, pickle.HIGHEST_PROTOCOL))
    executor = pool(workers)
    pending: deque[tuple[Sequence[T], Future[list[R]]]] = deque()
    turn = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        while True:
            for part in islice(chunks, workers * AHEAD - len(pending)):
                pending.append((part, _submitted(executor, call, part)))
            if not pending:
                return
            part, future = pending[0]
            while meanwhile and not future.done() and next(meanwhile, _OVER) is not _OVER:
                pass
            try:
                results = future.result()
            except BrokenExecutor:
                _close(executor, broken=True)
                executor = pool(workers)
                waiting = [each for each, _ in pending]
                pending.clear()
                for each in waiting:
                    yield from _one_by_one(call, each, lost)
                continue
            pending.popleft()
            yield from results
    finally:
        sys.setswitchinterval(turn)
        for _, future in pending:
            future.cancel()
        _close(executor)


def _submitted(
    executor: Executor, call: Callable[[Sequence[T]], list[R]], part: Sequence[T]
) -> Future[list[R]]:
    """Work given to the pool; where it has broken since, the future says so when it is asked."""
    try:
        return executor.submit(call, part)
    except BrokenExecutor as error:
        refused: Future[list[R]] = Future()
        refused.set_exception(error)
        return refused


def _one_by_one(
    call: Callable[[Sequence[T]], list[R]],
    part: Sequence[T],
    lost: Callable[[T], R] | None,
) -> Iterator[R]:
    executor = pool(1)
    try:
        for each in part:
            try:
                yield from executor.submit(call, [each]).result()
            except BrokenExecutor:
                _close(executor, broken=True)
                executor = pool(1)
                if lost is None:
                    raise StoppedError(
                        "a worker process died twice at the same work",
                        "it may have run out of memory: build again, with `-j 1` if it happens again",
                    ) from None
                yield lost(each)
    finally:
        _close(executor)


def _call(task: Callable[[C, Sequence[T]], list[R]], context: bytes, part: Sequence[T]) -> list[R]:
    return task(_unpacked(context), part)


@lru_cache(maxsize=2)
def _unpacked(context: bytes) -> Any:  # noqa: ANN401 - whatever the task shares
    return pickle.loads(context)  # noqa: S301 - our own bytes, from our own parent process


def _chunks(work: Iterator[T], size: int) -> Iterator[Sequence[T]]:
    while part := list(islice(work, size)):
        yield part
