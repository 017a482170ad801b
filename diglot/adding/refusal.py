"""Why something was not added, as a value: one refusal never stops the rest of a feed.

Invariant: the reason is fit to be read by the person who asked.
"""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - it is a verdict on one source, not an error of ours
    """A source that is not added; `what` says why and `help` what to do."""

    def __init__(self, what: str, help: str = "") -> None:
        super().__init__(what)
        self.what, self.help = what, help
