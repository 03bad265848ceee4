from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from sources.conf import sources_settings
from tests.fakes.valkey import Valkey
from tests.fakes.web import Page, Web

BODY = b"<!doctype html><title>A page</title><p>Some words."
FIELDS = ["url", "final_url", "status", "outcome", "cause", "sha256", "bytes", "elapsed_ms", "warc"]


@pytest.fixture(scope="module")
def valkey() -> Iterator[Valkey]:
    with Valkey() as running:
        yield running


@pytest.fixture
def web(settings: Any, valkey: Valkey) -> Iterator[Web]:
    settings.REDIS_URL = f"unix://{valkey.socket_path}"
    site = {
        "/": Page(BODY),
        "/moved": Page(status=301, headers=(("Location", "/"),)),
        "/closed": Page(BODY),
        "/robots.txt": Page(b"User-agent: *\nDisallow: /closed", content_type="text/plain"),
    }
    with Web({"127.0.0.1": site}) as running:
        settings.SOURCES = {**settings.SOURCES, "ALLOWED_ADDRESSES": [f"127.0.0.1:{running.port}"]}
        sources_settings.cache_clear()
        yield running
    sources_settings.cache_clear()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, int]:
    status = 0
    try:
        call_command("fetch", *arguments)
    except SystemExit as ending:
        status = int(ending.code or 0)
    return capsys.readouterr().out, status


def test_says_how_a_fetch_ended_and_where_it_is_archived(
    web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    out, status = run(capsys, web.address("127.0.0.1", "/moved"), "--json")
    answer = json.loads(out)

    assert status == 0
    assert list(answer) == FIELDS
    assert answer["url"] == web.address("127.0.0.1", "/moved")
    assert answer["final_url"] == web.address("127.0.0.1", "/")
    assert (answer["outcome"], answer["status"], answer["cause"]) == ("fetched", 200, "")
    assert (answer["sha256"], answer["bytes"]) == (hashlib.sha256(BODY).hexdigest(), len(BODY))
    assert (Path(settings.SOURCES["ARCHIVE_DIR"]) / answer["warc"]).exists()


def test_answers_every_address_in_order_and_fails_when_one_does(
    web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    addresses = [web.address("127.0.0.1", path) for path in ("/closed", "/none", "/")]
    out, status = run(capsys, *addresses, "http://10.0.0.1/", "not an address", "--json")
    answers = [json.loads(line) for line in out.splitlines()]

    assert status == 1
    assert [answer["outcome"] for answer in answers] == [
        "robots_denied",
        "gone",
        "fetched",
        "refused_address",
        "refused_address",
    ]
    assert answers[0]["cause"].startswith("127.0.0.1 asks robots not to fetch this page")
    assert [answer["sha256"] is None for answer in answers] == [True, True, False, True, True]
    assert all(answer["cause"] for answer in answers if answer["outcome"] != "fetched")


def test_tells_a_person_in_words(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    out, status = run(capsys, web.address("127.0.0.1", "/closed"))

    assert status == 1
    assert "robots denied\n   127.0.0.1 asks robots not to fetch this page: upload a copy" in out


def test_says_when_valkey_is_not_there(web: Web, settings: Any) -> None:
    settings.REDIS_URL = "unix:///nowhere/valkey.sock"

    with pytest.raises(CommandError, match=r"was not asked.*Start Valkey and try again\."):
        call_command("fetch", web.address("127.0.0.1"))


def test_is_asked_for_an_address() -> None:
    with pytest.raises(CommandError, match="ADDRESS"):
        call_command("fetch")
