from __future__ import annotations

import socket
import time
from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.adding import addresses
from diglot.adding.refusal import Refused


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2a00:1450::1"],
)
def test_the_open_internet(address: str) -> None:
    assert addresses.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - judged, not bound
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "not an address",
        "",
    ],
)
def test_anything_else(address: str) -> None:
    assert not addresses.is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_in_disguise_is_judged_by_what_it_is(address: IPv4Address) -> None:
    mapped = f"::ffff:{address}"
    assert addresses.is_public(mapped) == addresses.is_public(str(address))
    packed = int(address)
    assert not addresses.is_public(f"64:ff9b::{packed >> 16:x}:{packed & 0xFFFF:x}")
    assert not addresses.is_public(f"2002:{packed >> 16:x}:{packed & 0xFFFF:x}::1")


def _answering(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)


def test_one_private_address_among_several_refuses_all(monkeypatch: pytest.MonkeyPatch) -> None:
    _answering(monkeypatch, "93.184.215.14", "10.0.0.1")
    with pytest.raises(Refused, match=r"10\.0\.0\.1") as refused:
        addresses.resolve("mixed.example", 80, 1, private=False)
    assert "--allow-private mixed.example" in refused.value.help
    found = addresses.resolve("mixed.example", 80, 1, private=True)
    assert found == ("93.184.215.14", "10.0.0.1")


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "①②⑦.0.0.1"])
def test_other_spellings_of_this_machine(host: str) -> None:
    with pytest.raises(Refused):
        addresses.resolve(host, 80, 5, private=False)


def test_a_resolver_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        time.sleep(1)
        raise socket.gaierror(-3, "Temporary failure")

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    began = time.monotonic()
    with pytest.raises(Refused, match="in time"):
        addresses.resolve("slow.example", 80, 0.1, private=False)
    assert time.monotonic() - began < 0.9


def test_a_host_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Refused, match=r"no host called nowhere\.example"):
        addresses.resolve("nowhere.example", 80, 1, private=False)
