"""A build's work on a Dask cluster, for whoever outgrows one machine.

Invariant: Dask is imported here alone and only when it is asked for; the cluster gets the same work
as processes do, so the output is the same, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from diglot import fingerprint, workers
from diglot.errors import UsageError

SECONDS = 10
"""Until a scheduler that does not answer counts as not there."""


@contextmanager
def joined(executor: str) -> Iterator[int]:
    """Within, work goes to the cluster that `dask=ADDRESS` names; the number of its workers.

    Every worker has to see the site's files under the same paths, and to run this very diglot.
    Raises `UsageError` where that cannot be.
    """
    kind, _, address = executor.partition("=")
    if kind != "dask" or not address:
        raise UsageError(
            f"--executor {executor}", "it takes dask=ADDRESS, such as dask=tcp://10.0.0.1:8786"
        )
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise UsageError(
            "--executor dask= needs Dask, which is not installed", "pip install 'diglot[cluster]'"
        ) from None
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no Dask scheduler answers at {address}: {error}",
            "start one with `dask scheduler`, and name the address that it prints",
        ) from None
    with client:
        count = sum(client.nthreads().values())
        if not count:
            help = f"start some with `dask worker {address} --nthreads 1`"
            raise UsageError(f"the cluster at {address} has no workers", help)
        try:
            found = client.run(fingerprint.of_code)
        except ModuleNotFoundError:
            found = {address: b""}
        for worker, theirs in found.items():
            if theirs != fingerprint.of_code():
                what = f"the Dask worker {worker} runs another diglot, or has none"
                raise UsageError(what, "install the same version on every machine")
        # Two equal pieces of work are two: a page may have to be written again.
        with workers.lent(client.get_executor(pure=False), (KilledWorker,)):
            yield count
