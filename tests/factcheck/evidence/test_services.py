"""The machine suggests, a person decides, and neither undoes the other."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from factcheck.evidence import policies, services
from factcheck.evidence.find import Found
from factcheck.evidence.models import Evidence, Lead, Origin
from factcheck.exceptions import Incomplete, NotAllowed, TransitionDenied
from factcheck.notices.events import Event
from factcheck.workflow.services import move
from factcheck.workflow.statuses import IN_WORK, State
from tests.factories import a_claim, a_desk, a_journalist, a_snapshot, an_article, some_evidence

pytestmark = pytest.mark.django_db
PASSAGE = "Spending on roads rose 15% in 2023."


@pytest.fixture
def sam():
    return a_journalist("sam")


@pytest.fixture
def claim(sam):
    return a_claim(article=an_article(by=sam), by=sam)


def found(snapshot, *, words: str, stance: str = "contradicts", score: float = 0.8) -> Found:
    return Found(
        words=words,
        source=snapshot.source,
        snapshot_id=snapshot.pk,
        start=0,
        end=len(PASSAGE),
        text=PASSAGE,
        prefix="",
        suffix="",
        score=score,
        stance=stance,
        stance_score=0.9,
        shown=True,
        elements=[],
        suggested_by="test-1",
    )


def fresh(evidence: Evidence) -> Evidence:
    return Evidence.objects.get(pk=evidence.pk)


def test_what_the_machine_finds_is_a_suggestion(claim):
    services.suggest(claim=claim, found=[found(a_snapshot(text=PASSAGE), words=claim.text)])
    evidence = claim.evidence.get()
    assert (evidence.decision, evidence.stance_suggested, evidence.stance_accepted) == (
        "suggested",
        "contradicts",
        "",
    )
    assert claim.leads.get().origin == Origin.ARCHIVE


@pytest.mark.parametrize("decision", ["accepted", "rejected"])
def test_a_suggestion_never_overwrites_a_decision(claim, sam, decision):
    snapshot = a_snapshot(text=PASSAGE)
    services.suggest(claim=claim, found=[found(snapshot, words=claim.text)])
    evidence = claim.evidence.get()
    if decision == "accepted":
        services.accept(evidence=evidence, stance="supports", by=sam)
    else:
        services.reject(evidence=evidence, reason="outdated", by=sam)
    before = fresh(evidence)
    services.suggest(claim=claim, found=[found(snapshot, words=claim.text, stance="context", score=0.1)])
    after = claim.evidence.get()
    for column in ("decision", "stance_accepted", "rejection_reason", "decided_by_id", "decided_at"):
        assert getattr(after, column) == getattr(before, column)


def test_what_was_found_for_other_words_is_not_stored(claim):
    services.suggest(claim=claim, found=[found(a_snapshot(text=PASSAGE), words="As it was before an edit.")])
    assert not claim.evidence.exists()
    assert not claim.leads.exists()


def test_a_comparison_with_other_words_is_forgotten_and_the_judgement_is_not(claim, sam):
    snapshot = a_snapshot(text=PASSAGE)
    services.suggest(claim=claim, found=[found(snapshot, words=claim.text)])
    services.accept(evidence=claim.evidence.get(), stance="contradicts", by=sam)

    services.forget_comparisons(claim=claim)
    left = claim.evidence.get()
    assert (left.stance_suggested, left.stance_score, left.stance_shown) == ("unclear", None, False)
    assert (left.decision, left.stance_accepted, left.decided_by) == ("accepted", "contradicts", sam)

    services.suggest(claim=claim, found=[found(snapshot, words=claim.text, stance="context")])
    again = claim.evidence.get()
    assert (again.stance_suggested, again.stance_shown, again.decision) == ("context", True, "accepted")


def test_what_an_integration_said_of_a_passage_stays(claim):
    said = services.suggest_from_integration(
        claim=claim, snapshot=a_snapshot(text=PASSAGE), start=0, end=8, stance="supports", token_name="bot"
    )
    services.forget_comparisons(claim=claim)
    assert fresh(said).stance_suggested == "supports"


def test_a_judgement_says_who_and_when(claim, sam):
    evidence = services.accept(evidence=some_evidence(claim=claim), stance="context", by=sam)
    assert (fresh(evidence).decided_by, fresh(evidence).stance_accepted) == (sam, "context")
    assert fresh(evidence).decided_at is not None


def test_a_judgement_can_be_taken_back(claim, sam):
    evidence = services.accept(evidence=some_evidence(claim=claim), stance="context", by=sam)
    services.reconsider(evidence=evidence, by=sam)
    again = fresh(evidence)
    assert (again.decision, again.stance_accepted, again.decided_by) == ("suggested", "", None)


def test_accepting_follows_the_source(claim, sam):
    evidence = services.accept(evidence=some_evidence(claim=claim), stance="supports", by=sam)
    assert fresh(evidence).snapshot.source.next_fetch_at is not None


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda one, by: services.accept(evidence=one, stance="maybe", by=by), "stance"),
        (lambda one, by: services.reject(evidence=one, reason="", by=by), "reason"),
    ],
)
def test_a_judgement_names_what_is_missing(claim, sam, act, field):
    with pytest.raises(Incomplete) as refused:
        act(some_evidence(claim=claim), sam)
    assert refused.value.field == field


def test_people_of_another_desk_judge_nothing(claim):
    lou = a_journalist("lou", desk=a_desk("Science"))
    with pytest.raises(NotAllowed, match="not a member of this desk"):
        services.accept(evidence=some_evidence(claim=claim), stance="supports", by=lou)


def test_evidence_under_review_stays_as_it_was_proposed(claim, sam):
    evidence = some_evidence(claim=claim)
    move(factcheck=claim.factcheck, to=State.IN_REVIEW, event=Event.PROPOSED, by=sam)
    with pytest.raises(TransitionDenied, match="withdraw the proposal or have it returned first"):
        services.accept(evidence=fresh(evidence), stance="supports", by=sam)


def test_evidence_is_open_exactly_while_the_claim_is_in_work():
    assert {str(state) for state in IN_WORK} == policies.OPEN_STATES


def test_a_person_chooses_a_passage_by_its_place(claim, sam):
    evidence = services.suggest_by_hand(
        claim=claim, snapshot=a_snapshot(text=PASSAGE), start=9, end=17, by=sam
    )
    assert (evidence.exact, evidence.prefix, evidence.suggested_by) == ("on roads", "Spending ", sam.name)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (-1, 4), (0, 999)])
def test_refuses_a_place_outside_the_text(claim, sam, start, end):
    with pytest.raises(Incomplete, match="not in the snapshot"):
        services.suggest_by_hand(claim=claim, snapshot=a_snapshot(text=PASSAGE), start=start, end=end, by=sam)


def test_an_integration_only_ever_suggests(claim):
    evidence = services.suggest_from_integration(
        claim=claim,
        snapshot=a_snapshot(text=PASSAGE),
        start=0,
        end=8,
        stance="contradicts",
        token_name="crawler",
    )
    assert (evidence.decision, evidence.stance_suggested, evidence.suggested_by) == (
        "suggested",
        "contradicts",
        "crawler",
    )


def test_a_source_is_a_lead_once(claim, sam):
    source = a_snapshot().source
    for origin in (Origin.PERSON, Origin.ARTICLE):
        services.add_lead(claim=claim, source=source, origin=origin, by=sam)
    assert Lead.objects.get(claim=claim).origin == Origin.PERSON


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"decision": "accepted", "stance_accepted": "supports"}, "evidence_judged_by_and_at"),
        ({"stance_accepted": "supports"}, "evidence_accepted_with_stance"),
        ({"rejection_reason": "outdated"}, "evidence_rejected_with_reason"),
    ],
)
def test_the_database_refuses_half_a_judgement(claim, values, constraint):
    evidence = some_evidence(claim=claim)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(**values)
