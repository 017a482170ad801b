"""What can go wrong, as values that explain themselves.

    DiglotError            a message for the person at the command line, with an exit code
    ├── UsageError         wrong call or settings (exit 2)
    ├── StoppedError       stopped part-way; the same command goes on from there (exit 3)
    ├── StorageError       could not read or write (exit 4)
    └── LockedError        another build holds the lock (exit 5)
    Quarantined            one file is unsafe or unreadable; carries the finding to report

Invariant: every exception carries what its message was made of; none is raised for bad content
except `Quarantined`, which ends at the stage that reads files.
"""

from __future__ import annotations

from diglot.model import Finding


class DiglotError(Exception):
    """Ends the command; `what` and `help` are for its user, without a traceback."""

    exit_code = 1

    def __init__(self, what: str, help: str = "") -> None:
        super().__init__(what)
        self.what, self.help = what, help


class UsageError(DiglotError):
    """A wrong call, or settings that cannot be used."""

    exit_code = 2


class StoppedError(DiglotError):
    """Stopped part-way; the same command goes on from there."""

    exit_code = 3


class StorageError(DiglotError):
    """A file or folder could not be read or written."""

    exit_code = 4


class LockedError(DiglotError):
    """Another build holds the lock."""

    exit_code = 5


class Quarantined(Exception):  # noqa: N818 - it is a verdict on one file, not an error of ours
    """A file that cannot be read safely; it appears in the report and on no page."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.what)
        self.finding = finding

    def __reduce__(self) -> tuple[type[Quarantined], tuple[Finding]]:
        """Cross a process boundary whole."""
        return type(self), (self.finding,)
