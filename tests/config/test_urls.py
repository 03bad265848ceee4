"""Every address answers everybody as docs/access.md says, and nothing shows what is under an embargo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.config.access import TABLES, House, markdown, table
from tests.config.routes import routes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access.md"
HOW = "Who may do what changed: read it, then ./run test --all tests/config/test_urls.py --write-docs"


def test_every_route_is_in_the_documentation() -> None:
    listed = re.findall(r"^\| `/([^`]*)`", PAGE.read_text(), re.MULTILINE)

    assert {route.path for route in routes()} == {path.replace(r"\|", "|") for path in listed}, HOW


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("title", TABLES)
def test_everybody_is_answered_as_the_documentation_says(title: str, request: pytest.FixtureRequest) -> None:
    begin, end = f"<!-- {title}: begin -->\n", f"\n<!-- {title}: end -->"
    now = begin + markdown(table(title)) + end
    page = PAGE.read_text()
    if request.config.getoption("write_docs"):
        PAGE.write_text(page.split(begin)[0] + now + page.split(end)[1])

    assert now in PAGE.read_text(), HOW


@pytest.mark.django_db
def test_readers_find_nothing_that_is_under_an_embargo() -> None:
    check = House().embargoed_check
    reader = Client()

    for route in routes():
        if route.path.startswith("admin/"):
            continue
        address = route.filled([check.slug if name == "slug" else 1 for name in route.parameters])
        for asked in (address, f"{address}?q=harbour", f"{address}?query=harbour"):
            answer = reader.get(asked)
            shown = answer.getvalue() if answer.streaming else answer.content
            assert answer.status_code < 500 or answer.status_code == 501, asked
            assert b"harbour is to be" not in shown, asked
            assert answer.status_code != 200 or "slug" not in route.parameters, asked
