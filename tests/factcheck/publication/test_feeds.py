from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from factcheck.publication import services

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(client, name="checks-atom"):
    return ET.fromstring(client.get(reverse(name)).content).findall("a:entry", ATOM)


def test_atom_lists_what_is_public_newest_first(client, newsroom):
    newsroom.published(text="First claim.")
    newsroom.published(text="Second claim.")
    newsroom.signed_off(text="A draft.")
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in entries(client)]
    assert titles == ["Second claim.", "First claim."]


def test_a_correction_updates_its_entry_and_keeps_its_id(client, newsroom):
    publication = newsroom.published()
    (before,) = entries(client)
    newsroom.corrected(publication)
    (after,) = entries(client)
    assert before.findtext("a:id", namespaces=ATOM) == after.findtext("a:id", namespaces=ATOM)
    assert after.findtext("a:summary", namespaces=ATOM) == "Half true: Spending on roads rose by half."


def test_corrections_have_a_feed_of_their_own(client, newsroom):
    newsroom.published()
    newsroom.corrected(newsroom.published(text="A corrected claim."))
    (entry,) = entries(client, "corrections-atom")
    assert entry.findtext("a:summary", namespaces=ATOM) == "The accounts were revised."


def test_json_feed_says_the_verdict(client, newsroom):
    newsroom.published()
    response = client.get(reverse("checks-json"))
    assert response["Content-Type"] == "application/feed+json"
    (item,) = response.json()["items"]
    assert item["content_text"] == "False: Spending on roads rose by 12%."
    assert item["id"] == item["url"]


def test_claimreview_feed_holds_every_public_check(client, newsroom):
    newsroom.published()
    withdrawn = newsroom.published(text="A staged scene.")
    services.withdraw(publication=withdrawn, reason="It was staged.", by=newsroom.ana)
    (element,) = client.get(reverse("claimreview-json")).json()["dataFeedElement"]
    assert element["item"][0]["claimReviewed"] == "Spending on roads doubled in 2025."
