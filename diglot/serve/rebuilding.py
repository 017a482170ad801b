"""One build of the preview, with whatever went wrong as something a page can show.

Invariant: nothing that a build raises ends the preview; the last good site stays where it is.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from diglot.errors import DiglotError, LockedError
from diglot.model import Finding
from diglot.serve.board import Board, Problem, State

if TYPE_CHECKING:
    from diglot.pipeline import Report
    from diglot.project import Project

PATIENCE = 60.0
"""Seconds to wait for another build of the same site, such as a `diglot build` beside it."""
FEW = 24
"""Changed files up to which starting workers takes longer than the work."""
SHOWN = 5
"""Errors in content that a page shows; the terminal has them all."""

_PLACE = re.compile(r"(?P<place>[^\s:]+(?::\d+){1,2}): (?P<what>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What one build of the preview came to."""

    changed: bool
    """The site on disk is another than before."""
    base: str | None = None
    """None where the settings could not be read."""
    failed: bool = False
    problems: tuple[Problem, ...] = ()
    report: Report | None = None
    findings: tuple[Finding, ...] = ()
    fault: BaseException | None = None
    """A fault in diglot itself, to be shown whole in the terminal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """What is built, and how."""

    project: Project
    drafts: bool = False
    workers: int = 0
    progress: Callable[[str, int, int], None] = lambda what, done, total: None


def rebuild(place: Workplace, changed: Iterable[Path] | None = None) -> Rebuilt:
    """Build once; `changed` are the files that gave rise to it, None stands for all.

    Errors are shown wherever they are; warnings only of the files that were just changed.
    """
    from diglot import pipeline, settings

    base = None
    edited = None if changed is None else list(changed)
    try:
        chosen, odd = settings.load(place.project.root)
        chosen = replace(chosen, drafts=chosen.drafts or place.drafts)
        base = base_path(chosen.base_url)
        few = edited is not None and _are_few(edited)
        options = (
            pipeline.Options()
            if few
            else pipeline.Options(workers=place.workers, progress=place.progress)
        )
        report = _patiently(lambda: pipeline.build(place.project, chosen, options))
    except DiglotError as error:
        problem = _problem(error.what, error.help)
        return Rebuilt(changed=False, base=base, failed=True, problems=(problem,))
    except Exception as error:
        what = f"a fault in diglot: {type(error).__name__}: {error}"
        problem = Problem(what=what, help="the terminal has the whole of it; please report it")
        return Rebuilt(changed=False, base=base, failed=True, problems=(problem,), fault=error)
    findings = (*odd, *report.findings)
    names = [path.as_posix() for path in edited or ()]
    errors = dict.fromkeys(
        each
        for each in findings
        if each.severity == "error" or (each.severity == "warning" and _is_of(each, names))
    )
    return Rebuilt(
        changed=bool(report.printed.written or report.printed.removed),
        base=base,
        problems=tuple(_of(finding) for finding in list(errors)[:SHOWN]),
        report=report,
        findings=findings,
    )


def _is_of(finding: Finding, names: list[str]) -> bool:
    return any(name.endswith(f"/{finding.path}") for name in names)


def post(board: Board, built: Rebuilt) -> None:
    """Tell open pages."""
    base = built.base if built.base is not None else board.state.base
    version = time.time_ns() // 1_000_000
    state = State(version=version, base=base, failed=built.failed, problems=built.problems)
    board.post(state, changed=built.changed or base != board.state.base)


def base_path(base_url: str) -> str:
    """The path that a site is published under.

    >>> base_path("https://me.github.io/digest/"), base_path("")
    ('/digest/', '/')
    """
    return urlsplit(base_url).path.rstrip("/") + "/"


def _are_few(changed: list[Path]) -> bool:
    """Whether starting workers would take longer; a folder stands for all that came with it."""
    files = 0
    for path in changed:
        for _ in path.rglob("*") if path.is_dir() else (path,):
            files += 1
            if files > FEW:
                return False
    return True


def _patiently(build: Callable[[], Report]) -> Report:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return build()
        except LockedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _problem(what: str, help: str) -> Problem:
    match = _PLACE.fullmatch(what)
    if match is None:
        return Problem(what=what, help=help)
    return Problem(place=match["place"], what=match["what"], help=help)


def _of(finding: Finding) -> Problem:
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    return Problem(place=place, what=finding.what, help=finding.help)
