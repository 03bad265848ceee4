"""Host names: from what was typed to the one form that is resolved, compared and shown.

Follows the host parser of the WHATWG URL standard (https://url.spec.whatwg.org/#host-parsing), and is
stricter: a percent sign is refused instead of decoded, and DNS's lengths are kept.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address

FORBIDDEN = re.compile(r"[\x00-\x20\x7f#/:<>?@\[\\\]^|%]")
# DNS: RFC 1035, 2.3.4, less the leading length byte and the root.
MAX_NAME_LENGTH = 253
MAX_LABEL_LENGTH = 63
NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")


def canonical_host(text: str) -> str:
    """The ASCII form of a host, IPv6 without its brackets. ValueError says in words what is wrong with it."""
    if text.startswith("[") or text.endswith("]"):
        return _ipv6_literal(text)
    if "%" in text:
        raise ValueError("has a percent sign in its host name")
    name = _ascii_name(text).removesuffix(".").lower()
    if not name:
        raise ValueError("names no host")
    if FORBIDDEN.search(name):
        raise ValueError("has a character in its host name that no host name can have")
    if _ends_in_a_number(name):
        return _ipv4_from_any_notation(name)
    _check_lengths(name)
    return name


def is_ip_literal(host: str) -> bool:
    """Whether a canonical host is an IP address and not a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def registrable_host(host: str) -> str:
    """The part of a canonical host that somebody registered (`news.example.co.uk` → `example.co.uk`).

    Politeness is kept for this whole name. By the Public Suffix List with its private section, so that two
    customers of one hosting service are two hosts. An IP address, or a name under no known suffix, is itself.
    """
    if is_ip_literal(host):
        return host
    # Imported here: reading the list costs 0.1 s and 13 MB, which commands that never fetch need not pay.
    from tld import get_fld  # noqa: PLC0415

    found = get_fld(host, fix_protocol=True, fail_silently=True, search_private=True)
    return found or host


def _ipv6_literal(text: str) -> str:
    if not (text.startswith("[") and text.endswith("]")) or "%" in text:
        raise ValueError("has an IPv6 address that is not one")
    try:
        return str(IPv6Address(text[1:-1]))
    except AddressValueError:
        raise ValueError("has an IPv6 address that is not one") from None


def _ascii_name(text: str) -> str:
    if text.isascii() and "xn--" not in text.lower():
        return text
    # Imported here: its tables take memory that only international names need.
    import idna  # noqa: PLC0415

    try:
        ascii_name = idna.encode(text, uts46=True).decode("ascii")
        idna.decode(ascii_name, strict=False)
    except (idna.IDNAError, UnicodeError):
        raise ValueError("has a host name that is not a valid international name") from None
    return ascii_name


def _ends_in_a_number(name: str) -> bool:
    last = name.rsplit(".", 1)[-1]
    return bool(NUMBER.fullmatch(last))


def _ipv4_from_any_notation(name: str) -> str:
    """`127.1`, `0x7f000001` and `017700000001` are all 127.0.0.1, as a browser reads them."""
    parts = name.split(".")
    if len(parts) > 4 or not all(NUMBER.fullmatch(part) for part in parts):
        raise ValueError("has an IPv4 address that is not one")
    *leading, last = (_number(part) for part in parts)
    if any(number > 255 for number in leading) or last >= 256 ** (4 - len(leading)):
        raise ValueError("has an IPv4 address that is not one")
    value = last + sum(number << (8 * (3 - place)) for place, number in enumerate(leading))
    return str(IPv4Address(value))


def _number(text: str) -> int:
    try:
        if text[:2].lower() == "0x":
            return int(text[2:] or "0", 16)
        return int(text, 8) if text.startswith("0") else int(text)
    except ValueError:
        raise ValueError("has an IPv4 address that is not one") from None


def _check_lengths(name: str) -> None:
    labels = name.split(".")
    if not all(labels):
        raise ValueError("has two dots in a row in its host name")
    if len(name) > MAX_NAME_LENGTH or any(len(label) > MAX_LABEL_LENGTH for label in labels):
        raise ValueError("has a host name longer than the Internet's names may be")
