"""What commands print: findings, failures, progress; plain lines wherever nobody is watching.

Invariant: what comes from content is printed without control characters, so no capture can drive a
terminal or a CI log.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from diglot.model import Finding

SHOWN = 20
"""Findings of one kind printed in full before the rest is counted."""
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    r"""Text fit for a terminal.

    >>> clean("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return _CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def failure(what: str, help: str = "") -> None:
    """A message that ends a command."""
    sys.stderr.write(f"diglot: {clean(what)}\n")
    if help:
        sys.stderr.write(f"  help: {clean(help)}\n")


def line(finding: Finding) -> str:
    """A finding as compilers print theirs.

    >>> line(Finding(path="a.md", line=3, what="no title", help="add one", code="title"))
    'a.md:3: warning: no title; help: add one'
    """
    place = finding.path
    if finding.line:
        place += f":{finding.line}" + (f":{finding.column}" if finding.column else "")
    help = f"; help: {finding.help}" if finding.help else ""
    return clean(f"{place}: {finding.severity}: {finding.what}{help}")


def serious(findings: Iterable[Finding]) -> list[Finding]:
    """What `--strict` fails on: warnings and errors."""
    return [finding for finding in findings if finding.severity != "note"]


def report(findings: Sequence[Finding], *, every: bool = False) -> None:
    """Findings once each, by kind, errors first; to standard error."""
    ranked = {"error": 0, "warning": 1, "note": 2}
    ordered = sorted(set(findings), key=lambda f: (ranked[f.severity], f.code, f.path, f.line))
    shown: Counter[str] = Counter()
    for finding in ordered:
        shown[finding.code] += 1
        if every or shown[finding.code] <= SHOWN:
            sys.stderr.write(line(finding) + "\n")
            _annotate(finding)
    for code, count in shown.items():
        if not every and count > SHOWN:
            sys.stderr.write(f"… and {count - SHOWN} more of {code}: diglot check\n")


def _annotate(finding: Finding) -> None:
    """The same for the log of a GitHub workflow, which shows it beside the file."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return
    kind = "notice" if finding.severity == "note" else finding.severity
    what = clean(finding.what).replace("%", "%25")
    path = clean(finding.path).replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    sys.stdout.write(f"::{kind} file=content/{path},line={max(1, finding.line)}::{what}\n")


def as_json(findings: Iterable[Finding], **facts: object) -> str:
    """A report for machines."""
    listed = [asdict(finding) for finding in findings]
    return json.dumps({**facts, "findings": listed}, ensure_ascii=False, indent=1, default=str)


class Progress:
    """How far long work is, once a second, with its rate and the time that is left."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._started = self._last = time.monotonic()
        self._what = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say so, at most once a second."""
        now = time.monotonic()
        if what != self._what:
            self._what, self._started = what, now
        finished = done >= total
        if now - self._last < 1 if not finished else not self._watched:
            return
        self._last = now
        rate = done / max(now - self._started, 0.001)
        left = f", {(total - done) / rate:.0f} s left" if rate and not finished else ""
        text = f"{what}: {done:,} of {total:,} ({rate:,.0f}/s{left})"
        if self._watched:
            sys.stderr.write(f"\r\033[K{text}" + ("\r\033[K" if finished else ""))
        else:
            sys.stderr.write(text + "\n")
        sys.stderr.flush()


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    total = 0
    pending = [str(folder)]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    total += entry.stat(follow_symlinks=False).st_size
    return total
