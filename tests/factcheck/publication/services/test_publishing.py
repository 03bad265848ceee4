import pytest
from django.db import DatabaseError, transaction

from factcheck.evidence import services as evidence
from factcheck.evidence.models import Evidence
from factcheck.exceptions import Incomplete, NotAllowed, Stale, TransitionDenied
from factcheck.publication import services
from factcheck.publication.document import sha256
from factcheck.publication.dossier import contents
from factcheck.publication.models import Publication, Severity
from factcheck.publication.services.drafting import SLUG_CHARACTERS
from factcheck.workflow import services as workflow
from factcheck.workflow.models import RatingScale
from factcheck.workflow.statuses import State
from tests.factcheck.publication.cases import TEXT, a_snapshot

pytestmark = pytest.mark.django_db


def test_freezes_what_was_signed_off(newsroom):
    publication = newsroom.published()
    document = publication.document
    assert document["claim"] == "Spending on roads doubled in 2025."
    assert document["quote"] == "Spending on roads doubled in 2025"
    assert document["speaker"]["name"] == "Jo Harbor"
    assert document["article"] == {
        "title": "The council's budget",
        "address": "https://paper.example/budget",
        "published_on": "2026-01-12",
        "captured_at": "",
        "sha256": "",
    }
    assert (document["conclusion"], document["reasoning"]) == (
        "Spending on roads rose by 12%.",
        "The accounts say so.\n\nThey were audited.",
    )
    assert (document["checked_by"], document["signed_off_by"]) == ("Sam", "Ana")
    assert publication.document_sha256 == sha256(document)


def test_shows_each_accepted_passage_with_where_and_when_it_was_captured(newsroom):
    (passage,) = newsroom.published().document["evidence"]
    assert passage["exact"] == "Spending on roads rose from 100 to 112 million."
    assert passage["stance"] == "contradicts"
    assert passage["source"]["publisher"] == "The city"
    assert passage["captured_at"] == "2026-01-13T09:14:00Z"
    assert passage["sha256"] == "a" * 64


def test_passages_are_numbered_as_they_were_accepted_in_the_document_and_the_dossier(newsroom):
    claim = newsroom.claim()
    page = a_snapshot()
    late, early = (
        evidence.suggest_by_hand(claim=claim, snapshot=page, start=0, end=end, by=newsroom.sam)
        for end in (8, 17)
    )
    Evidence.objects.filter(pk=late.pk).update(score=0.9)
    Evidence.objects.filter(pk=early.pk).update(score=0.1)
    for one in (early, late):
        evidence.accept(evidence=one, stance="contradicts", by=newsroom.sam)
    newsroom.propose(claim.factcheck)
    workflow.sign_off(factcheck=claim.factcheck, by=newsroom.ana)
    document = services.publish(factcheck=claim.factcheck, by=newsroom.ana).document
    words = ["Spending on roads", "Spending"]
    assert [passage["exact"] for passage in document["evidence"]] == words
    assert [one.exact for one in contents.accepted(claim.factcheck)] == words


@pytest.mark.parametrize(
    ("rating", "number", "worst", "best"),
    [("false", 1, 1, 5), ("true", 5, 1, 5), ("not-enough-evidence", None, None, None)],
)
def test_places_the_rating_on_its_scale(newsroom, rating, number, worst, best):
    frozen = newsroom.published(rating=rating).document["rating"]
    assert (frozen["value"], frozen["worst"], frozen["best"]) == (number, worst, best)


def test_moves_the_case_and_locks_the_scale(newsroom):
    publication = newsroom.published()
    publication.factcheck.refresh_from_db()
    assert publication.factcheck.state == State.PUBLISHED
    assert RatingScale.objects.get(pk=newsroom.scale.pk).locked_at is not None


def test_gives_an_address_made_of_the_claim(newsroom):
    publication = newsroom.published()
    assert publication.slug == "spending-on-roads-doubled-in-2025"
    assert publication.document["url"].endswith("/checks/spending-on-roads-doubled-in-2025/")


def test_cuts_a_long_address_between_words(newsroom):
    publication = newsroom.published(text=f"The mayor said that {'very ' * 30}much was spent.")
    assert len(publication.slug) <= SLUG_CHARACTERS
    assert publication.slug.endswith("very")


def test_two_claims_of_the_same_words_have_two_addresses(newsroom):
    one, other = newsroom.published(), newsroom.published()
    assert one.slug != other.slug


def test_a_claim_without_latin_letters_has_an_address_too(newsroom):
    assert newsroom.published(text="道路支出翻了一番").slug == "check"


def test_refuses_what_is_not_signed_off(newsroom):
    with pytest.raises(TransitionDenied, match="Only a signed-off claim"):
        services.publish(factcheck=newsroom.proposed(), by=newsroom.ana)


@pytest.mark.parametrize("person", ["sam", "lou"])
def test_only_a_reviewer_of_the_desk_publishes(newsroom, person):
    with pytest.raises(NotAllowed, match="Only a reviewer of this desk"):
        services.publish(factcheck=newsroom.signed_off(), by=getattr(newsroom, person))


def test_refuses_what_changed_after_it_was_signed(newsroom):
    factcheck = newsroom.signed_off()
    type(factcheck.claim).objects.filter(pk=factcheck.claim_id).update(text="Spending on roads tripled.")
    with pytest.raises(Stale, match="changed after it was signed off"):
        services.publish(factcheck=factcheck, by=newsroom.ana)


def test_a_correction_is_a_new_version_at_the_same_address(newsroom):
    first = newsroom.published()
    second = newsroom.corrected(first)
    first.refresh_from_db()
    assert (second.slug, second.version, second.is_current) == (first.slug, 2, True)
    assert not first.is_current
    assert first.document["conclusion"] == "Spending on roads rose by 12%."
    assert list(Publication.objects.public()) == [second]


def test_a_correction_keeps_the_old_wording_and_its_note(newsroom):
    first = newsroom.published()
    second = newsroom.corrected(first)
    third = newsroom.corrected(second, rating="true")
    assert second.document["first_published_at"] == first.document["published_at"]
    entries = third.document["corrections"]
    assert [(entry["version"], entry["rating"], entry["conclusion"]) for entry in entries] == [
        (1, "False", "Spending on roads rose by 12%."),
        (2, "Half true", "Spending on roads rose by half."),
    ]
    assert entries[0]["note"] == "The accounts were revised."


def test_a_correction_needs_a_note(newsroom):
    factcheck = newsroom.published().factcheck
    services.start_correction(factcheck=factcheck, by=newsroom.ana)
    newsroom.propose(factcheck)
    workflow.sign_off(factcheck=factcheck, by=newsroom.ana)
    with pytest.raises(Incomplete, match="Write what was corrected") as refusal:
        services.publish(factcheck=factcheck, by=newsroom.ana, correction_note="  ")
    assert refusal.value.field == "correction_note"


def test_the_public_page_stays_while_a_correction_is_worked_on(newsroom):
    publication = newsroom.published()
    services.start_correction(factcheck=publication.factcheck, by=newsroom.ana)
    assert list(Publication.objects.public()) == [publication]


def test_an_abandoned_correction_leaves_the_version_as_it_was(newsroom):
    publication = newsroom.published()
    services.start_correction(factcheck=publication.factcheck, by=newsroom.ana)
    factcheck = services.abandon_correction(factcheck=publication.factcheck, by=newsroom.ana)
    assert factcheck.state == State.PUBLISHED
    assert list(Publication.objects.public()) == [publication]


def test_an_article_that_was_read_from_its_page_names_that_capture(newsroom):
    a_snapshot("https://paper.example/budget", text=f"{TEXT} And it rained.")
    article = newsroom.published().document["article"]
    assert (article["captured_at"], article["sha256"]) == ("2026-01-13T09:14:00Z", "a" * 64)


def test_a_capture_of_another_text_at_the_articles_address_is_not_where_it_was_said(newsroom):
    a_snapshot("https://paper.example/budget", text="A ferry sank off Norway on Sunday, officials said.")
    article = newsroom.published().document["article"]
    assert (article["captured_at"], article["sha256"]) == ("", "")


def test_a_correction_says_what_stands_there_since_and_how_serious_it_was(newsroom):
    entry = newsroom.corrected(newsroom.published()).document["corrections"][0]
    assert entry["severity"] == Severity.MAJOR
    assert entry["after"]["conclusion"] == "Spending on roads rose by half."


def test_a_correction_that_keeps_the_rating_is_minor_unless_somebody_says_otherwise(newsroom):
    assert newsroom.corrected(newsroom.published(), rating="false").severity == Severity.MINOR
    major = newsroom.corrected(newsroom.published(), rating="false", severity=Severity.MAJOR)
    assert major.severity == Severity.MAJOR


def test_another_rating_is_never_a_minor_correction(newsroom):
    with pytest.raises(Incomplete, match="so this correction is a major one"):
        newsroom.corrected(newsroom.published(), rating="true", severity=Severity.MINOR)


@pytest.mark.parametrize("change", [{"claim_text": "Other"}, {"document": {}}, {"correction_note": "None"}])
def test_the_database_keeps_what_was_published_as_it_was(newsroom, change):
    publication = newsroom.published()
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(pk=publication.pk).update(**change)


def test_a_public_check_is_never_dropped_even_when_its_correction_is_taken_back(newsroom):
    factcheck = newsroom.published().factcheck
    services.start_correction(factcheck=factcheck, by=newsroom.ana)
    verdict = factcheck.verdicts.get(is_current=True)
    workflow.propose_verdict(
        factcheck=factcheck, rating=verdict.rating, conclusion="It rose.", by=newsroom.sam
    )
    workflow.withdraw_proposal(factcheck=factcheck, by=newsroom.sam)
    with pytest.raises(TransitionDenied, match="This check is published"):
        workflow.drop(factcheck=factcheck, reason="Enough.", by=newsroom.sam)
