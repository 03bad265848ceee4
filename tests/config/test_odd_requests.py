"""Whatever is sent to whichever address, by whomever, it is the sender's problem and never ours.

The fast half sends each page and route one odd thing, another to the next; the slow half sends all of them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from factcheck.integrations.models import Scope
from factcheck.integrations.services import create_token
from tests.config.access import MODEL_BACKEND, House, address_of
from tests.config.routes import Route, routes

pytestmark = pytest.mark.django_db

FACTCHECK = Path(__file__).resolve().parents[2] / "factcheck"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PARTS = "multipart/form-data; boundary=x"
PART = b"--x\r\nContent-Disposition: form-data; %s\r\n%s\r\n--x--\r\n"
# One of each kind that breaks programs: what is no text, no number, no date, or far too much of it.
ODD_VALUES = [
    "%00",
    "a%00b",
    "%FF%FE",
    "%ED%A0%80",
    "9223372036854775808",
    "-1",
    "9" * 5000,
    "%C2%B2",  # a superscript two: a digit, and not a number
    "%D9%A3",  # an Arabic three: a digit, and a number
    "NaN",
    "2026-02-30",
    "0001-01-01T00:00:00%2B23:59",
    "../../etc/passwd",
    "//evil.example",
    "x" * 5000,
    "%F0%9F%8C%89" * 300,
    "cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",  # a page's cursor, with a number of 33 digits
    "",
]
ODD_BODIES = [
    (FORM, b"\xff\xfe\x00&=&&%&%zz=%u0041"),
    (FORM, b"&".join(b"a=1" for _ in range(1500))),
    (f"{FORM}; charset=hex", b"text=zz"),
    (f"{FORM}; charset=no-such", b"text=x"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=\xff", b"--\xff"),
    (PARTS, b'--x\r\nContent-Disposition: form-data; name="file"'),
    (PARTS, PART % (b'name="file"; filename="a\x00.pdf"\r\n', b"%PDF-\x00")),
    (PARTS, PART % (b'name="text"\r\nContent-Transfer-Encoding: base64\r\n', b"!")),
    (JSON, b"\xff\xfe{\x00}\x00"),
    (JSON, b"[" * 100_000),
    (JSON, b'{"text": "\\u0000", "quote": "\\ud800", "address": "http://[::1", "start": 1e400}'),
    (JSON, b'{"claims": [null, {}, []], "article": true, "start": [1], "events": {"a": 1}}'),
    ("text/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("", b"what is this?"),
    ("application/json, text/html", b"{}"),
]
# What an address may hold where a number or a name is expected; the last is no path of ours at all.
ODD_PLACES = ["%00", "%FF", "-1", "9" * 25, "9" * 5000, "%C2%B2", "a%0Ab", "_3A" * 40, "%2e%2e%2f"]
# How many different values each field is given at each address by the slow half.
ROUNDS = 3
BY_NAME = re.compile(r'\bname="([\w-]+)"')
BY_CODE = re.compile(r'\b(?:GET|POST|query_params)(?:\.get|\.getlist)?[(\[]"(\w+)"')


class Sender:
    """Somebody with a browser, or a program with a token; nothing that is written stays."""

    def __init__(self, client: Client, secret: str = "") -> None:
        self._client, self._cookies = client, client.cookies.copy()
        self._headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def fault(self, address: str, body: bytes | None = None, content_type: str = "") -> Iterator[str]:
        """At most one: that it failed, or that we took the blame."""
        method = "GET" if body is None else "POST"
        asked = f"{method} {address[:60]} {content_type} {(body or b'')[:40]!r}"
        self._client.cookies = self._cookies.copy()
        try:
            with transaction.atomic():
                answer = self._client.generic(
                    method, address, body or b"", content_type=content_type, headers=self._headers
                )
                transaction.set_rollback(True)
        except Exception as fault:
            yield f"{asked}: {fault!r}"[:400]
        else:
            if answer.streaming:
                answer.getvalue()  # the client closes a file that is sent once all of it came
            if answer.status_code >= 500 and answer.status_code != 501:
                yield f"{asked}: {answer.status_code}"

    def names_at(self, address: str) -> list[str]:
        """Of the fields that its page asks for."""
        page = self._client.get(address, headers=self._headers)
        return [] if page.streaming else BY_NAME.findall(page.content.decode(errors="replace"))


@pytest.fixture
def house(db: None, own_archive: object) -> Iterator[House]:
    """Nothing is logged: there would be thousands of lines."""
    logging.disable(logging.CRITICAL)
    yield House()
    logging.disable(logging.NOTSET)


@pytest.fixture
def administrator(house: House) -> Sender:
    """Whom no policy stops early."""
    return _signed_in(house.kim)


@pytest.fixture
def senders(house: House, administrator: Sender) -> list[Sender]:
    """Each second one is the administrator."""
    _token, secret = create_token(owner=house.sam, name="bot", scopes=list(Scope))
    program, nobody = Sender(Client(), secret), Sender(Client())
    others = [_signed_in(house.sam), program, _signed_in(house.ana), nobody, _signed_in(house.lou)]
    return [sender for other in others for sender in (administrator, other)]


def _signed_in(person: object) -> Sender:
    client = Client()
    client.force_login(person, backend=MODEL_BACKEND)
    return Sender(client)


def test_no_odd_body_value_or_address_is_our_fault(house: House, senders: list[Sender]) -> None:
    names, faults = _names_in_code(), list[str]()
    for number, route in enumerate(one for one in routes() if not one.path.startswith("admin/")):
        sender = senders[number % len(senders)]
        faults += sender.fault(_odd_places(route, number))
        faults += sender.fault(f"{address_of(house, route)}?{_given(names, number)}")
        if "POST" in route.methods:
            content_type, body = ODD_BODIES[number % len(ODD_BODIES)]
            faults += sender.fault(address_of(house, route), body, content_type)
            faults += sender.fault(address_of(house, route), _given(names, number + 1).encode(), FORM)

    assert len(names) > 50
    assert not faults, "\n".join(faults)


@pytest.mark.slow
def test_no_odd_body_is_our_fault_at_any_address(house: House, senders: list[Sender]) -> None:
    faults = [
        fault
        for number, route in enumerate(routes())
        if "POST" in route.methods
        for at, (content_type, body) in enumerate(ODD_BODIES)
        for fault in senders[(number + at) % len(senders)].fault(address_of(house, route), body, content_type)
    ]

    assert not faults, "\n".join(faults)


@pytest.mark.slow
def test_no_odd_value_in_any_form_or_query_is_our_fault(house: House, administrator: Sender) -> None:
    everywhere, faults = _names_in_code(), list[str]()
    for number, route in enumerate(routes()):
        address = address_of(house, route)
        names = sorted(everywhere | set(administrator.names_at(address)) - {"csrfmiddlewaretoken"})
        for first in range(number * ROUNDS, (number + 1) * ROUNDS):
            given = _given(names, first)
            faults += administrator.fault(f"{address}?{given}")
            if "POST" in route.methods:
                faults += administrator.fault(address, given.encode(), FORM)

    assert not faults, "\n".join(faults)


@pytest.mark.slow
def test_nothing_odd_in_an_address_is_our_fault(house: House, senders: list[Sender]) -> None:
    faults = [
        fault
        for route in routes()
        if route.parameters
        for at in range(len(ODD_PLACES))
        for fault in senders[0].fault(_odd_places(route, at))
    ]

    assert not faults, "\n".join(faults)


def _names_in_code() -> set[str]:
    """Of every field that a template of ours or a view names."""
    templates = (BY_NAME.findall(path.read_text()) for path in FACTCHECK.rglob("*.html"))
    views = (BY_CODE.findall(path.read_text()) for path in FACTCHECK.rglob("*.py"))
    lists = {"q", "page", "page_size", "cursor", "fields", "include", "updated_since", "format"}
    return lists.union(*templates, *views) - {"csrfmiddlewaretoken"}


def _given(names: set[str] | list[str], first: int) -> str:
    """Each name twice, the second time with an odd value; `first` says which the first name gets."""
    values = islice(cycle(ODD_VALUES), first % len(ODD_VALUES), None)
    return "&".join(f"{name}=1&{name}={value}" for name, value in zip(sorted(names), values, strict=False))


def _odd_places(route: Route, number: int) -> str:
    return route.filled([ODD_PLACES[(number + at) % len(ODD_PLACES)] for at in range(len(route.parameters))])
