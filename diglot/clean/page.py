"""What the steps of cleaning hand on: a document under way, and what is known of it so far.

Invariant: immutable; a step returns a new page. A block once decided stays decided. A struct rather
than a dataclass, since every step makes one: `replace` takes a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from diglot.clean.profile import NO_GROUP, Group
from diglot.clean.ruleset import Ruleset
from diglot.clean.shape import Shape
from diglot.model import Article, BlockKind, Decision, Finding, Link

_NOTHING: Mapping[int, Decision] = {}
_UNKNOWN: Mapping[str, str] = {}


class Page(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A document under way. Blocks are spoken of by their index."""

    article: Article
    ruleset: Ruleset
    kinds: tuple[BlockKind, ...]
    texts: tuple[str, ...]
    """Block texts without white space at their ends, mojibake and cut tails repaired."""
    shape: Shape
    captured: tuple[str, ...] = ()
    """Block texts as they were captured, without white space at their ends."""
    same: tuple[int, ...] = ()
    """Blocks that say the article's title."""
    titled: bool = False
    """The page says the article's title somewhere below its first line."""
    near: tuple[int, ...] = ()
    """Headings that nearly say it."""
    group: Group = NO_GROUP
    """What is known of the capture's host or account."""
    shared: Group = NO_GROUP
    """What is known of all hosts together."""
    head: int = 0
    """Where the page first says the article's title; 0 where it does not."""
    start: int = 0
    """First block that may be text; what stands above is the page's head."""
    end: int = 0
    """One past the last block that may be text."""
    zone: tuple[int, int] = (0, 0)
    """`start` and `end` as title and rules have them, before statistics narrowed them."""
    anchored: bool = False
    """The head is known to end at `start`: there the title was repeated, or a grammar said so."""
    closed: bool = False
    """The text is known to end at `end`: there a rule or a grammar said so."""
    recurring: frozenset[int] = frozenset()
    """Blocks that the learned profile knows from other captures."""
    scores: tuple[int, tuple[float, ...]] = (0, ())
    """A first block, and what each from there on counts for the text where nothing decided it."""
    stretch: tuple[int, int] = (0, 0)
    """First and one past the last block of the article as statistics alone have it."""
    decisions: Mapping[int, Decision] = _NOTHING
    facts: Mapping[str, str] = _UNKNOWN
    """Metadata found, by the names of `Cleaned`'s fields."""
    related: tuple[Link, ...] = ()
    truncated: bool = False
    doubtful: bool = False
    codec: str = ""
    failed: str = ""
    """The kind of failed capture that the second look found."""
    findings: tuple[Finding, ...] = ()

    def decide(self, new: Mapping[int, Decision]) -> Page:
        """With these decisions added where none was made before."""
        return replace(self, decisions={**new, **self.decisions}) if new else self

    def learn(self, facts: Mapping[str, str]) -> Page:
        """With these facts added where they were not known before."""
        return replace(self, facts={**facts, **self.facts}) if facts else self


@lru_cache(maxsize=1024)
def dropped(rule: str, evidence: str = "") -> Decision:
    """The decision that a block is furniture."""
    return Decision(action="drop", rule=rule, evidence=evidence)


@lru_cache(maxsize=1024)
def moved(rule: str, evidence: str = "") -> Decision:
    """The decision that a block is metadata."""
    return Decision(action="meta", rule=rule, evidence=evidence)


@lru_cache(maxsize=64)
def kept(rule: str, evidence: str = "") -> Decision:
    """The decision that a block is text, whatever later steps think."""
    return Decision(action="keep", rule=rule, evidence=evidence)
