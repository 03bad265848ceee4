"""The docs page needs no other server and no exception from the policy."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib.staticfiles import finders
from drf_spectacular.generators import SchemaGenerator


@pytest.fixture
def page(db, client):
    answer = client.get("/api/docs/")
    assert answer.status_code == 200
    return answer


def test_everything_it_loads_comes_from_this_server(page):
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.content.decode())

    assert loaded
    for address in (one for one in loaded if not one.startswith("#")):
        assert address.startswith("/"), address
        if address.startswith("/static/"):
            assert finders.find(address.removeprefix("/static/").partition("#")[0]), address


def test_it_has_no_inline_script_or_style(page):
    html = page.content.decode()

    assert not re.findall(r"<script(?![^>]*\ssrc=)", html)
    assert "<style" not in html
    assert not re.findall(r"\s(?:style|on\w+)=", html)


def test_scripts_come_from_this_server_alone(page):
    policy = dict(part.strip().split(" ", 1) for part in page["Content-Security-Policy"].split(";"))

    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'none'"


def test_it_runs_no_script_but_the_colour_schemes(page):
    scripts = re.findall(r'<script src="([^"]+)"', page.content.decode())

    assert scripts == ["/static/factcheck/js/theme.js"]


def test_every_route_of_the_schema_is_on_it(page):
    schema = SchemaGenerator().get_schema(request=None, public=True)
    shown = html.unescape(page.content.decode())

    for path, operations in schema["paths"].items():
        for method in operations:
            assert f"<b>{method.upper()}</b> {path}</code>" in shown


def test_a_field_says_what_it_takes(page):
    text = page.content.decode()

    assert "<dt><code>published_on</code></dt>" in text
    assert "supports | contradicts | context | unclear" in text
