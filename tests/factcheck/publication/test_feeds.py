from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.urls import reverse

from factcheck.publication import services

pytestmark = pytest.mark.django_db
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
ATOM = {"a": "http://www.w3.org/2005/Atom", "t": TOMBSTONES}
DELETED = f"{{{TOMBSTONES}}}deleted-entry"


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
    shown, gone = client.get(reverse("claimreview-json")).json()["dataFeedElement"]
    assert shown["item"][0]["claimReviewed"] == "Spending on roads doubled in 2025."
    assert (gone["url"], gone["item"]) == (withdrawn.document["url"], None)
    assert gone["dateDeleted"]


def test_what_left_the_public_leaves_a_tombstone_with_its_reason(client, newsroom):
    withdrawn, taken_down = newsroom.published(text="A staged scene."), newsroom.published(text="Libel.")
    services.withdraw(publication=withdrawn, reason="It was staged.", by=newsroom.ana)
    newsroom.take_down(taken_down)
    root = ET.fromstring(client.get(reverse("checks-atom")).content)
    stones = {stone.get("ref"): stone.findtext("t:comment", namespaces=ATOM) for stone in root.iter(DELETED)}
    assert stones == {
        withdrawn.document["url"]: "It was staged.",
        taken_down.document["url"]: "A court forbids it for now.",
    }
    assert [stone["id"] for stone in client.get(reverse("checks-json")).json()["_gone"]] == [
        taken_down.document["url"],
        withdrawn.document["url"],
    ]
    assert entries(client) == []


def test_a_feed_is_as_new_as_its_newest_tombstone(client, newsroom):
    publication = newsroom.published()
    root = ET.fromstring(client.get(reverse("checks-atom")).content)
    before = root.findtext("a:updated", namespaces=ATOM)
    with time_machine.travel(publication.published_at + timedelta(days=3), tick=False):
        services.withdraw(publication=publication, reason="It was staged.", by=newsroom.ana)
    root = ET.fromstring(client.get(reverse("checks-atom")).content)
    assert root.findtext("a:updated", namespaces=ATOM) > before


@pytest.mark.parametrize("unprintable", ["\x0b", "\x1b", "\ufffe"])
def test_a_character_that_xml_cant_hold_takes_no_feed_away(client, newsroom, unprintable):
    publication = newsroom.published(text=f"Spending{unprintable}on roads doubled.")
    (entry,) = entries(client)
    assert entry.findtext("a:title", namespaces=ATOM) == "Spending on roads doubled."
    services.withdraw(publication=publication, reason=f"It was{unprintable}staged.", by=newsroom.ana)
    feed = ET.fromstring(client.get(reverse("checks-atom")).content)
    assert feed.findtext("t:deleted-entry/t:comment", namespaces=ATOM) == "It was staged."
