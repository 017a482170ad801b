"""Packed bytes and names are the same everywhere and come back."""

from __future__ import annotations

import gzip
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.search import files, shards
from diglot.search.words import terms


@given(st.binary(max_size=3000))
def test_a_file_is_gzip_without_time_or_platform(raw: bytes) -> None:
    packed = files.pack(raw)
    assert packed[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    assert gzip.decompress(packed) == raw == files.unpack(packed)


def test_a_damaged_file_is_noticed() -> None:
    packed = bytearray(files.pack(b"titles and leads" * 9))
    packed[-6] ^= 1
    with pytest.raises(zlib.error):
        files.unpack(bytes(packed))


@given(st.text(min_size=4, max_size=12), st.sampled_from([16, 2048, 8192]))
def test_words_with_the_same_three_letters_share_four_shards(word: str, count: int) -> None:
    for term in terms(word):
        older, newest = files.tiers(4 * count - 1)
        place = older.shard(term)
        assert 0 <= place < older.shards == count
        assert 0 <= newest.shard(term) < newest.shards
        if len(term) > 3 and term[3] != "-":
            assert (place - older.shard(term[:3])) % count < files.FAN
            assert newest.shard(term) == newest.shard(term[:3])


def test_a_years_cve_numbers_are_spread_by_the_digit_that_follows() -> None:
    older, _ = files.tiers(6000)
    year = older.shard("cve-2022")
    places = {older.shard(f"cve-2022-{digit}0190") for digit in range(10)}
    assert places == {(year + step) % 2048 for step in range(files.FAN)}


def test_filters_are_spread_over_all_shards() -> None:
    older, _ = files.tiers(6000)
    assert len({older.shard(f"tag:subject-{number}") for number in range(40)}) > 30


@given(st.dictionaries(st.text("abz漏洞-:9", min_size=1, max_size=9), st.binary(max_size=200)))
def test_a_shard_comes_back(lists: dict[str, bytes]) -> None:
    assert shards.decode(shards.encode(lists)) == lists
    assert shards.encode(dict(reversed(lists.items()))) == shards.encode(lists)


shelves = st.dictionaries(st.text("ab漏:", min_size=1, max_size=2), st.binary(max_size=200))


@given(shelves, st.dictionaries(st.text("ab漏:", min_size=1, max_size=2), st.none() | st.binary()))
def test_an_amended_shard_is_the_one_that_would_be_made(
    lists: dict[str, bytes], changes: dict[str, bytes | None]
) -> None:
    asked: dict[str, bytes | None] = {}

    def change(term: str, old: bytes | None) -> bytes | None:
        asked[term] = old
        return changes[term]

    amended = shards.amended(shards.encode(lists), changes, change)
    assert asked == {term: lists.get(term) for term in changes}
    kept = {term: codes for term, codes in (lists | changes).items() if codes is not None}
    assert amended == shards.encode(kept)


def test_names_are_plain_and_none_is_reserved_on_windows() -> None:
    assert files.list_path("con") == "search/l/636f6e.bin"
    assert files.chunk_path(8 * 4095 + 3, 8) == "search/d/fff.bin"
    assert [tier.path(255) for tier in files.tiers(1)] == ["search/t/ff.bin", "search/n/ff.bin"]


@given(st.integers(0, 300_000))
def test_one_article_more_is_one_of_the_newest_or_sends_some_to_the_others(count: int) -> None:
    before, after = files.newest(count), files.newest(count + 1)
    if files.shards(count) == files.shards(count + 1):
        assert after == before + 1 or after < before
    assert min(count, files.STEP // 2) <= before <= count


def test_nothing_in_json_looks_like_markup() -> None:
    value = {"title": "</script><script>x()</script> & 漏洞"}
    raw = files.plain(value)
    assert not set(raw) & set(b"<>&")
    assert json.loads(raw) == value
