from __future__ import annotations

import pytest

from sources.fetching.hosts import canonical_host, registrable_host


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("Example.ORG", "example.org"),
        ("example.org.", "example.org"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("XN--BCHER-KVA.example", "xn--bcher-kva.example"),
        ("ｅｘａｍｐｌｅ.org", "example.org"),
        ("example。org", "example.org"),
        ("a_b.example", "a_b.example"),
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0177.0.0.01", "127.0.0.1"),
        ("0x", "0.0.0.0"),
        ("１２７.０.０.１", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("[::1]", "::1"),
        ("[0:0:0:0:0:0:0:1]", "::1"),
        ("[::ffff:127.0.0.1]", "::ffff:7f00:1"),
    ],
)
def test_brings_every_way_of_writing_a_host_to_one_form(typed: str, canonical: str) -> None:
    assert canonical_host(typed) == canonical


@pytest.mark.parametrize(
    "typed",
    [
        "",
        ".",
        "a..b",
        "a b",
        "a%2eb",
        "a<b",
        "a|b",
        "a^b",
        "a\x7fb",
        "256.1.1.1",
        "1.2.3.4.5",
        "1.2.3.08",
        "0x100000000",
        "foo.0x",
        "foo.2.3",
        "09",
        "[::1",
        "::1]",
        "[::1%25eth0]",
        "[google.com]",
        "[1:2:3:4:5:6:7:8:9]",
        "[::1.2.3]",
        "xn--",
        "\u00ad",
        f"{'a' * 64}.example",
        ".".join(["abcdefgh"] * 30),
    ],
)
def test_refuses_what_is_no_host(typed: str) -> None:
    with pytest.raises(ValueError, match=r"host|IPv4|IPv6"):
        canonical_host(typed)


@pytest.mark.parametrize(
    ("host", "registrable"),
    [
        ("news.example.com", "example.com"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("one.github.io", "one.github.io"),
        ("localhost", "localhost"),
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_politeness_is_kept_for_what_was_registered(host: str, registrable: str) -> None:
    assert registrable_host(host) == registrable
