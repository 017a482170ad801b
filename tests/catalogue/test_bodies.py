from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.catalogue.bodies import opened, sealed


@given(st.binary())
def test_what_was_sealed_is_there_again(rows: bytes) -> None:
    assert bytes(opened(sealed(rows))) == rows


@given(st.binary(min_size=1), st.data())
def test_damage_is_noticed(rows: bytes, data: st.DataObject) -> None:
    body = bytearray(sealed(rows))
    at = data.draw(st.integers(0, len(body) - 1))
    body[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(zlib.error):
        opened(bytes(body))


@pytest.mark.parametrize("body", [b"", b"\0", b"\0\0\0\1"])
def test_a_body_cut_short_is_noticed(body: bytes) -> None:
    with pytest.raises(zlib.error):
        opened(body)
