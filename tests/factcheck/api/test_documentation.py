"""The docs page needs no other server and no exception from the policy."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders


@pytest.fixture
def page(db, client):
    answer = client.get("/api/docs/")
    assert answer.status_code == 200
    return answer


def test_everything_it_loads_comes_from_this_server(page):
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.content.decode())

    assert loaded
    for address in loaded:
        assert address.startswith("/"), address
        if address.startswith("/static/"):
            assert finders.find(address.removeprefix("/static/")), address


def test_it_has_no_inline_script_or_style(page):
    html = page.content.decode()

    assert not re.findall(r"<script(?![^>]*\ssrc=)", html)
    assert "<style" not in html
    assert not re.findall(r"\s(?:style|on\w+)=", html)


def test_scripts_come_from_this_server_alone(page):
    policy = dict(part.strip().split(" ", 1) for part in page["Content-Security-Policy"].split(";"))

    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'none'"
