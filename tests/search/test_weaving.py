"""A woven index is the one that plain Python makes of every article's postings, one by one."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.search import cuts, files, shards, weaving
from diglot.search.files import Tier
from diglot.search.levels import Texts, postings
from diglot.search.postings import encode
from diglot.search.words import UNSPACED

TIERS = [
    Tier(folder="t", shards=256, fan=files.FAN, long=3),
    Tier(folder="n", shards=16, fan=1, long=sys.maxsize),
]
text = st.text("aé漏洞洞网々ー\u3029ㄱ한𠀀😀 -\n9Z", max_size=12) | st.sampled_from(
    ["cve-2022-30190", "CVE-2022-1", "漏洞𠀀洞", "x" * 40, "漏洞漏洞 漏", "\ud800漏"]
)
articles = st.builds(
    Texts,
    title=text,
    tags=text,
    lead=text,
    body=text,
    marks=st.lists(st.sampled_from(["lang:zh", "tag:apt"]), unique=True).map(tuple),
)
held = st.dictionaries(st.integers(0, 1 << 36), articles, max_size=9)


def plain(held: Mapping[int, Texts], tier: Tier) -> dict[str, bytes]:
    """The files of an index, a term at a time."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, texts in sorted(held.items(), reverse=True):
        for term, code in postings(texts, number):
            found[term].append(code)
    shelves: list[dict[str, bytes]] = [{} for _ in range(tier.shards)]
    made = {}
    for term, codes in found.items():
        is_long = len(codes) >= tier.long
        shelves[tier.shard(term)][term] = b"" if is_long else encode(codes)
        if is_long:
            made[files.list_path(term)] = files.pack(encode(codes))
    for number, lists in enumerate(shelves):
        made[tier.path(number)] = files.pack(shards.encode(lists))
    return made


@pytest.mark.parametrize("tier", TIERS, ids=["older", "newest"])
@given(held, st.integers(1, 4))
def test_arrays_make_what_a_term_at_a_time_makes(
    tier: Tier, held: Mapping[int, Texts], batch: int
) -> None:
    numbers = sorted(held, reverse=True)
    parts = [numbers[at : at + batch] for at in range(0, len(numbers), batch)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cuts, "TOGETHER", 2)
        segments = [weaving.gather([(n, held[n]) for n in part], tier) for part in parts]
    made: dict[str, bytes] = {}
    for part in range(weaving.parts(tier)):
        made.update(weaving.weave((own[part] for own in segments), part, tier))
    assert made == plain(held, tier)


def test_every_character_is_in_the_shard_that_a_query_asks() -> None:
    tier = files.tiers(60_000)[0]
    codes = [code for first, last in UNSPACED for code in range(ord(first), ord(last) + 1)]
    singles = np.array(codes, np.int64) << 16
    pairs = singles | np.array(codes[::-1])
    assert weaving.shards_of(singles, tier).tolist() == [tier.shard(chr(code)) for code in codes]
    assert weaving.shards_of(pairs, tier).tolist() == [
        tier.shard(chr(one) + chr(other)) for one, other in zip(codes, reversed(codes), strict=True)
    ]


def test_arrays_are_loaded_for_whole_indexes_alone() -> None:
    check = (
        "import sys, diglot.cli.app, diglot.pages, diglot.search.update, diglot.search.partial;"
        " print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
