"""Where the index is: which shard holds a term, what its files are called, how they are packed.

Invariant: names and bytes depend on content alone, not on clock or platform; a query knows every
path it needs from its terms, and every such path is there.
"""

from __future__ import annotations

import sys
import zlib
from typing import NamedTuple
from zlib import crc32

import msgspec

FAN = 4
"""Shards that older words with the same three letters are spread over: what a query of three reads."""
LONG = 1024
"""Postings from which on a list has a file of its own instead of a place in its shard; in large
indexes an eighth of the number of shards."""
STEP = 64
"""Articles by which the newest ones become older ones, at least."""
DIRECTORY = "search/index.bin"
VARIANTS = "search/variants.bin"
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""gzip without a name, a time or a platform (RFC 1952, 2.3)."""
_LEVEL = 4
"""Files are as small as at level 6 but for half a percent, in three quarters of its time."""


def shards(count: int) -> int:
    """How many shards an index of so many articles has: a power of two, one for 2 to 4 articles.

    >>> [shards(count) for count in (0, 60, 6851, 144_000)]
    [16, 16, 2048, 16384]
    """
    return int(1 << min(14, max(4, count.bit_length() - 2)))


def newest(count: int) -> int:
    """How many of so many articles are in the tier of the newest.

    It depends on their number alone. One article more is nearly always a new one, which then
    belongs to the newest and moves no other; once in a sixteenth of the shards some move.

    >>> [newest(count) for count in (20, 5600, 5721, 59_034, 144_000)]
    [20, 160, 153, 1178, 1152]
    """
    step = max(STEP, shards(count) // 16)
    return min(count, count % step + step // 2)


def chunk(count: int) -> int:
    """How many places of so many articles share a file of titles and leads.

    Ten results that are far apart cost 10 kB more with the larger ones; without them, a large
    archive has a file more for every ten articles.

    >>> [chunk(count) for count in (5721, 59_034)]
    [8, 16]
    """
    return 8 if shards(count) < 8192 else 16


class Tier(NamedTuple):
    """Articles that have shards of their own."""

    folder: str
    shards: int
    fan: int
    """Shards that words with the same three letters are spread over."""
    long: int
    """Postings from which on a list has a file of its own."""

    def shard(self, term: str) -> int:
        """The shard of a term: all words with the same three letters are in `fan` of them.

        Words are found by their beginning, so they are placed by it: by three letters and the
        fourth, a CVE number by its year and the digit after it. Terms of filters are found whole.
        """
        size, rest = 3, term[3:4]
        if rest == "-":
            size, rest = 8, term[9:10]
        elif ":" in term:
            size, rest = len(term), ""
        place = int.from_bytes(term[:size].encode()) % 1_000_000_007 * 40_503 % 65_521
        return (place + (ord(rest) % self.fan if rest else 0)) % self.shards

    def path(self, shard: int) -> str:
        """A shard's file.

        >>> tiers(100)[0].path(255)
        'search/t/ff.bin'
        """
        return f"search/{self.folder}/{shard:x}.bin"


def tiers(count: int) -> tuple[Tier, Tier]:
    """The older articles of so many, and the newest; these have few shards and no long lists."""
    total = shards(count)
    older = Tier(folder="t", shards=total, fan=FAN, long=max(LONG, total // 8))
    return older, Tier(folder="n", shards=max(16, total // 32), fan=1, long=sys.maxsize)


def list_path(term: str) -> str:
    """The file of a list that is too long for its shard.

    >>> list_path("apt")
    'search/l/617074.bin'
    """
    return f"search/l/{term.encode().hex()}.bin"


def chunk_path(number: int, size: int) -> str:
    """The file that holds an article's title and lead; `size` is that of a chunk."""
    return f"search/d/{number // size:x}.bin"


def pack(raw: bytes) -> bytes:
    """Raw bytes as a gzip file, the same whenever and wherever it is made with the same zlib."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(raw) + deflate.flush()
    return (
        _HEAD
        + body
        + crc32(raw).to_bytes(4, "little")
        + (len(raw) & 0xFFFFFFFF).to_bytes(4, "little")
    )


def plain(value: object) -> bytes:
    r"""JSON in which nothing looks like markup, whoever takes the file for what it is not.

    >>> plain("<b>&")
    b'"\\u003cb\\u003e\\u0026"'
    """
    raw = msgspec.json.encode(value)
    for character in b"<>&":
        raw = raw.replace(b"%c" % character, b"\\u%04x" % character)
    return raw


def unpack(packed: bytes) -> bytes:
    """What `pack` was given; raises `zlib.error` for bytes that are damaged."""
    return zlib.decompress(packed, zlib.MAX_WBITS | 16)
