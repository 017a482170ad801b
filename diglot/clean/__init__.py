"""Cleaning: which blocks of a capture are its article, and what the rest says about it.

Invariant: pure. `pipeline.clean` reads nothing but its arguments and returns a decision for every block of
the document it was given; the capture itself is never changed.
"""

from diglot.clean.hashing import block_hash
from diglot.clean.loading import load_rules
from diglot.clean.ruleset import Rules

__all__ = ["Rules", "block_hash", "load_rules"]
