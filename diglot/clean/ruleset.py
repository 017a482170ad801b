"""The rules as cleaning uses them: parsed, checked and ready to run.

Invariant: frozen and picklable, so that they are loaded once and handed to worker processes;
`digest` changes when anything that could change a decision does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from diglot.clean.profile import Profile, host_of
from diglot.model import Finding

GENERIC, CHINESE = "generic", "chinese"
"""The file that every other extends, and the one that Chinese pages without a file extend."""


class Expression(NamedTuple):
    """A regular expression of a rule, with the rule's name."""

    rule: str
    pattern: str
    bounded: bool = False
    """Written by the site: it runs under a time limit."""
    max_chars: int = 0
    """Longest block it is tried on, in bytes that a reader sees; 0 for any."""
    contains: tuple[str, ...] = ()
    """Words of which a block must hold one for it to be tried; none for always."""


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
    """Characters that the body without its title may have at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeChat:
    """The wordings of a WeChat page's head and foot."""

    labels: frozenset[str] = frozenset()
    repost: str = ""
    author: str = ""
    footer: frozenset[str] = frozenset()
    account_before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ruleset:
    """All that is known of one host or family, what it extends included.

    Equal only to itself, so that what is compiled from it is found again at no cost.
    """

    name: str
    title: bool = True
    """The article starts at a repetition of its title, where there is one."""
    least: int = 0
    """Bytes of prose that make an article here, where a line is all there may be; 0 as elsewhere."""
    start: tuple[Expression, ...] = ()
    """The body starts after the last block of the head that matches."""
    end: tuple[Expression, ...] = ()
    """The body ends before the first block that matches."""
    drop: tuple[Expression, ...] = ()
    keep: tuple[Expression, ...] = ()
    meta: tuple[Expression, ...] = ()
    furniture: Mapping[str, str] = field(default_factory=dict)
    """Wordings of whole blocks that are never text, and the rule each comes from."""
    closing: Mapping[str, str] = field(default_factory=dict)
    """Wordings of whole blocks after which nothing belongs to the article."""
    related: Mapping[str, str] = field(default_factory=dict)
    """Headings of lists of other articles."""
    promo: tuple[str, ...] = ()
    """Fragments that make a short block at either end of the text a promotion."""
    link_hosts: tuple[tuple[str, str], ...] = ()
    """Hosts to which only promotions link, and the rule each comes from."""
    sure: frozenset[str] = frozenset()
    """Rules that the guard trusts even where they take more than half."""
    wechat: WeChat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything cleaning knows, from the package and from the site."""

    digest: str
    """SHA-1 of all rule files and of the learned profile."""
    fingerprints: tuple[Fingerprint, ...] = ()
    sets: Mapping[str, Ruleset] = field(default_factory=dict)
    hosts: Mapping[str, str] = field(default_factory=dict)
    """Host to the name of its ruleset; `*.example.org` stands for all below it."""
    marks: tuple[tuple[str, str], ...] = ()
    """Text that betrays a family, and the family's name, in the order of trial. For each there is
    also a set `family+chinese`, for Chinese pages."""
    profile: Profile = field(default_factory=Profile)
    findings: tuple[Finding, ...] = ()
    """What was wrong with rule files; a rule at fault is left out."""

    def of(self, url: str, body: str) -> Ruleset:
        """The ruleset for a capture: its host's, else that of the family its body betrays."""
        host = host_of(url)
        name = self.hosts.get(host, "")
        parent = host.partition(".")[2]
        while not name and parent:
            name = self.hosts.get(f"*.{parent}", "")
            parent = parent.partition(".")[2]
        if name:
            return self.sets[name]
        name = next((family for mark, family in self.marks if mark in body), GENERIC)
        chinese = (
            body.find("，", body.find("\n", 2)) > 0
        )  # behind the title, which may be translated
        return self.sets[f"{name}+{CHINESE}" if chinese else name]
