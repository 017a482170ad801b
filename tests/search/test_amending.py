"""An index amended step by step is the one woven at once, whatever the steps and batches."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diglot.search import amending, files, weaving
from diglot.search.levels import Texts, marks
from diglot.search.postings import decode

TIER = files.Tier(folder="t", shards=16, fan=files.FAN, long=4)
"""Lists of a few postings are long ones, so that lists move out of shards and back."""
words = st.lists(
    st.sampled_from(["漏洞", "網絡", "网络犯罪", "APT", "ransomware", "CVE-2022-1", "x"]),
    max_size=5,
)
articles = st.builds(
    lambda title, lead, body, tag: Texts(
        title=" ".join(title),
        tags=tag,
        lead=" ".join(lead),
        body=" ".join(body),
        marks=marks(["zh"], "harbour", [tag] if tag else []),
    ),
    words,
    words,
    words,
    st.sampled_from(["", "apt"]),
)
holdings = st.dictionaries(st.integers(0, 30), articles, max_size=12)


def woven(held: Mapping[int, Texts], batch: int = 100) -> dict[str, bytes]:
    numbers = sorted(held, reverse=True)
    parts = [numbers[at : at + batch] for at in range(0, len(numbers), batch)]
    segments = [weaving.gather([(n, held[n]) for n in part], TIER) for part in parts]
    found: dict[str, bytes] = {}
    for part in range(weaving.parts(TIER)):
        own = [segment[part] for segment in segments]
        found.update(weaving.weave(own, part, TIER))
    return found


@given(holdings, st.integers(1, 5))
def test_batches_do_not_matter(held: Mapping[int, Texts], batch: int) -> None:
    assert woven(held, batch) == woven(held)


@given(st.lists(holdings, min_size=2, max_size=4))
def test_amended_is_woven(steps: list[Mapping[int, Texts]]) -> None:
    index = woven(steps[0])
    for before, after in pairwise(steps):
        gone = [(n, texts) for n, texts in before.items() if after.get(n) != texts]
        come = [(n, texts) for n, texts in after.items() if before.get(n) != texts]
        touched = amending.changes(gone, come, TIER)
        made = [
            each
            for shard, terms in touched.items()
            for each in amending.amend(shard, terms, TIER, index.__getitem__)
        ]
        index.update(made)
        index = {path: body for path, body in index.items() if body}
        assert index == woven(after)


def test_only_what_holds_a_changed_term_is_made_again() -> None:
    before = {n: Texts(title="漏洞", tags="", lead="", body="") for n in range(2)}
    touched = amending.changes([], [(2, Texts(title="漏洞", tags="", lead="", body=""))], TIER)
    index = woven(before)
    made = dict(
        each
        for shard, terms in touched.items()
        for each in amending.amend(shard, terms, TIER, index.__getitem__)
    )
    assert set(made) == {TIER.path(TIER.shard(t)) for t in ("漏", "洞", "漏洞")}


def test_an_article_counts_once_where_a_term_says_most() -> None:
    texts = Texts(title="漏洞", tags="漏洞", lead="漏洞 攻击", body="漏洞 攻击 防御")
    change = amending.changes([], [(7, texts)], TIER)
    into = {term: found.into for terms in change.values() for term, found in terms.items()}
    assert into["漏洞"] == {7 * 4 + 3}
    assert into["攻击"] == {7 * 4 + 1}
    assert into["防御"] == {7 * 4}


def test_a_long_list_has_a_file_of_its_own() -> None:
    index = woven({n: Texts(title="漏洞", tags="", lead="", body="") for n in range(4)})
    own = files.unpack(index[files.list_path("漏洞")])
    assert decode(own) == [n * 4 + 3 for n in (3, 2, 1, 0)]
