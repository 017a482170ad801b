"""Pages that are to be, and what the editor wrote for them.

Invariant: a plan is made without rendering anything; its variables are made only when needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

from diglot.errors import UsageError

Variables: TypeAlias = dict[str, Any]
"""What a template is given; `docs/theming.md` lists the names."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One page that is to be: where, from which template, and how to know whether it changed."""

    path: str
    template: str
    """Empty where `variables["verbatim"]` is the text."""
    fingerprint: bytes
    variables: Callable[[], Variables]
    """Made only when the fingerprint is new."""
    bodies: tuple[str, ...] = ()
    """The captures whose rows the page shows."""
    source: str = ""
    """What it is made from, named when two pages claim one path."""
    place: str = ""
    """What it is planned with (`scope`); pages without a place are planned by every build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoredPage:
    """A page of the editor's own: `content/pages/about.zh.md`."""

    name: str
    lang: str
    title: str
    order: int
    text: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoredNote:
    """The editor's words above a list or an article."""

    lang: str
    text: str
    path: str


def distinct(plans: Iterable[Plan]) -> dict[str, Plan]:
    """Plans by path; raises `UsageError` naming two whose paths are one on some disk."""
    found: dict[str, Plan] = {}
    folded: dict[str, str] = {}
    for plan in plans:
        other = folded.setdefault(plan.path.casefold(), plan.path)
        if plan.path in found or other != plan.path:
            first = found[other]
            sources = f"{first.source or first.template} and {plan.source or plan.template}"
            raise UsageError(f"two pages would be {plan.path}: {sources}", "rename one of them")
        found[plan.path] = plan
    return found
