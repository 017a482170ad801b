"""Who waits for which segment, so that one that several articles have is sent once.

Invariant: an article waits for a segment at most once.
"""

from __future__ import annotations

from collections.abc import Sequence

from diglot.translate.ledger import Name, name
from diglot.translate.work import Need

Key = tuple[str, str, str]
"""Target language, role and text."""


class Waiting:
    """One run's; used by one thread."""

    def __init__(self) -> None:
        self._by_key: dict[Key, dict[Name, Need]] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._by_key

    def join(self, key: Key, need: Need) -> bool:
        """Wait for a segment too; false where the article does already."""
        others = self._by_key.setdefault(key, {})
        if name(need) in others:
            return False
        others[name(need)] = need
        return True

    def leave(self, key: Key) -> Sequence[Need]:
        """Everyone who waited for a segment: they wait no longer."""
        return tuple(self._by_key.pop(key, {}).values())
