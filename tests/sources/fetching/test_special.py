from __future__ import annotations

import json
from ipaddress import IPv6Address, ip_address, ip_network

import pytest

from sources.fetching.special import TABLE, embedded_ipv4, why_not_public

RANGES = [(network, name) for network, name, _ in json.loads(TABLE.read_text(encoding="utf-8"))["ranges"]]

PUBLIC = (
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.1",
    "168.63.129.15",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.167.255.255",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2606:4700:4700::1111",
    "2a00:1450:4001:800::200e",
    "3ffd:ffff::1",
)

# Each leads, by some standard way of transition, to a host that must not be reached; or is a cloud's own
# address.
DISGUISED = (
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "::a9fe:a9fe",
    "::ffff:0:10.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::8.8.8.8",
    "64:ff9b:1::10.0.0.1",
    "2002:7f00:1::",
    "2002:0a00:0001::1",
    "2002:808:808::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2a00:1450:4001:800:0:5efe:127.0.0.1",
    "2a00:1450:4001:800:200:5efe:10.0.0.1",
    "169.254.169.254",
    "fd00:ec2::254",
    "100.100.100.200",
    "192.0.0.192",
    "168.63.129.16",
)

UNROUTED_IPV6 = (
    "1::1",
    "1fff::1",
    "4000::1",
    "8000::1",
    "e000::1",
    "fe00::1",
    "::2",
    "100::1",
    "fe80::1%eth0",
)


@pytest.mark.parametrize("ip", PUBLIC)
def test_lets_public_addresses_through(ip: str) -> None:
    assert why_not_public(ip) is None


@pytest.mark.parametrize("ip", DISGUISED)
def test_refuses_a_private_address_in_disguise(ip: str) -> None:
    assert why_not_public(ip)


@pytest.mark.parametrize("ip", UNROUTED_IPV6)
def test_refuses_ipv6_outside_the_public_space(ip: str) -> None:
    assert why_not_public(ip)


@pytest.mark.parametrize(("network", "name"), RANGES)
def test_refuses_the_first_last_and_middle_address_of_every_range(network: str, name: str) -> None:
    first, last = ip_network(network)[0], ip_network(network)[-1]
    middle = ip_address(int(first) + (int(last) - int(first)) // 2)
    if first.version == 6:
        middle = IPv6Address(int(middle))

    assert all(why_not_public(address) for address in (first, middle, last))


def test_refuses_what_the_standard_library_calls_global() -> None:
    let_through = [ip for ip in ("::127.0.0.1", "64:ff9b::127.0.0.1", "fec0::1") if ip_address(ip).is_global]

    assert let_through, "the reason for a table of our own"
    assert all(why_not_public(ip) for ip in let_through)


@pytest.mark.parametrize(
    ("ip", "inner"),
    [
        ("::ffff:1.2.3.4", "1.2.3.4"),
        ("2002:102:304::", "1.2.3.4"),
        ("64:ff9b::1.2.3.4", "1.2.3.4"),
        ("::1.2.3.4", "1.2.3.4"),
        ("2a00::5efe:1.2.3.4", "1.2.3.4"),
        ("2001:0:4136:e378:8000:63bf:fefd:fcfb", "1.2.3.4"),
        ("::1", None),
        ("2606:4700::1111", None),
    ],
)
def test_finds_the_ipv4_address_that_ipv6_carries(ip: str, inner: str | None) -> None:
    found = embedded_ipv4(IPv6Address(ip))

    assert (str(found) if found else None) == inner
