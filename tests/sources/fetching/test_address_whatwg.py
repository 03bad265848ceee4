"""Addresses of the WHATWG's URL test data (web-platform-tests, url/resources/urltestdata.json).

Those with http or https that the standard calls a failure, and those whose host it reads as an IPv4 address.
"""

from __future__ import annotations

import pytest

from sources.fetching.address import canonical
from sources.fetching.types import FetchStopped, Outcome

FAILURES = (
    # ports and brackets
    "http://[1::2]:3:4",
    "http://2001::1",
    "http://2001::1]",
    "http://2001::1]:80",
    "http://f:4294967377/c",
    "http://f:18446744073709551697/c",
    "http://f:340282366920938463463374607431768211537/c",
    # user names and empty hosts
    "http:/:@/www.example.com",
    "http://user@/www.example.com",
    "http:@/www.example.com",
    "http:/@/www.example.com",
    "http://@/www.example.com",
    "https:@/www.example.com",
    "http:a:b@/www.example.com",
    "http:/a:b@/www.example.com",
    "http://a:b@/www.example.com",
    "http::@/www.example.com",
    "http:@:www.example.com",
    "http:/@:www.example.com",
    "http://@:www.example.com",
    "http://?",
    "http://#",
    "http:",
    # characters that no host has, plain, escaped and full-width
    "http://example example.com",
    "http://Goo%20 goo%7C|.com",
    "http://GOO\u00a0\u3000goo.com",
    "http://\ufdd0zyx.com",
    "http://%ef%b7%90zyx.com",
    "https://\ufffd",
    "https://%EF%BF%BD",
    "http://％４１.com",
    "http://%ef%bc%85%ef%bc%94%ef%bc%91.com",
    "http://％００.com",
    "http://%ef%bc%85%ef%bc%90%ef%bc%90.com",
    "http://%zz%66%a.com",
    "http://%25",
    "http://hello%00",
    "http://%3g%78%63%30%2e%30%32%35%30%2E.01",
    "http://192.168.0.1 hello",
    "https://x x:12",
    "https://example.com%80/",
    "https://example.com%A0/",
    "https://%43%7C/",
    # labels that only look like international names
    "http://a.b.c.xn--pokxncvks",
    "http://10.0.0.xn--pokxncvks",
    "http://a.b.c.XN--pokxncvks",
    "http://a.b.c.Xn--pokxncvks",
    "http://10.0.0.XN--pokxncvks",
    "http://10.0.0.xN--pokxncvks",
    # IPv6 that is none
    "http://[]",
    "http://[:]",
    "http://[www.google.com]/",
    "http://[google.com]",
    "http://[::1.2.3.4x]",
    "http://[::1.2.3.]",
    "http://[::1.2.]",
    "http://[::1.]",
    "http://[0:1:2:3:4:5:6:7:8]",
    "https://[0::0::0]",
    "https://[0:.0]",
    "https://[0:0:]",
    "https://[0:1:2:3:4:5:6:7.0.0.0.1]",
    "https://[0:1.00.0.0.0]",
    "https://[0:1.290.0.0.0]",
    "https://[0:1.23.23]",
    "http://[::127.0.0.0.1]",
    # IPv4 that is none
    "http://192.168.0.257",
    "http://10000000000",
    "http://4294967296",
    "http://0xffffffff1",
    "http://256.256.256.256",
    "https://0x100000000/test",
    "https://256.0.0.1/test",
    "http://1.2.3.4.5",
    "http://1.2.3.4.5.",
    "http://0..0x300/",
    "http://0..0x300./",
    "http://256.256.256.256.256",
    "http://256.256.256.256.256.",
    "http://1.2.3.08",
    "http://1.2.3.08.",
    "http://1.2.3.09",
    "http://09.2.3.4",
    "http://09.2.3.4.",
    "http://01.2.3.4.5",
    "http://01.2.3.4.5.",
    "http://0x100.2.3.4",
    "http://0x100.2.3.4.",
    "http://0x1.2.3.4.5",
    "http://0x1.2.3.4.5.",
    "http://foo.1.2.3.4",
    "http://foo.1.2.3.4.",
    "http://foo.2.3.4",
    "http://foo.2.3.4.",
    "http://foo.09",
    "http://foo.09.",
    "http://foo.0x4",
    "http://foo.0x4.",
    "http://0999999999999999999/",
    "http://foo.0x",
    "http://foo.0XFfFfFfFfFfFfFfFfFfFfAcE123",
    "http://💩.123/",
)

SAME_HOST = (
    ("http://1.2.3.4./", "1.2.3.4"),
    ("http://192.168.257", "192.168.1.1"),
    ("http://192.168.257.", "192.168.1.1"),
    ("http://192.168.257.com", "192.168.257.com"),
    ("http://256", "0.0.1.0"),
    ("http://256.com", "256.com"),
    ("http://999999999", "59.154.201.255"),
    ("http://999999999.com", "999999999.com"),
    ("http://4294967295", "255.255.255.255"),
    ("http://0xffffffff", "255.255.255.255"),
    ("https://0x.0x.0", "0.0.0.0"),
    ("http://０Ｘｃ０．０２５０．０１", "192.168.0.1"),
    ("http://[0:0:0:0:0:0:13.1.68.3]", "::d01:4403"),
    ("http://[1:0::]", "1::"),
    ("http://GOO\u200b\u2060\ufeffgoo.com", "googoo.com"),
    ("http://www.foo。bar.com", "www.foo.bar.com"),
    ("http://Ｇｏ.com", "go.com"),
    ("http://你好你好", "xn--6qqa088eba"),
    ("https://faß.ExAmPlE/", "xn--fa-hia.example"),
    ("http://0x7f.0.0.0x7g", "0x7f.0.0.0x7g"),
)


@pytest.mark.parametrize("address", FAILURES)
def test_refuses_what_the_standard_calls_a_failure(address: str) -> None:
    with pytest.raises(FetchStopped) as refused:
        canonical(address)

    assert refused.value.outcome is Outcome.REFUSED_ADDRESS


@pytest.mark.parametrize(("address", "host"), SAME_HOST)
def test_reads_the_host_that_the_standard_reads(address: str, host: str) -> None:
    assert canonical(address).host == host


def test_the_lists_keep_their_length() -> None:
    assert (len(set(FAILURES)), len(SAME_HOST)) == (102, 20)
