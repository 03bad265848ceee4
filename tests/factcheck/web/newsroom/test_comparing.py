"""What changed: first whether the accepted passage still stands, then where the page differs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from factcheck.evidence import services as evidence
from factcheck.evidence import watching
from factcheck.models import FactCheck
from factcheck.workflow import services as workflow
from tests.factories import a_claim, a_look, a_rating, an_article, some_evidence

PASSAGE = "Spending on roads rose 15% in 2023."
LATER = datetime(2024, 2, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def accepted(sam):
    claim = a_claim(article=an_article(by=sam), by=sam)
    return evidence.accept(evidence=some_evidence(claim=claim, text=PASSAGE), stance="contradicts", by=sam)


def page_of(client, accepted, **asked) -> str:
    address = reverse("compare-snapshots", args=[accepted.snapshot.source_id])
    return client.get(address, asked).content.decode()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"News. {PASSAGE}", "The accepted passage is still there."),
        (PASSAGE.replace("15%", "12%"), "The accepted passage was changed."),
        ("Nothing of it stands here any more.", "The accepted passage is gone."),
    ],
)
def test_the_first_thing_said_is_what_became_of_the_passage(sams, accepted, text, sentence):
    a_look(accepted.snapshot.source, at=LATER, text=text)
    page = page_of(sams, accepted)
    assert page.index("<h2") < page.index(sentence) < page.index('name="a"')


def test_a_changed_word_is_shown_as_gone_and_come(sams, accepted):
    a_look(accepted.snapshot.source, at=LATER, text=PASSAGE.replace("15%", "12%"))
    page = page_of(sams, accepted)
    assert "<del>15% </del>" in page and "<ins>12% </ins>" in page
    assert 'data-sign="±"' in page
    assert "One change on the page" in page


def test_a_log_in_page_tells_nothing(sams, accepted):
    a_look(accepted.snapshot.source, at=LATER, text="Log in.", quality="login")
    page = page_of(sams, accepted)
    assert "Nothing can be told from this capture" in page
    assert "fate--changed" not in page


def test_captures_are_chosen_by_the_address_and_only_of_this_source(sams, accepted):
    first = a_look(accepted.snapshot.source, at=LATER, text="One.").snapshot
    second = a_look(accepted.snapshot.source, at=LATER + timedelta(days=1), text="Two.").snapshot
    page = page_of(sams, accepted, a=first.pk, b=second.pk)
    assert "No passage was accepted from the earlier capture." in page
    other = some_evidence(claim=accepted.claim).snapshot
    address = reverse("compare-snapshots", args=[accepted.snapshot.source_id])
    assert sams.get(address, {"a": other.pk}).status_code == 404


def test_a_source_that_was_never_captured_has_nothing_to_compare(sams, db):
    from sources.models import Source

    source = Source.objects.create(address="https://example.org/never")
    assert sams.get(reverse("compare-snapshots", args=[source.pk])).status_code == 404


@pytest.fixture
def raised(accepted, sam) -> FactCheck:
    factcheck = FactCheck.objects.get(claim=accepted.claim)
    workflow.propose_verdict(factcheck=factcheck, rating=a_rating(), conclusion="No.", by=sam)
    workflow.raise_source_change(
        factcheck=factcheck,
        evidence=accepted,
        at=LATER,
        kind="altered",
        what="Reads differently in the capture of today.",
    )
    return factcheck


def test_a_changed_source_waits_in_the_inbox_and_stands_on_the_claim(sams, raised):
    inbox = sams.get(reverse("inbox"), {"tab": "changed"}).content.decode()
    assert raised.claim.text in inbox and "See what changed" in inbox
    claim = sams.get(reverse("claim", args=[raised.claim_id])).content.decode()
    assert "Reads differently in the capture of today." in claim
    workbench = sams.get(reverse("workbench", args=[raised.claim.article_id])).content.decode()
    assert "source changed" in workbench


def test_words_that_are_back_are_named_where_somebody_settles_the_change(ana, client_of, raised, accepted):
    fetch = a_look(accepted.snapshot.source, at=LATER + timedelta(days=2), text=PASSAGE)
    watching.record(fetch=fetch, checked=watching.check([accepted], reading=fetch.snapshot.readings.get()))
    for address in (
        reverse("claim", args=[raised.claim_id]),
        reverse("admin:factcheck_factcheck_change", args=[raised.pk]),
    ):
        page = client_of(ana).get(address).content.decode()
        assert "Reads differently in the capture of today. The words stand there again" in page


def test_the_history_says_when_a_hidden_page_was_seen_again(sams, raised, accepted):
    raised.source_changes.update(kind="hidden")
    workflow.lift_hidden(evidence=[accepted.pk])
    page = sams.get(reverse("claim", args=[raised.claim_id])).content.decode()
    assert "The page is in sight again" in page


def test_a_reviewer_settles_it_on_the_claims_page(ana, client_of, raised):
    page = client_of(ana).get(reverse("claim", args=[raised.claim_id])).content.decode()
    assert "The verdict stands" in page and "Open the claim again" in page
    answer = client_of(ana).post(
        reverse("settle-source-change", args=[raised.claim_id]),
        {"settlement": "kept", "note": "The other figure is of another year."},
    )
    assert answer.status_code == 302
    raised.refresh_from_db()
    assert raised.source_changed_at is None
    page = client_of(ana).get(reverse("claim", args=[raised.claim_id])).content.decode()
    assert "Verdict kept by Ana" in page and "A source changed," not in page


def test_a_refusal_stands_where_the_act_was_tried(sams, raised):
    answer = sams.post(reverse("settle-source-change", args=[raised.claim_id]), {"settlement": "kept"})
    assert answer.status_code == 403
    assert 'role="alert"' in answer.content.decode()


def test_a_source_page_says_what_became_of_each_passage(sams, accepted):
    fetch = a_look(accepted.snapshot.source, at=LATER, text=PASSAGE.replace("15%", "12%"))
    watching.record(fetch=fetch, checked=watching.check([accepted], reading=fetch.snapshot.readings.get()))
    page = sams.get(reverse("source", args=[accepted.snapshot.source_id])).content.decode()
    assert "Changed, looked at" in page
    assert "text changed" in page
