"""Hosts as the names of publishers."""

from __future__ import annotations

from urllib.parse import urlsplit


def site_of(address: str) -> str:
    """The host of an address, without “www.”; a bare host is taken as it is. "" where there is none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
