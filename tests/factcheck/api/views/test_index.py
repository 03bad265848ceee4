"""The root of the API says where everything is."""

from __future__ import annotations

import pytest

from config.api_router import router

pytestmark = pytest.mark.django_db
PATH = "/api/v1/"


def test_anyone_finds_every_list(nobody, api):
    shown = nobody.get(PATH).json()
    lists = {prefix for prefix, _views, _name in router.registry if "<" not in prefix}

    assert lists - {"snapshots"} <= set(shown), "snapshots are listed under their source"
    assert shown["fact-checks"] == "http://testserver/api/v1/fact-checks/"
    assert shown["docs"] == "http://testserver/api/docs/"
    assert api.get(PATH).json() == shown
    for address in shown.values():
        assert api.get(address).status_code in (200, 403), address


def test_a_bad_token_is_told_so_even_here(nobody):
    assert nobody.get(PATH, headers={"Authorization": "Bearer fct_wrong"}).status_code == 401


def test_nothing_is_written_there_and_other_addresses_still_lead_nowhere(api):
    assert api.post(PATH, {}, format="json").status_code == 405
    assert api.get(f"{PATH}nothing/").status_code == 404
