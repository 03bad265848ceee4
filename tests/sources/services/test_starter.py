"""The starter list is whole, and harms nothing."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from sources import services
from sources.fetching.address import canonical
from sources.fetching.hosts import registrable_host
from sources.models import Fetch, Publisher, Subscription, SubscriptionForm

LIST = services.starter_list()


def test_every_entry_says_what_it_is_at_an_address_in_canonical_form() -> None:
    assert 40 <= len(LIST) <= 80
    for one in LIST:
        assert set(one) == {"address", "form", "title", "publisher", "country"}, one
        assert str(canonical(one["address"])) == one["address"]
        assert one["form"] in SubscriptionForm.values
        assert one["country"].isupper() and len(one["country"]) <= 3
    assert len({one["address"] for one in LIST}) == len(LIST)


def test_a_site_has_one_publisher() -> None:
    names: dict[str, set[str]] = {}
    for one in LIST:
        names.setdefault(registrable_host(canonical(one["address"]).host), set()).add(one["publisher"])
    assert {site: found for site, found in names.items() if len(found) > 1} == {}


@pytest.mark.django_db
def test_loading_it_twice_adds_it_once_off_and_asks_nobody(capsys) -> None:
    call_command("load_library")
    assert f"{len(LIST)} added" in capsys.readouterr().out
    call_command("load_library")
    assert capsys.readouterr().out.startswith("0 added")
    assert Subscription.objects.filter(is_on=False, source__kind="primary").count() == len(LIST)
    assert Publisher.objects.filter(name="European Union", site="europa.eu").exists()
    assert not Fetch.objects.exists()
