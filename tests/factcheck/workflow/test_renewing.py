"""What was withdrawn is checked anew as a claim of its own; readers of the old address are led to it."""

import pytest
from django.urls import reverse

from factcheck.exceptions import NotAllowed, TransitionDenied
from factcheck.models import FactCheck
from factcheck.publication import services as publication
from factcheck.workflow import services as workflow
from factcheck.workflow.statuses import State
from tests.factcheck.api.conftest import client_of
from tests.factcheck.publication.cases import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture
def withdrawn(newsroom) -> FactCheck:
    return take_back(newsroom, newsroom.published())


def take_back(newsroom, check) -> FactCheck:
    publication.withdraw(publication=check, reason="It was staged.", by=newsroom.ana)
    return FactCheck.objects.get(pk=check.factcheck_id)


def publish_anew(newsroom, withdrawn):
    anew = workflow.check_anew(factcheck=withdrawn, by=newsroom.sam)
    passage = anew.claim.evidence.get()
    workflow.accept_passage(passage=passage, stance="contradicts", by=newsroom.sam)
    newsroom.propose(anew, conclusion="It rose by 11%.")
    workflow.sign_off(factcheck=anew, by=newsroom.ana)
    return publication.publish(factcheck=anew, by=newsroom.ana)


def test_a_new_claim_says_the_same_at_the_same_words_and_is_who_askeds(newsroom, withdrawn):
    anew = workflow.check_anew(factcheck=withdrawn, by=newsroom.sam)
    old, new = withdrawn.claim, anew.claim
    assert (new.text, new.speaker, new.kind, new.article) == (old.text, old.speaker, old.kind, old.article)
    assert [one.quote for one in new.anchors.all()] == [one.quote for one in old.anchors.all()]
    assert (anew.state, anew.assignee, anew.anew_of) == (State.OPEN, newsroom.sam, withdrawn)
    assert [one.decision for one in new.evidence.all()] == ["suggested"]
    withdrawn.refresh_from_db()
    assert withdrawn.state == State.WITHDRAWN


def test_it_is_done_once_for_a_withdrawal(newsroom, withdrawn):
    workflow.check_anew(factcheck=withdrawn, by=newsroom.sam)
    with pytest.raises(TransitionDenied, match="checked anew already"):
        workflow.check_anew(factcheck=withdrawn, by=newsroom.ana)


def test_only_what_was_withdrawn_and_only_by_its_desk(newsroom, withdrawn):
    with pytest.raises(TransitionDenied, match="Only a withdrawn check is made anew"):
        workflow.check_anew(factcheck=newsroom.open(), by=newsroom.sam)
    with pytest.raises(NotAllowed):
        workflow.check_anew(factcheck=withdrawn, by=newsroom.lou)


def test_it_is_published_elsewhere_and_the_tombstone_leads_there(newsroom, withdrawn, client):
    old = withdrawn.publications.get()
    frozen = old.document_sha256
    pages = [reverse("publication", args=[old.slug]), reverse("embed", args=[old.slug])]
    assert "anew" not in client.get(pages[0]).content.decode()
    check = publish_anew(newsroom, withdrawn)
    assert check.slug == f"{old.slug}-{check.factcheck_id}"
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 410
        assert reverse("publication", args=[check.slug]) in answer.content.decode()
    problem = client.get(reverse("publication-json", args=[old.slug]))
    assert problem.json()["checked_anew"] == check.document["url"]
    old.refresh_from_db()
    assert (old.document_sha256, old.withdrawal_reason) == (frozen, "It was staged.")


def test_it_leads_past_one_that_was_withdrawn_as_well(newsroom, withdrawn, client):
    page = reverse("publication", args=[withdrawn.publications.get().slug])
    second = take_back(newsroom, publish_anew(newsroom, withdrawn))
    assert "We checked the claim anew" not in client.get(page).content.decode()
    third = publish_anew(newsroom, second)
    assert reverse("publication", args=[third.slug]) in client.get(page).content.decode()


def test_what_the_law_forbids_to_show_leads_nowhere(newsroom, withdrawn, client):
    publish_anew(newsroom, withdrawn)
    newsroom.take_down(withdrawn.publications.get())
    page = client.get(reverse("publication", args=[withdrawn.publications.get().slug]))
    assert page.status_code == 451
    assert "We checked the claim anew" not in page.content.decode()


def test_the_card_says_what_happens_offers_it_once_and_names_the_new_claim(newsroom, withdrawn, client):
    client.force_login(newsroom.sam)
    card = reverse("claim", args=[withdrawn.claim_id])
    act = reverse("check-anew", args=[withdrawn.claim_id])
    page = client.get(card).content.decode()
    assert "published at an address of its own" in page
    assert act in page
    opened = client.post(act)
    new = FactCheck.objects.get(anew_of=withdrawn).claim
    assert opened.url == f"{reverse('workbench', args=[new.article_id])}?claim={new.pk}"
    page = client.get(card).content.decode()
    assert act not in page
    assert reverse("claim", args=[new.pk]) in page
    assert card in client.get(reverse("claim", args=[new.pk])).content.decode()


def test_programs_and_the_admin_do_it_too(newsroom, withdrawn, client):
    api = client_of(newsroom.sam)
    answer = api.post(f"/api/v1/claims/{withdrawn.claim_id}/check-anew/")
    assert (answer.status_code, answer.json()["state"]) == (201, "open")
    assert answer["Location"] == answer.json()["url"]
    assert api.post(f"/api/v1/claims/{withdrawn.claim_id}/check-anew/").status_code == 409
    second = take_back(newsroom, newsroom.published(text="Bridges are free."))
    newsroom.ana.is_staff = True
    newsroom.ana.save()
    client.force_login(newsroom.ana)
    page = reverse("admin:factcheck_factcheck_change", args=[second.pk])
    assert "Check it anew" in client.get(page).content.decode()
    client.post(page, {"act": "check_anew", "content_sha256": "", "words": ""})
    assert FactCheck.objects.get(anew_of=second).state == State.OPEN
