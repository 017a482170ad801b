"""Names for blocks, by which an editor's `keep` and `drop` and the gold set speak of them.

Invariant: the hash depends on the block's text alone, not on its place or its surroundings.
"""

from __future__ import annotations

import hashlib

from diglot.model import Block


def block_hash(block: Block) -> str:
    r"""Twelve hex digits: SHA-1 of the block's text in UTF-8, white space at its ends taken off.

    >>> block_hash(Block(kind="paragraph", text="往期推荐\n\n", line=1))
    'ead585ba07b4'
    """
    text = block.text.strip().encode("utf-8", "surrogatepass")
    return hashlib.sha1(text, usedforsecurity=False).hexdigest()[:12]
