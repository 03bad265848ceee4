"""Which Internet addresses are public: our own table, since the standard library lets several ranges through.

The table with its sources and date is `data/iana_special.json`; `ipaddress.is_global` of Python 3.11
accepts 6to4, NAT64, `::127.0.0.1`, `fec0::/10` and multicast.
"""

from __future__ import annotations

import json
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path

IPAddress = IPv4Address | IPv6Address
TABLE = Path(__file__).with_name("data") / "iana_special.json"

# The interface identifiers of ISATAP (RFC 5214, 6.1), which carry an IPv4 address in their last 32 bits.
ISATAP_IDENTIFIERS = (0x0000_5EFE, 0x0200_5EFE)
NAT64_PREFIXES = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/96"))
COMPATIBLE_PREFIXES = (ip_network("::/96"), ip_network("::ffff:0:0:0/96"))


@cache
def _table() -> tuple[IPv6Network, tuple[tuple[IPv4Network | IPv6Network, str], ...]]:
    loaded = json.loads(TABLE.read_text(encoding="utf-8"))
    ranges = tuple((ip_network(network), name) for network, name, _ in loaded["ranges"])
    return IPv6Network(loaded["ipv6_global"]), ranges


def embedded_ipv4(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address carries by any standard way of transition, if it does."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if int(address) <= 1:  # :: and ::1 are themselves, not IPv4 in disguise
        return None
    carries = any(address in prefix for prefix in (*NAT64_PREFIXES, *COMPATIBLE_PREFIXES))
    if carries or (int(address) >> 32) & 0xFFFF_FFFF in ISATAP_IDENTIFIERS:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def why_not_public(address: IPAddress | str) -> str | None:
    """Why no fetch may connect to this IP address, as a noun phrase ("loopback"); None when it is public.

    IPv6 is public only inside 2000::/3 less the special ranges, and only when the IPv4 address it carries,
    if any, is public too. A scope (`fe80::1%eth0`) is never public.
    """
    parsed = ip_address(address) if isinstance(address, str) else address
    if isinstance(parsed, IPv6Address):
        return _why_not_public_ipv6(parsed)
    return _special_range(parsed)


def _why_not_public_ipv6(address: IPv6Address) -> str | None:
    if address.scope_id is not None:
        return "bound to one network interface"
    inner = embedded_ipv4(address)
    if inner is not None and (why := _special_range(inner)):
        return f"{why}, {inner} carried inside IPv6"
    allowed, _ = _table()
    if why := _special_range(address):
        return why
    return None if address in allowed else "outside the public IPv6 space"


def _special_range(address: IPAddress) -> str | None:
    _, ranges = _table()
    for network, name in ranges:
        if address.version == network.version and address in network:
            return name
    return None
