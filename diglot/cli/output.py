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
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from diglot.cli import places
from diglot.cli.places import clean
from diglot.model import Finding

__all__ = [
    "Progress",
    "as_json",
    "clean",
    "failure",
    "json_text",
    "line",
    "report",
    "serious",
]

SHOWN = 20
"""Findings of one kind printed in full before the rest is counted."""
_SEEN_AS_TEXT = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


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
    # A line that begins with `::` is an order to GitHub's runner.
    guard = "./" if place.lstrip().startswith("::") else ""
    return clean(f"{guard}{place}: {finding.severity}: {finding.what}{help}")


def serious(findings: Iterable[Finding]) -> list[Finding]:
    """What `--strict` fails on: warnings and errors."""
    return [finding for finding in findings if finding.severity != "note"]


def report(
    findings: Iterable[Finding], *, every: bool = False, content: Path | None = None
) -> None:
    """Findings once each, by kind, errors first, each with its line and a caret; to standard error.

    `content` is the folder of captures or of what belongs to them, where it is not `content/`.
    """
    ranked = {"error": 0, "warning": 1, "note": 2}
    ordered = sorted(set(findings), key=lambda f: (ranked[f.severity], f.code, f.path, f.line))
    folder = content or Path.cwd() / "content"
    shown: Counter[str] = Counter()
    for finding in ordered:
        shown[finding.code] += 1
        if every or shown[finding.code] <= SHOWN:
            found, text = places.placed(finding, folder)
            sys.stderr.write(f"{line(found)}\n{places.pointed(found, text)}")
            _annotate(found, folder)
    for code, count in shown.items():
        if not every and count > SHOWN:
            sys.stderr.write(f"… and {count - SHOWN} more of {code}: diglot check\n")


def _annotate(finding: Finding, content: Path) -> None:
    """The same for the log of a GitHub workflow, which shows it beside the file."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return
    kind = "notice" if finding.severity == "note" else finding.severity
    place = []
    path = places.file_of(finding, content)
    if path and path.is_relative_to(Path.cwd()):
        place = [("file", path.relative_to(Path.cwd()).as_posix()), ("line", max(1, finding.line))]
        place += [("col", finding.column)] if finding.column else []
    facts = ",".join(f"{name}={_property(str(value))}" for name, value in place)
    what = clean(f"{finding.what}; help: {finding.help}" if finding.help else finding.what)
    where = "" if place else clean(finding.path) + ": "
    sys.stdout.write(f"::{kind} {facts}::{(where + what).replace('%', '%25')}\n")


def _property(text: str) -> str:
    shown = clean(text).replace("%", "%25")
    return shown.replace(",", "%2C").replace(":", "%3A")


def as_json(findings: Iterable[Finding], *, content: Path | None = None, **facts: object) -> str:
    """A report for machines, with columns as `report` prints them."""
    folder = content or Path.cwd() / "content"
    listed = [asdict(places.placed(finding, folder)[0]) for finding in findings]
    return json_text({**facts, "findings": listed})


def json_text(value: object) -> str:
    """A value as JSON, readable and without anything that drives a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
    return _SEEN_AS_TEXT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


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
            self._what, self._started, self._last = what, now, now
        finished = done >= total
        if not done:
            return
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
