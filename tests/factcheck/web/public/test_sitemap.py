from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from factcheck.publication import services

pytestmark = pytest.mark.django_db
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_lists_what_is_public_and_nothing_else(client, newsroom):
    shown = newsroom.published()
    withdrawn = newsroom.published(text="A staged scene.")
    services.withdraw(publication=withdrawn, reason="It was staged.", by=newsroom.ana)
    root = ET.fromstring(client.get(reverse("sitemap")).content)
    addresses = [one.text for one in root.findall("s:url/s:loc", SITEMAP)]
    assert shown.document["url"] in addresses
    assert withdrawn.document["url"] not in addresses
    assert "http://localhost:8000/about/method/" in addresses


def test_robots_find_the_sitemap(client, db):
    assert "Sitemap: http://localhost:8000/sitemap.xml" in client.get("/robots.txt").content.decode()
