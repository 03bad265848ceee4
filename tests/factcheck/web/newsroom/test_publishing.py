"""A reviewer publishes, corrects and withdraws where the claim is read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factcheck.evidence import services as evidence
from factcheck.models import FactCheck
from factcheck.publication import services as publication
from factcheck.workflow import services as workflow
from jobs.models import Job
from tests.factcheck.web.newsroom.conftest import article_with


@pytest.fixture
def signed(sam, ana, scale) -> FactCheck:
    factcheck = article_with(1, by=sam).claims.get().factcheck
    evidence.accept(evidence=factcheck.claim.evidence.get(), stance="contradicts", by=sam)
    workflow.propose_verdict(factcheck=factcheck, rating=scale[0], conclusion="It rose by 15%.", by=sam)
    workflow.sign_off(factcheck=factcheck, by=ana)
    return factcheck


@pytest.fixture
def anas(ana, client_of):
    return client_of(ana)


def press(client, name, factcheck, **values):
    return client.post(reverse(name, args=[factcheck.claim_id]), values)


def card(client, factcheck) -> str:
    return client.get(reverse("claim", args=[factcheck.claim_id])).content.decode()


def test_only_a_reviewer_sees_publish_and_may(anas, sams, signed):
    assert 'id="publish"' in card(anas, signed)
    assert 'id="publish"' not in card(sams, signed)
    assert press(sams, "publish", signed).status_code == 403
    assert not signed.publications.exists()


def test_where_one_signs_off_what_somebody_they_invited_proposed_it_is_said(sam, ana, scale, anas, sams):
    factcheck = article_with(1, by=sam).claims.get().factcheck
    evidence.accept(evidence=factcheck.claim.evidence.get(), stance="contradicts", by=sam)
    workflow.propose_verdict(factcheck=factcheck, rating=scale[0], conclusion="It rose by 15%.", by=sam)
    sentence = "Ana invited Sam to this newsroom."
    admin = reverse("admin:factcheck_factcheck_change", args=[factcheck.pk])
    for page in (card(anas, factcheck), anas.get(admin).content.decode()):
        assert sentence not in page
    sam.invited_by = ana
    sam.save()
    for page in (card(anas, factcheck), anas.get(admin).content.decode()):
        assert sentence in page
    workflow.sign_off(factcheck=factcheck, by=ana)
    for page in (card(sams, factcheck), anas.get(admin).content.decode()):
        assert sentence in page, "for whoever reads it later"


def test_what_is_published_has_its_public_page_linked(anas, client, signed):
    press(anas, "publish", signed)
    address = reverse("publication", args=[signed.publications.get().slug])
    assert f'href="{address}"' in card(anas, signed)
    assert client.get(address).status_code == 200


def test_a_correction_is_started_and_abandoned(anas, signed):
    press(anas, "publish", signed)
    press(anas, "correct", signed)
    signed.refresh_from_db()
    assert signed.state == "correcting"
    assert 'id="abandon"' in card(anas, signed)
    undone = anas.session["undo"]["action"]
    anas.post(undone)
    signed.refresh_from_db()
    assert signed.state == "published"
    assert Job.objects.filter(kind="find_evidence", payload__claim_id=signed.claim_id).exists()


def test_a_correction_needs_its_note(anas, sams, signed, scale):
    press(anas, "publish", signed)
    press(anas, "correct", signed)
    press(sams, "propose", signed, rating=scale[1].pk, conclusion="It rose by 14%.")
    workflow.sign_off(
        factcheck=signed, by=FactCheck.objects.get(pk=signed.pk).publications.get().published_by
    )
    refused = press(anas, "publish", signed)
    assert refused.status_code == 422
    assert "Write what was corrected" in refused.content.decode()
    press(anas, "publish", signed, correction_note="The share was wrong.")
    assert signed.publications.count() == 2


def test_a_withdrawal_needs_its_reason(anas, signed):
    press(anas, "publish", signed)
    assert press(anas, "withdraw", signed, reason="").status_code == 422
    press(anas, "withdraw", signed, reason="The source was forged.")
    signed.refresh_from_db()
    assert signed.state == "withdrawn"


def test_what_was_never_published_cant_be_withdrawn(anas, signed):
    refused = press(anas, "withdraw", signed, reason="The source was forged.")
    assert refused.status_code == 422
    assert "Only a published claim can be withdrawn." in refused.content.decode()


def test_a_returned_correction_can_be_abandoned_or_the_check_withdrawn(anas, sams, ana, signed, scale):
    press(anas, "publish", signed)
    press(anas, "correct", signed)
    press(sams, "propose", signed, rating=scale[1].pk, conclusion="It rose by 14%.")
    workflow.return_for_changes(factcheck=FactCheck.objects.get(pk=signed.pk), note="By 15%.", by=ana)
    page = card(anas, signed)
    assert 'id="abandon"' in page
    assert f'action="{reverse("withdraw", args=[signed.claim_id])}"' in page
    assert 'id="abandon"' not in card(sams, signed)


def test_under_an_embargo_nobody_is_told_that_readers_see_it_and_a_correction_has_its_note(
    anas, sams, ana, signed, scale
):
    until = timezone.now() + timedelta(days=1)
    publication.set_embargo(factcheck=signed, until=until, by=ana)
    press(anas, "publish", signed)
    assert anas.session["said"].startswith("Published. Readers see it when its embargo ends: ")
    assert "Readers see what was published last when its embargo ends:" in card(sams, signed)
    press(anas, "correct", signed)
    press(sams, "propose", signed, rating=scale[1].pk, conclusion="It rose by 14%.")
    workflow.sign_off(factcheck=FactCheck.objects.get(pk=signed.pk), by=ana)
    assert 'name="correction_note"' in card(anas, signed)


@pytest.fixture
def corrected(anas, sams, ana, signed, scale) -> FactCheck:
    """Signed off anew, with another rating."""
    press(anas, "publish", signed)
    press(anas, "correct", signed)
    press(sams, "propose", signed, rating=scale[1].pk, conclusion="It rose by 14%.")
    workflow.sign_off(factcheck=FactCheck.objects.get(pk=signed.pk), by=ana)
    return signed


def test_how_serious_a_correction_was_is_said_where_it_is_published(anas, corrected):
    assert 'name="severity"' in card(anas, corrected)
    press(anas, "publish", corrected, correction_note="The year was wrong.", severity="major")
    assert corrected.publications.get(version=2).severity == "major"


@pytest.mark.parametrize(
    ("severity", "sentence"), [("minor", "this correction is a major one"), ("huge", "Choose how serious")]
)
def test_a_severity_that_cant_be_is_refused_and_what_was_written_stays(anas, corrected, severity, sentence):
    refused = press(anas, "publish", corrected, correction_note="The year was wrong.", severity=severity)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert sentence in page
    assert "The year was wrong." in page
    assert not corrected.publications.filter(version=2).exists()


def test_while_a_correction_waits_its_card_says_what_readers_see_until_then(anas, sams, ana, signed, scale):
    press(anas, "publish", signed)
    press(anas, "correct", signed)
    until = timezone.now() + timedelta(days=1)
    publication.set_embargo(factcheck=signed, until=until, by=ana)
    page = card(sams, signed)
    assert "what is published next is hidden from readers until" in page
    assert "Until then they see the version that is public now." in page
    press(sams, "propose", signed, rating=scale[1].pk, conclusion="It rose by 14%.")
    workflow.sign_off(factcheck=FactCheck.objects.get(pk=signed.pk), by=ana)
    press(anas, "publish", signed, correction_note="The year was wrong.")
    assert anas.session["said"].endswith("Until then they see the version before.")
    page = card(sams, signed)
    assert "Until then they see the version before." in page
    assert f'href="{reverse("publication", args=[signed.publications.first().slug])}"' in page


def test_a_withdrawn_claim_says_how_it_is_checked_anew(anas, signed):
    press(anas, "publish", signed)
    press(anas, "withdraw", signed, reason="The source was forged.")
    assert "A check that is made anew is published at an address of its own" in card(anas, signed)


def test_a_reviewers_inbox_says_what_waits_for_publication_and_what_readers_report(
    anas, sams, client, signed
):
    page = anas.get("/").content.decode()
    assert "One signed-off claim waits to be published." in page
    assert 'href="/admin/factcheck/factcheck/?tab=to_publish"' in page
    press(anas, "publish", signed)
    publication.report_error(publication=signed.publications.get(), text="The accounts say 15%.")
    page = anas.get("/").content.decode()
    assert "waits to be published" not in page
    assert "Readers report an error in one check." in page
    assert "Readers report" not in sams.get("/").content.decode()
