"""The rules as cleaning uses them: parsed, checked and ready to run.

Invariant: frozen and picklable, so that they are loaded once and handed to worker processes;
`digest` changes when anything that could change a decision does.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from diglot.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What a body looks like that holds no article."""

    id: str
    kind: str
    """The kind of failed capture, as `Cleaned.failed` names it."""
    text: tuple[str, ...] = ()
    """Any of these occurs in the body."""
    only: frozenset[str] = frozenset()
    """The body holds no line but these."""
    max_chars: int = 0
    """Characters that the body without its title may have at most; 0 with `only`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeChat:
    """The wordings of a WeChat page's head, foot and lists of related reading."""

    labels: frozenset[str] = frozenset()
    repost: str = ""
    footer: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything cleaning knows, from the package and from the site."""

    digest: str
    """SHA-1 of all rule files and of the learned profile."""
    fingerprints: tuple[Fingerprint, ...] = ()
    wechat: WeChat = field(default_factory=WeChat)
    findings: tuple[Finding, ...] = ()
    """What was wrong with rule files; a rule at fault is left out."""
