"""Until an embargo ends, what is published doesn't exist for readers, whatever they ask."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factcheck.exceptions import Incomplete, NotAllowed, TransitionDenied
from factcheck.notices.events import Event
from factcheck.notices.models import Notice
from factcheck.publication import services
from factcheck.publication.models import Publication
from factcheck.publication.readers import readers_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def embargoed(newsroom, tomorrow) -> Publication:
    factcheck = newsroom.signed_off()
    services.set_embargo(factcheck=factcheck, until=tomorrow, by=newsroom.ana)
    return services.publish(factcheck=factcheck, by=newsroom.ana)


def end_embargo() -> None:
    """As if the time had come."""
    Publication.objects.exclude(embargo_until=None).update(
        embargo_until=timezone.now() - timedelta(seconds=1)
    )


def pages_of(slug: str) -> list[str]:
    page = reverse("publication", args=[slug])
    others = [reverse(name, args=[slug]) for name in ("publication-json", "api:publication-detail")]
    return [page, f"{page}v1/", *others]


def lists() -> list[str]:
    feeds = [
        f"/feeds/{name}" for name in ("checks.atom", "checks.json", "corrections.atom", "claimreview.json")
    ]
    return ["/", *feeds, "/about/corrections/", reverse("api:publication-list")]


def test_no_door_shows_what_is_under_an_embargo(embargoed, client):
    for path in pages_of(embargoed.slug):
        assert client.get(path).status_code == 404, path
    for path in lists():
        response = client.get(path)
        assert response.status_code == 200, path
        assert embargoed.claim_text not in response.content.decode(), path
    assert embargoed.claim_text not in client.get("/", {"q": "roads"}).content.decode()


def test_readers_see_it_when_the_embargo_ends(embargoed, client):
    end_embargo()
    assert client.get(reverse("publication", args=[embargoed.slug])).status_code == 200
    assert embargoed.slug in client.get("/feeds/checks.atom").content.decode()


def test_a_correction_under_an_embargo_leaves_the_version_before_where_it_is(newsroom, tomorrow, client):
    first = newsroom.published()
    factcheck = newsroom.corrected_and_signed_off(first)
    services.set_embargo(factcheck=factcheck, until=tomorrow, by=newsroom.ana)
    second = services.publish(factcheck=factcheck, by=newsroom.ana, correction_note="The year was wrong.")
    assert list(Publication.objects.public()) == [first]
    assert client.get(reverse("publication", args=[first.slug])).context["publication"] == first
    assert client.get(f"{reverse('publication', args=[first.slug])}v2/").status_code == 404

    end_embargo()
    assert list(Publication.objects.public()) == [second]
    assert client.get(f"{reverse('publication', args=[first.slug])}v1/").status_code == 200


def test_what_readers_see_is_withdrawn_though_its_correction_waits(newsroom, tomorrow, client):
    first = newsroom.published()
    factcheck = newsroom.corrected_and_signed_off(first)
    services.set_embargo(factcheck=factcheck, until=tomorrow, by=newsroom.ana)
    second = services.publish(factcheck=factcheck, by=newsroom.ana, correction_note="The year was wrong.")
    services.withdraw(publication=second, reason="The source retracted it.", by=newsroom.ana)
    page = client.get(reverse("publication", args=[first.slug]))
    assert page.status_code == 410
    assert "The source retracted it." in page.content.decode()
    assert Notice.objects.get(event=Event.WITHDRAWN).held_until is None


def test_what_nobody_saw_is_withdrawn_without_a_trace_for_readers(newsroom, embargoed, client):
    services.withdraw(publication=embargoed, reason="The source retracted it.", by=newsroom.ana)
    assert client.get(reverse("publication", args=[embargoed.slug])).status_code == 404
    assert Notice.objects.get(event=Event.WITHDRAWN).held_until == embargoed.embargo_until


def test_an_embargo_moves_and_is_lifted_while_it_lasts(newsroom, embargoed, tomorrow):
    later = tomorrow + timedelta(days=1)
    services.set_embargo(factcheck=embargoed.factcheck, until=later, by=newsroom.ana)
    embargoed.refresh_from_db()
    assert embargoed.embargo_until == later
    assert Notice.objects.get(event=Event.PUBLISHED).held_until == later
    services.set_embargo(factcheck=embargoed.factcheck, until=None, by=newsroom.ana)
    assert Publication.objects.public().get() == embargoed
    assert Notice.objects.leaving().filter(event=Event.PUBLISHED).exists()


def test_a_correction_of_what_is_hidden_moves_its_embargo(newsroom, embargoed, tomorrow):
    factcheck, later = embargoed.factcheck, tomorrow + timedelta(days=1)
    services.start_correction(factcheck=factcheck, by=newsroom.ana)
    services.set_embargo(factcheck=factcheck, until=later, by=newsroom.ana)
    embargoed.refresh_from_db()
    assert embargoed.embargo_until == later
    assert Notice.objects.get(event=Event.PUBLISHED).held_until == later
    services.set_embargo(factcheck=factcheck, until=None, by=newsroom.ana)
    assert Publication.objects.public().get() == embargoed


def test_an_embargo_set_during_a_correction_leaves_what_readers_see(newsroom, tomorrow):
    first = newsroom.published()
    services.start_correction(factcheck=first.factcheck, by=newsroom.ana)
    services.set_embargo(factcheck=first.factcheck, until=tomorrow, by=newsroom.ana)
    assert list(Publication.objects.public()) == [first]


def test_an_abandoned_correction_leaves_no_embargo_behind(newsroom, tomorrow):
    first = newsroom.published()
    services.start_correction(factcheck=first.factcheck, by=newsroom.ana)
    services.set_embargo(factcheck=first.factcheck, until=tomorrow, by=newsroom.ana)
    services.abandon_correction(factcheck=first.factcheck, by=newsroom.ana)
    first.factcheck.refresh_from_db()
    assert first.factcheck.embargo_until is None
    assert not readers_of(first.factcheck).held_until


def test_what_readers_saw_cannot_be_hidden(newsroom, tomorrow):
    published = newsroom.published()
    with pytest.raises(TransitionDenied, match="Readers can see it already"):
        services.set_embargo(factcheck=published.factcheck, until=tomorrow, by=newsroom.ana)


def test_an_embargo_ends_in_the_future_and_is_a_reviewers_to_set(newsroom, tomorrow):
    factcheck = newsroom.signed_off()
    with pytest.raises(Incomplete, match="Choose a later time") as refused:
        services.set_embargo(factcheck=factcheck, until=timezone.now(), by=newsroom.ana)
    assert refused.value.field == "embargo_until"
    with pytest.raises(NotAllowed, match="Only a reviewer"):
        services.set_embargo(factcheck=factcheck, until=tomorrow, by=newsroom.sam)
