"""The public page before readers see it: for the desk alone, drawn as readers will see it."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from factcheck.models import FactCheck, Publication, RatingScale
from factcheck.publication import services as publication
from factcheck.workflow import services as workflow
from factcheck.workflow.evidence_rules import EvidenceRule
from tests.factcheck.publication.cases import Newsroom


@pytest.fixture
def newsroom(db) -> Newsroom:
    return Newsroom()


def seen_by(user, factcheck):
    client = Client()
    client.force_login(user)
    return client.get(reverse("preview", args=[factcheck.claim_id]))


def body(response) -> str:
    """Claim, verdict and evidence: what publishing adds are dates and hashes."""
    text = re.sub(r' datetime="[^"]*"', "", response.content.decode())
    return text[text.index('<p class="eyebrow">') : text.index('id="meaning-title"')]


def test_a_journalist_sees_what_readers_will_see(newsroom, client):
    factcheck = newsroom.signed_off()
    before = seen_by(newsroom.sam, factcheck)
    check = publication.publish(factcheck=factcheck, by=newsroom.ana)
    assert body(before) == body(client.get(reverse("publication", args=[check.slug])))


def test_a_preview_is_marked_and_kept_from_search_engines_and_caches(newsroom):
    response = seen_by(newsroom.sam, newsroom.proposed())
    page = response.content.decode()
    assert "Preview: readers don't see this" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]


def test_what_nobody_signed_off_says_so_and_its_markup_can_be_read(newsroom):
    page = seen_by(newsroom.ana, newsroom.proposed()).content.decode()
    assert "Signed off by nobody yet." in page
    assert "Spending on roads rose by 12%." in page
    assert escape('"@type": "ClaimReview"') in page


def test_a_preview_writes_nothing_and_makes_nothing_public(newsroom, client):
    factcheck = newsroom.proposed()
    shown = seen_by(newsroom.sam, factcheck).context["publication"]
    assert not Publication.objects.exists()
    assert RatingScale.objects.get(pk=newsroom.scale.pk).locked_at is None
    assert client.get(reverse("publication", args=[shown.slug])).status_code == 404


def test_another_desk_has_no_preview(newsroom):
    assert seen_by(newsroom.lou, newsroom.proposed()).status_code == 404


def test_nobody_has_a_preview_without_logging_in(newsroom, client):
    answer = client.get(reverse("preview", args=[newsroom.proposed().claim_id]))
    assert answer.url.startswith("/account/login/")


def test_a_correction_is_previewed_beside_what_readers_see(newsroom, client):
    first = newsroom.published()
    publication.start_correction(factcheck=first.factcheck, by=newsroom.ana)
    newsroom.propose(first.factcheck, rating="half-true", conclusion="It rose by half.")
    page = seen_by(newsroom.sam, first.factcheck).content.decode()
    assert "It rose by half." in page
    assert "Before, in version 1" in page
    assert "Signed off by nobody yet." in page
    readers = client.get(reverse("publication", args=[first.slug])).content.decode()
    assert "It rose by half." not in readers


def test_under_an_embargo_the_stored_version_is_shown(newsroom):
    hidden = newsroom.embargoed()
    response = seen_by(newsroom.sam, hidden.factcheck)
    assert response.context["publication"] == hidden
    assert "It is published and under an embargo" in response.content.decode()


def test_what_was_returned_is_previewed_as_it_was_proposed(newsroom):
    factcheck = newsroom.proposed()
    workflow.return_for_changes(factcheck=factcheck, note="Name the year.", by=newsroom.ana)
    assert "Spending on roads rose by 12%." in seen_by(newsroom.sam, factcheck).content.decode()


def test_before_a_verdict_it_says_what_will_stand_there_and_what_is_missing(newsroom):
    claim = newsroom.claim()
    workflow.open_factchecks(claims=[claim])
    page = seen_by(newsroom.sam, claim.factcheck).content.decode()
    for words in (
        "Before it can be published, this is missing:",
        "A verdict: nobody has proposed one yet.",
        "Evidence: no passage is accepted yet.",
        "A sign-off, by a reviewer who did not propose the verdict.",
        "No verdict yet",
        "(The conclusion stands here: one sentence that says what holds.)",
        "Checked by nobody yet. Signed off by nobody yet.",
    ):
        assert words in page, words
    assert "Markup for search engines" not in page
    assert not Publication.objects.exists()


def missing_of(newsroom, factcheck) -> list[str]:
    return [words.split(":")[0] for words in seen_by(newsroom.sam, factcheck).context["missing"]]


def test_what_is_missing_becomes_less_until_it_can_be_published(newsroom):
    assert len(missing_of(newsroom, newsroom.open())) == 2
    proposed = newsroom.proposed()
    assert missing_of(newsroom, proposed) == ["A sign-off, by a reviewer who did not propose the verdict."]
    workflow.withdraw_proposal(factcheck=proposed, by=newsroom.sam)
    assert (
        missing_of(newsroom, FactCheck.objects.get(pk=proposed.pk))[0] == "The verdict, proposed once more."
    )
    assert missing_of(newsroom, newsroom.signed_off()) == []
    assert missing_of(newsroom, newsroom.embargoed().factcheck) == []


def test_what_a_binding_rule_asks_for_is_missing_too(newsroom):
    rule = EvidenceRule.objects.create(min_independent=2, min_primary=0, enforcement="require")
    factcheck = newsroom.proposed()
    assert missing_of(newsroom, factcheck)[0].startswith("2 independent sources")
    rule.enforcement = "advise"
    rule.save()
    assert len(missing_of(newsroom, factcheck)) == 1


def dropped(newsroom) -> FactCheck:
    factcheck = newsroom.open()
    workflow.drop(factcheck=factcheck, reason="A joke.", by=newsroom.sam)
    return factcheck


@pytest.mark.parametrize("make", [dropped, lambda newsroom: newsroom.published().factcheck])
def test_there_is_no_preview_of_what_nobody_works_on_and_after_publication(newsroom, make):
    factcheck = FactCheck.objects.get(pk=make(newsroom).pk)
    assert seen_by(newsroom.sam, factcheck).status_code == 404
    client = Client()
    client.force_login(newsroom.sam)
    card = client.get(reverse("claim", args=[factcheck.claim_id])).content.decode()
    assert reverse("preview", args=[factcheck.claim_id]) not in card


def test_the_claims_card_and_the_reviewers_page_lead_to_it(newsroom):
    factcheck = newsroom.proposed()
    newsroom.ana.is_staff = True
    newsroom.ana.save()
    client = Client()
    client.force_login(newsroom.ana)
    address = reverse("preview", args=[factcheck.claim_id])
    for page in (
        reverse("claim", args=[factcheck.claim_id]),
        reverse("admin:factcheck_factcheck_change", args=[factcheck.pk]),
    ):
        assert address in client.get(page).content.decode(), page
