from __future__ import annotations

import pytest

from sources.fetching.address import Gate, canonical
from sources.fetching.types import FetchStopped, Outcome

PUBLIC_IP = "93.184.215.14"

# Every one of these is loopback, private or a cloud's metadata to some program that reads addresses.
LITERALS = (
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://00/",
    "http://0x/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0000000000000177.0.0.1/",
    "http://127.0.0.1./",
    "http://１２７.０.０.１/",
    "http://①②⑦.0.0.1/",
    "http://127。0。0。1/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://100.100.100.200/",
    "http://168.63.129.16/",
    "http://192.0.0.192/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "http://198.18.0.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[5f00::1]/",
)

# Not a plain web address, or one that two programs read differently.
MALFORMED = (
    "",
    "example.org",
    "//example.org/",
    "http:example.org",
    "http:/example.org",
    "http:///example.org",
    "http://",
    "http://?",
    "http://#",
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://example.org/",
    "data:text/html,x",
    "javascript:alert(1)",
    "http+unix://%2Fvar%2Frun/",
    "http://user@example.org/",
    "http://user:password@example.org/",
    "http://:@example.org/",
    "http://@example.org/",
    "http://example.org@127.0.0.1/",
    "http://127.0.0.1:80@example.org/",
    "http://example.org\\@127.0.0.1/",
    "http:\\\\example.org",
    "http://example.org\\",
    "http://exam\tple.org/",
    "http://exam\nple.org/",
    "http://example.org/\r\nHost: x",
    "http://example.org/\x00",
    "http://exam%70le.org/",
    "http://127.0.0.1%00.example.org/",
    "http://%31%32%37.0.0.1/",
    "http://[::1%25lo]/",
    "http://[::1]x/",
    "http://[::1/",
    "http://::1/",
    "http://[127.0.0.1]/",
    "http://[::1.2.3.4x]/",
    "http://[1:2:3:4:5:6:7:8:9]/",
    "http://1.2.3.4.5/",
    "http://256.256.256.256/",
    "http://1.2.3.08/",
    "http://4294967296/",
    "http://0x100000000/",
    "http://foo.0x4/",
    "http://09/",
    "http://a b/",
    "http://a<b/",
    "http://a>b/",
    "http://a^b/",
    "http://a|b/",
    "http://a`b c/",
    "http://a..b/",
    "http://xn--/",
    "http://xn--a/",
    "http://\u00ad/",
    "http://％００.com/",
    "http://example.org:80:80/",
    "http://example.org:http/",
    "http://example.org:-1/",
    "http://example.org:65536/",
    "http://example.org:0/",
    "http://example.org:22/",
    "http://example.org:8080/",
    "https://example.org:6379/",
    "http://example.org/\ud800",
    f"http://example.org/{'a' * 9000}",
)


@pytest.mark.parametrize("address", LITERALS)
def test_refuses_an_address_that_is_not_on_the_public_internet(address: str) -> None:
    assert _refusal(address).outcome is Outcome.REFUSED_ADDRESS


@pytest.mark.parametrize("address", MALFORMED)
def test_refuses_what_is_not_a_plain_web_address(address: str) -> None:
    assert _refusal(address).outcome is Outcome.REFUSED_ADDRESS


def test_the_attack_lists_keep_their_length() -> None:
    assert (len(set(LITERALS)), len(set(MALFORMED))) == (50, 66)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (" HTTP://Example.ORG ", "http://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://bücher.example/straße?q=ä b'", "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4%20b%27"),
        ("http://example.org/a/../b/./c/%2E%2e/d", "http://example.org/b/d"),
        ("http://example.org/a/..", "http://example.org/"),
        ("http://example.org/../../x", "http://example.org/x"),
        ("http://example.org?q=1", "http://example.org/?q=1"),
        ("http://example.org/a#part", "http://example.org/a"),
        ("http://example.org/a%2fb%zz", "http://example.org/a%2fb%zz"),
        ("http://example.org//double", "http://example.org//double"),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_brings_an_address_to_one_form(typed: str, expected: str) -> None:
    assert str(Gate().admit(typed)) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/x", "https://example.org/x"),
        ("x?y", "https://example.org/a/x?y"),
        ("../x", "https://example.org/x"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example/"),
        ("?q", "https://example.org/a/b?q"),
        ("", "https://example.org/a/b"),
        ("/with space", "https://example.org/with%20space"),
    ],
)
def test_works_out_a_redirect_from_where_it_came(link: str, expected: str) -> None:
    assert str(canonical(link, base=canonical("https://example.org/a/b"))) == expected


MIXED = (
    ("127.0.0.1",),
    (PUBLIC_IP, "10.0.0.1"),
    ("10.0.0.1", PUBLIC_IP),
    (PUBLIC_IP, "2606:4700::1111", "::1"),
    (PUBLIC_IP, "::ffff:127.0.0.1"),
    (PUBLIC_IP, "fe80::1%eth0"),
)


@pytest.mark.parametrize("answers", MIXED)
def test_one_bad_answer_refuses_the_whole_name(answers: tuple[str, ...]) -> None:
    gate = Gate(resolve=lambda host, port, timeout: answers)

    with pytest.raises(FetchStopped, match=r"example\.org leads to .* which is not on the public Internet"):
        gate.locate("example.org", 80, timeout_seconds=1)


def test_gives_every_answer_of_a_good_name_in_order() -> None:
    gate = Gate(resolve=lambda host, port, timeout: (PUBLIC_IP, "2606:4700::1111"))

    assert gate.locate("example.org", 443, timeout_seconds=1) == (PUBLIC_IP, "2606:4700::1111")


def test_an_exception_is_one_ip_and_one_port() -> None:
    gate = Gate(allowed=[("127.0.0.1", 8099)], resolve=lambda host, port, timeout: ("127.0.0.1",))

    assert gate.locate("demo.example", 8099, timeout_seconds=1) == ("127.0.0.1",)
    for host, port in [("demo.example", 8098), ("demo.example", 80), ("127.0.0.2", 8099), ("8.8.8.8", 8099)]:
        with pytest.raises(FetchStopped):
            gate.locate(host, port, timeout_seconds=1)


def test_a_refusal_names_the_address_and_a_way_on() -> None:
    assert _refusal("http://[fd00:ec2::254]/").cause == (
        "fd00:ec2::254 is not on the public Internet (private use (unique local)), so it is never fetched: "
        "check the address, or upload a copy of the page instead."
    )


def _refusal(address: str) -> FetchStopped:
    with pytest.raises(FetchStopped) as refused:
        Gate(resolve=lambda host, port, timeout: (PUBLIC_IP,)).admit(address)
    return refused.value
