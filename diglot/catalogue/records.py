"""Whole records of captures, read when somebody asks for more than is on their slips.

Invariant: a record is the one that belongs to the slip: the store is not written between them.
"""

from __future__ import annotations

from diglot.catalogue.store import Store
from diglot.record import Record, Slip


class Records:
    """The records of a store, each read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[str, Record] = {}

    def of(self, slip: Slip) -> Record:
        """A capture's record; the slip itself, where it is one."""
        if isinstance(slip, Record):
            return slip
        found = self._held.get(slip.path)
        if found is None:
            found, _ = self._store.row(slip.path)
            self._held[slip.path] = found
        return found
