"""The fast screen: in the order in which the queue was entered, each read and decided."""

import pytest
from django.urls import reverse

from claims.models import Claim
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck, Signoff
from factcheck.workflow.statuses import State

pytestmark = pytest.mark.django_db
START = "/admin/factcheck/factcheck/queue/"


def page_of(pk):
    return reverse("admin:factcheck_queue", args=[pk])


def sign_off(client, pk, **values):
    shown = client.get(page_of(pk)).context["content_sha256"]
    asked = {"act": "sign_off", "content_sha256": shown, "evidence_read": "1"}
    return client.post(page_of(pk), {**asked, **values})


@pytest.fixture
def three(newsroom):
    article = newsroom.article()
    return [newsroom.proposed(article=article, text=f"Claim {number}.") for number in range(3)]


@pytest.fixture
def entered(ana, three):
    ana.post(START)
    return ana


def test_starts_with_the_first_of_the_filtered_list(ana, newsroom, three):
    workflow.assign(factcheck=three[1], to=newsroom.ana, by=newsroom.ana)
    assert ana.post(f"{START}?assignee={newsroom.ana.pk}").url == page_of(three[1].pk)
    assert ana.get(page_of(three[1].pk)).context["title"] == "Fact-check 1 of 1"


def test_says_so_when_nothing_waits(ana):
    response = ana.post(START, follow=True)
    assert "Nothing in this list waits for a sign-off." in response.content.decode()


def test_a_sign_off_leads_to_the_next_and_the_last_to_the_end(entered, three):
    following = [sign_off(entered, one.pk).url for one in three]
    assert following == [
        page_of(three[1].pk),
        page_of(three[2].pk),
        reverse("admin:factcheck_queue_finished"),
    ]
    assert set(FactCheck.objects.values_list("state", flat=True)) == {State.SIGNED_OFF}
    assert "3 signed off, 0 returned, 0 skipped." in entered.get(following[-1]).content.decode()


def test_the_order_stays_while_others_work(entered, newsroom, three):
    newsroom.proposed(text="Urgent.")
    workflow.sign_off(factcheck=three[1], by=newsroom.rae)
    assert sign_off(entered, three[0].pk).url == page_of(three[1].pk)
    assert "Only a claim in review can be signed off." in entered.get(page_of(three[1].pk)).content.decode()


def test_the_evidence_has_to_have_been_on_the_screen(entered, three):
    response = sign_off(entered, three[0].pk, evidence_read="")
    assert response.status_code == 422
    assert "Read the evidence first" in response.content.decode()
    assert not Signoff.objects.exists()


def test_what_changed_in_the_meantime_is_read_again(entered, newsroom, three):
    shown = entered.get(page_of(three[0].pk)).context["content_sha256"]
    Claim.objects.filter(pk=three[0].claim_id).update(text="Other words.")
    response = entered.post(
        page_of(three[0].pk), {"act": "sign_off", "content_sha256": shown, "evidence_read": "1"}
    )
    assert response.status_code == 422
    assert "Something changed since you opened this page" in response.content.decode()


def test_a_return_needs_words_and_may_name_another_verdict(entered, newsroom, three):
    refused = entered.post(page_of(three[0].pk), {"act": "return", "words": ""})
    assert refused.status_code == 422
    assert "Write what has to change." in refused.content.decode()
    rating = newsroom.rating("half-true")
    entered.post(page_of(three[0].pk), {"act": "return", "words": "See the annex.", "rating": rating.pk})
    returned = FactCheck.objects.get(pk=three[0].pk)
    assert returned.state == State.RETURNED
    assert returned.state_reason == "I would conclude “Half true”. See the annex."


def test_the_last_sign_off_is_undone_from_the_next_page(entered, three):
    sign_off(entered, three[0].pk)
    assert "Undo" in entered.get(page_of(three[1].pk)).content.decode()
    assert entered.post(page_of(three[0].pk), {"act": "undo"}).url == page_of(three[0].pk)
    assert FactCheck.objects.get(pk=three[0].pk).state == State.IN_REVIEW
    assert list(Signoff.objects.order_by("pk").values_list("decision", flat=True)) == ["signed_off", "undone"]
    assert "Undo</button>" not in entered.get(page_of(three[1].pk)).content.decode()


def test_ones_own_proposal_has_no_button_but_the_reason(ana, newsroom):
    factcheck = newsroom.open()
    workflow.propose_verdict(
        factcheck=factcheck, rating=newsroom.rating("false"), conclusion="It is not so.", by=newsroom.ana
    )
    page = ana.get(page_of(factcheck.pk)).content.decode()
    assert "You proposed this. Someone else must sign off." in page
    assert "sign-off-and-next" not in page


def test_another_desks_does_not_exist(client, newsroom, three):
    client.force_login(newsroom.lou)
    assert client.get(page_of(three[0].pk)).status_code == 404
    assert client.post(page_of(three[0].pk), {"act": "sign_off"}).status_code == 404


def test_a_queue_is_entered_by_a_button_only(ana):
    assert ana.get(START).status_code == 405
