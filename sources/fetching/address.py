"""Where a fetch may go: the canonical form of an address, and the gate that every connection passes.

The gate judges twice. `Gate.admit` refuses what can be seen in the text; `Gate.locate` resolves the name
once, at the moment of the socket, judges every answer, and gives the IP addresses to connect to, so that no
later look-up can lead elsewhere. Redirects, robots.txt, webhooks, icons and feeds all go through the same
gate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from sources.fetching.hosts import canonical_host, is_ip_literal
from sources.fetching.resolving import Resolver, resolve_by_system
from sources.fetching.special import why_not_public
from sources.fetching.types import FetchStopped, Outcome

DEFAULT_PORTS = {"http": 80, "https": 443}
PUBLIC_PORTS = frozenset(DEFAULT_PORTS.values())
# What a recipient is asked to support at least (RFC 9110, 4.1).
MAX_ADDRESS_LENGTH = 8000

REFUSED_CHARACTERS = re.compile(r"[\x00-\x1f\x7f\\]")
SHAPE = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<rest>[^#]*)")
AUTHORITY = re.compile(r"(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>[0-9]*))?")
# The percent-encode sets of the WHATWG URL standard, for a path and for the query of a web address.
PATH_ENCODED = re.compile(r'[^\x21-\x7e]|["<>^`{}]')
QUERY_ENCODED = re.compile(r"""[^\x21-\x7e]|["'<>]""")
SINGLE_DOT = frozenset({".", "%2e"})
DOUBLE_DOT = frozenset({"..", ".%2e", "%2e.", "%2e%2e"})

UPLOAD = "check the address, or upload a copy of the page instead"


@dataclass(frozen=True)
class Address:
    """A web address in canonical form: ASCII host (IPv6 without brackets), port always given, no fragment."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def host_header(self) -> str:
        """The host as HTTP's Host header has it: IPv6 in brackets, no port when it is the default."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port, as robots.txt is valid for."""
        return f"{self.scheme}://{self.host_header}"

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def canonical(text: str, *, base: Address | None = None) -> Address:
    """The canonical form of an address as typed, or as a redirect or link of `base` gives it.

    Raises FetchStopped(refused_address) for anything but a plain web address: other schemes, user names,
    backslashes, control characters, percent signs in the host, and whatever the WHATWG URL standard calls
    invalid.
    """
    text = text.strip(" \t\r\n")
    if REFUSED_CHARACTERS.search(text):
        raise _refusal(text, "has a backslash or a control character")
    if len(text) > MAX_ADDRESS_LENGTH:
        raise _refusal(text[:80] + "…", f"is longer than {MAX_ADDRESS_LENGTH} characters")
    absolute = text if base is None else _joined(base, text)
    matched = SHAPE.match(absolute)
    if matched is None or matched["scheme"].lower() not in DEFAULT_PORTS:
        raise _refusal(text, "does not start with http:// or https://")
    scheme = matched["scheme"].lower()
    try:
        host, port = _host_and_port(matched["authority"], default=DEFAULT_PORTS[scheme])
        return Address(scheme=scheme, host=host, port=port, target=_canonical_target(matched["rest"]))
    except ValueError as wrong:
        raise _refusal(text, str(wrong)) from None


class Gate:
    """Decides where connections may go.

    Only ports 80 and 443 of public addresses (see `special`), and the exact (ip, port) pairs in `allowed`:
    the one way in for a test's or the demo's loopback site. `resolve` is the resolver: (host, port,
    timeout_seconds) → IP addresses, raising FetchStopped(dns_failed or timed_out).
    """

    def __init__(
        self, *, allowed: Iterable[tuple[str, int]] = (), resolve: Resolver = resolve_by_system
    ) -> None:
        self._allowed = frozenset(allowed)
        self._resolve = resolve

    def admit(self, text: str, *, base: Address | None = None) -> Address:
        """The canonical address, if nothing in its text forbids it. Raises FetchStopped(refused_address)."""
        address = canonical(text, base=base)
        ports = PUBLIC_PORTS | {port for _, port in self._allowed}
        if address.port not in ports:
            raise _refusal(
                str(address), f"asks for port {address.port}, and only 80 and 443 are fetched from"
            )
        if is_ip_literal(address.host):
            self._judge(address.host, address.port, (address.host,))
        return address

    def locate(self, host: str, port: int, *, timeout_seconds: float) -> tuple[str, ...]:
        """Resolve once and judge every answer: the IP addresses that may be connected to, best first.

        One bad answer refuses the whole name. Raises FetchStopped(refused_address, dns_failed or timed_out).
        """
        literal = is_ip_literal(host)
        answers = (host,) if literal else self._resolve(host, port, timeout_seconds)
        self._judge(host, port, answers)
        return answers

    def is_exception(self, ip: str, port: int) -> bool:
        """Whether this exact pair is one of the injected exceptions and not the open web."""
        return (ip, port) in self._allowed

    def _judge(self, host: str, port: int, answers: tuple[str, ...]) -> None:
        for ip in answers:
            if self.is_exception(ip, port):
                continue
            if why := why_not_public(ip):
                raise _closed(host, ip, why)
            if port not in PUBLIC_PORTS:
                raise _refusal(host, f"asks for port {port}, and only 80 and 443 are fetched from")


def _closed(host: str, ip: str, why: str) -> FetchStopped:
    where = ip if host == ip else f"{host} leads to {ip}, which"
    return FetchStopped(
        Outcome.REFUSED_ADDRESS,
        f"{where} is not on the public Internet ({why}), so it is never fetched: {UPLOAD}.",
    )


def _refusal(text: str, what: str) -> FetchStopped:
    shown = REFUSED_CHARACTERS.sub("�", text)[:200]
    return FetchStopped(Outcome.REFUSED_ADDRESS, f"“{shown}” {what}, so it is not fetched: {UPLOAD}.")


def _joined(base: Address, text: str) -> str:
    try:
        return urljoin(str(base), text)
    except ValueError:
        raise _refusal(text, "is not a web address") from None


def _host_and_port(authority: str, *, default: int) -> tuple[str, int]:
    if "@" in authority:
        raise ValueError("carries a user name")
    matched = AUTHORITY.fullmatch(authority)
    if matched is None:
        raise ValueError("has a port that is not a number")
    port = int(matched["port"] or default)
    if not 0 < port <= 65535:
        raise ValueError("has a port that does not exist")
    return canonical_host(matched["host"]), port


def _canonical_target(rest: str) -> str:
    path, mark, query = rest.partition("?")
    encoded = PATH_ENCODED.sub(_percent_encoded, path)
    return _without_dots(encoded) + mark + QUERY_ENCODED.sub(_percent_encoded, query)


def _percent_encoded(matched: re.Match[str]) -> str:
    try:
        return "".join(f"%{byte:02X}" for byte in matched[0].encode())
    except UnicodeEncodeError:
        raise ValueError("has a character that is half of one") from None


def _without_dots(path: str) -> str:
    """The path with `.` and `..` worked out, as a browser does before it asks."""
    kept: list[str] = []
    segments = path.split("/")[1:] or [""]
    for place, segment in enumerate(segments):
        last = place == len(segments) - 1
        lowered = segment.lower()
        if lowered in DOUBLE_DOT:
            del kept[-1:]
        elif lowered not in SINGLE_DOT:
            kept.append(segment)
            continue
        if last:
            kept.append("")
    return "/" + "/".join(kept)
