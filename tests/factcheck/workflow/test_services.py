"""Whose turn it is, who may act, and what a sign-off binds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from claims import services as claims
from factcheck.exceptions import Incomplete, NotAllowed, Stale, TransitionDenied
from factcheck.workflow import policies
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck, Signoff, Verdict
from factcheck.workflow.statuses import IN_WORK, OWNERS, TRANSITIONS, Owner, State
from tests.factcheck.workflow.acts import ACTS, PATHS, Act, Newsroom, fresh, status_of
from tests.factories import a_rating, some_evidence

pytestmark = pytest.mark.django_db

ALLOWED = [(act, state, to) for act, (_do, leads) in ACTS.items() for state, to in leads.items()]
REFUSED = [(act, state) for act, (_do, leads) in ACTS.items() for state in State if state not in leads]


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


def test_there_is_a_path_into_every_state() -> None:
    assert set(PATHS) == set(State)


@pytest.mark.parametrize(("act", "state", "to"), ALLOWED)
def test_allows(newsroom: Newsroom, act: str, state: State, to: State) -> None:
    factcheck = newsroom.factcheck(state)
    ACTS[act][0](newsroom, factcheck)
    assert fresh(factcheck).state == to
    assert to == state or to in TRANSITIONS[state] or (state, to) == (State.SUGGESTED, State.IN_REVIEW)


@pytest.mark.parametrize(("act", "state"), REFUSED)
def test_refuses_with_a_sentence(newsroom: Newsroom, act: str, state: State) -> None:
    factcheck = newsroom.factcheck(state)
    with pytest.raises(TransitionDenied, match=r"^[A-Z“].+[.]$"):
        ACTS[act][0](newsroom, factcheck)
    assert fresh(factcheck).state == state


@pytest.mark.parametrize(("act", "state", "to"), ALLOWED)
def test_refuses_people_of_another_desk(newsroom: Newsroom, act: str, state: State, to: State) -> None:
    factcheck = newsroom.factcheck(state)
    newsroom.sam = newsroom.ana = newsroom.lou
    with pytest.raises(NotAllowed, match=r"this desk|proposed this|signed this"):
        ACTS[act][0](newsroom, factcheck)
    assert fresh(factcheck).state == state


@pytest.mark.parametrize("act", ["sign off", "return", "publish", "correct", "abandon correction"])
def test_refuses_what_only_reviewers_may_do(newsroom: Newsroom, act: str) -> None:
    factcheck = newsroom.factcheck(next(iter(ACTS[act][1])))
    newsroom.ana = newsroom.sam
    with pytest.raises(NotAllowed, match="Only a reviewer of this desk can do this"):
        ACTS[act][0](newsroom, factcheck)


def test_withdraws_a_publication_and_nothing_else(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck(State.PUBLISHED)
    newsroom.withdraw(factcheck)
    assert fresh(factcheck).state == State.WITHDRAWN
    with pytest.raises(TransitionDenied, match="Only a published claim can be withdrawn"):
        newsroom.withdraw(fresh(factcheck))


# --- Proposing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("missing", "field"), [({"rating": None}, "rating"), ({"conclusion": "  "}, "conclusion")]
)
def test_a_proposal_names_what_is_missing(newsroom: Newsroom, missing: dict[str, Any], field: str) -> None:
    given = {"rating": a_rating(), "conclusion": "It rose by 15%."}
    factcheck = newsroom.factcheck()
    with pytest.raises(Incomplete) as refused:
        workflow.propose_verdict(factcheck=factcheck, by=newsroom.sam, **{**given, **missing})
    assert refused.value.field == field
    assert fresh(factcheck).state == State.OPEN


def test_a_new_proposal_leaves_the_old_one_on_record(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck(State.RETURNED)
    newsroom.propose(factcheck)
    assert list(factcheck.verdicts.order_by("pk").values_list("is_current", flat=True)) == [False, True]


@pytest.mark.parametrize(
    ("act", "field"), [(workflow.dismiss, "reason"), (workflow.drop, "reason")], ids=["dismiss", "drop"]
)
def test_leaving_a_claim_unchecked_takes_a_reason(newsroom: Newsroom, act: Any, field: str) -> None:
    with pytest.raises(Incomplete) as refused:
        act(factcheck=newsroom.factcheck(State.SUGGESTED), reason=" ", by=newsroom.sam)
    assert refused.value.field == field


def test_returning_takes_a_note(newsroom: Newsroom) -> None:
    with pytest.raises(Incomplete, match="what has to change"):
        workflow.return_for_changes(factcheck=newsroom.factcheck(State.IN_REVIEW), note="", by=newsroom.ana)


def test_a_returned_claim_says_why(newsroom: Newsroom) -> None:
    assert newsroom.factcheck(State.RETURNED).state_reason == "Name the year."


# --- Signing off -----------------------------------------------------------------------------------


def test_nobody_signs_off_their_own_proposal(newsroom: Newsroom) -> None:
    newsroom.sam = newsroom.ana
    factcheck = newsroom.factcheck(State.IN_REVIEW)
    with pytest.raises(NotAllowed, match="You proposed this"):
        newsroom.sign_off(factcheck)


def test_the_database_refuses_a_sign_off_of_ones_own(newsroom: Newsroom) -> None:
    verdict = newsroom.factcheck(State.IN_REVIEW).verdicts.get()
    with pytest.raises(IntegrityError, match="signoff_by_another_person"):
        a_signoff(verdict, by=newsroom.sam, proposed_by=newsroom.sam)


def test_the_database_refuses_a_sign_off_that_names_a_false_proposer(newsroom: Newsroom) -> None:
    verdict = newsroom.factcheck(State.IN_REVIEW).verdicts.get()
    with pytest.raises(IntegrityError, match="must name the proposer"):
        a_signoff(verdict, by=newsroom.sam, proposed_by=newsroom.rae)


def test_the_database_refuses_to_change_a_sign_off(newsroom: Newsroom) -> None:
    signoff = Signoff.objects.get(verdict__factcheck=newsroom.factcheck(State.SIGNED_OFF))
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Signoff.objects.filter(pk=signoff.pk).update(by=newsroom.rae)


def test_a_claim_without_accepted_evidence_is_not_signed_off(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck()
    newsroom.propose(factcheck)
    with pytest.raises(TransitionDenied, match="No evidence was accepted yet"):
        newsroom.sign_off(factcheck)


CHANGES: dict[str, Callable[[FactCheck], object]] = {
    "wording": lambda one: claims.edit_claim(
        claim=one.claim, text="Other words.", by=one.verdict.proposed_by
    ),
    "conclusion": lambda one: one.verdicts.update(conclusion="Another conclusion."),
    "rating": lambda one: one.verdicts.update(rating=a_rating("True", family="supported", value=5)),
    "stance": lambda one: one.claim.evidence.accepted().update(stance_accepted="supports"),
    "evidence": lambda one: one.claim.evidence.accepted().delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_sign_off_binds_exactly_what_was_on_the_screen(newsroom: Newsroom, change: str) -> None:
    factcheck = newsroom.factcheck(State.IN_REVIEW)
    shown = workflow.content_sha256(factcheck)
    newsroom_extra = some_evidence(claim=factcheck.claim, text="More about roads.")
    assert workflow.content_sha256(fresh(factcheck)) == shown, "a suggestion is not part of what is signed"
    CHANGES[change](factcheck)
    keep_one_accepted(newsroom_extra, newsroom)
    with pytest.raises(Stale, match="Something changed since you opened this page"):
        workflow.sign_off(factcheck=fresh(factcheck), by=newsroom.ana, content_sha256=shown)


def test_a_sign_off_keeps_the_hash_of_what_was_signed(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck(State.SIGNED_OFF)
    signoff = Signoff.objects.get(verdict__factcheck=factcheck)
    assert signoff.content_sha256 == workflow.content_sha256(factcheck)


def test_a_verdict_counts_once_it_is_signed_off(newsroom: Newsroom) -> None:
    assert status_of(newsroom.factcheck(State.IN_REVIEW)) == "unchecked"
    assert status_of(newsroom.factcheck(State.SIGNED_OFF)) == "refuted"


@pytest.mark.parametrize("act", [Newsroom.edit, Newsroom.return_it, Newsroom.undo])
def test_whatever_takes_back_a_sign_off_takes_back_its_verdict(newsroom: Newsroom, act: Act) -> None:
    factcheck = newsroom.factcheck(State.SIGNED_OFF)
    act(newsroom, factcheck)
    assert status_of(factcheck) == "unchecked"


def test_only_the_signer_undoes_a_sign_off(newsroom: Newsroom) -> None:
    with pytest.raises(NotAllowed, match="Only who signed this off can undo it"):
        workflow.undo_sign_off(factcheck=newsroom.factcheck(State.SIGNED_OFF), by=newsroom.rae)


def test_a_proposal_that_was_signed_off_meanwhile_is_not_withdrawn(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck(State.IN_REVIEW)
    newsroom.sign_off(fresh(factcheck))
    with pytest.raises(TransitionDenied):
        newsroom.withdraw_proposal(factcheck)
    assert fresh(factcheck).verdicts.get(signed_off=True).is_current


def test_saving_a_claim_as_it_is_leaves_its_sign_off(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck(State.SIGNED_OFF)
    workflow.edit_wording(factcheck=factcheck, text=f" {factcheck.claim.text} ", by=newsroom.sam)
    assert fresh(factcheck).state == State.SIGNED_OFF
    workflow.edit_wording(factcheck=factcheck, text=factcheck.claim.text, speaker="Ann Lee", by=newsroom.sam)
    assert fresh(factcheck).state == State.OPEN


def test_an_edit_of_an_old_version_is_refused(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck()
    seen = factcheck.row_version
    newsroom.edit(factcheck)
    with pytest.raises(Stale, match="Someone else changed this claim"):
        workflow.edit_wording(factcheck=factcheck, text="Mine.", by=newsroom.rae, row_version=seen)
    assert fresh(factcheck).claim.text == "Spending on roads rose 12% in 2023."


def test_an_edit_says_who_and_when_and_keeps_the_articles_words(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck()
    quote = factcheck.claim.anchors.get().quote
    newsroom.edit(factcheck)
    claim = fresh(factcheck).claim
    assert (claim.edited_by, claim.anchors.get().quote) == (newsroom.sam, quote)
    assert claim.edited_at is not None


def test_assigns_to_members_of_the_desk_only(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck()
    workflow.assign(factcheck=factcheck, to=newsroom.rae, by=newsroom.sam)
    assert fresh(factcheck).assignee == newsroom.rae
    with pytest.raises(NotAllowed, match="Lou is not a member of this desk"):
        workflow.assign(factcheck=factcheck, to=newsroom.lou, by=newsroom.sam)


def test_every_assignment_stays_on_record(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck()
    for to in (newsroom.rae, None):
        workflow.assign(factcheck=factcheck, to=to, by=newsroom.sam)
    assert [one.to for one in factcheck.assignments.order_by("pk")] == [newsroom.rae, None]


def test_an_empty_comment_is_refused(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck()
    with pytest.raises(Incomplete, match="Write a comment first"):
        workflow.comment(factcheck=factcheck, text=" ", by=newsroom.sam)
    assert workflow.comment(factcheck=factcheck, text="See page 3. ", by=newsroom.sam).text == "See page 3."


def test_another_desks_factchecks_do_not_exist_for_its_neighbours(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck()
    assert factcheck in FactCheck.objects.at_desks([newsroom.sam.desks.get().pk])
    assert factcheck not in FactCheck.objects.at_desks([newsroom.lou.desks.get().pk])


def test_a_page_can_show_the_reason_where_the_button_would_be(newsroom: Newsroom) -> None:
    factcheck = newsroom.factcheck(State.IN_REVIEW)
    assert policies.why_not(policies.check_can_sign_off, factcheck, newsroom.ana) == ""
    assert "Only a reviewer" in policies.why_not(policies.check_can_sign_off, factcheck, newsroom.sam)


def test_every_state_has_an_owner_and_its_next_states() -> None:
    assert set(TRANSITIONS) == set(OWNERS) == set(State)
    assert all(OWNERS[state] == Owner.JOURNALIST for state in IN_WORK)


def a_signoff(verdict: Verdict, *, by: Any, proposed_by: Any) -> None:
    with transaction.atomic():
        Signoff.objects.create(
            verdict=verdict, decision="signed_off", by=by, proposed_by=proposed_by, content_sha256="0" * 64
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def keep_one_accepted(found: Any, newsroom: Newsroom) -> None:
    """Signing off needs accepted evidence; only the hash is in question here."""
    if not found.claim.evidence.accepted().exists():
        type(found).objects.filter(pk=found.pk).update(
            decision="accepted",
            stance_accepted="context",
            decided_by=newsroom.sam,
            decided_at="2024-01-13T09:00Z",
        )
