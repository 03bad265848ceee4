"""A changed source is raised once where a verdict rests on it, and settled by a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from factcheck.exceptions import Incomplete, NotAllowed, TransitionDenied
from factcheck.notices.events import Event
from factcheck.publication.services import start_correction
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck, SourceChange
from factcheck.workflow.statuses import State
from tests.factcheck.publication.cases import Newsroom

pytestmark = pytest.mark.django_db
AT = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


def raised(
    factcheck: FactCheck, *, at: datetime = AT, kind: str = "altered", what: str = "It changed."
) -> SourceChange | None:
    evidence = factcheck.claim.evidence.accepted().first()
    assert evidence is not None
    return workflow.raise_source_change(factcheck=factcheck, evidence=evidence, kind=kind, at=at, what=what)


def settle(factcheck: FactCheck, by: Any, settlement: str = "kept", note: str = "It still says so.") -> None:
    workflow.settle_source_change(factcheck=factcheck, settlement=settlement, note=note, by=by)


def test_a_change_flags_what_was_signed_off(newsroom: Newsroom) -> None:
    factcheck = newsroom.signed_off()
    raised(factcheck)
    assert factcheck.source_changed_at == AT
    assert list(FactCheck.objects.with_changed_sources()) == [factcheck]


def test_the_flag_is_the_oldest_change_and_each_passage_is_raised_once(newsroom: Newsroom) -> None:
    factcheck = newsroom.signed_off()
    first = raised(factcheck)
    assert raised(factcheck, at=AT + timedelta(days=1)) == first
    assert (factcheck.source_changes.count(), factcheck.source_changed_at) == (1, AT)
    assert factcheck.notices.filter(event=Event.SOURCE_CHANGED).count() == 1


def test_without_a_verdict_nothing_is_raised(newsroom: Newsroom) -> None:
    factcheck = newsroom.open()
    assert raised(factcheck) is None
    assert factcheck.source_changed_at is None


def test_nothing_is_raised_for_what_nobody_checks_any_more(newsroom: Newsroom) -> None:
    factcheck = newsroom.proposed()
    workflow.return_for_changes(factcheck=factcheck, note="Why?", by=newsroom.ana)
    workflow.drop(factcheck=factcheck, reason="Not worth it.", by=newsroom.sam)
    assert raised(factcheck) is None


def test_a_reviewer_keeps_the_verdict(newsroom: Newsroom) -> None:
    factcheck = newsroom.published().factcheck
    raised(factcheck)
    settle(factcheck, newsroom.ana)
    assert (factcheck.source_changed_at, factcheck.state) == (None, State.PUBLISHED)
    change = factcheck.source_changes.get()
    assert (change.settlement, change.settled_by, change.note) == ("kept", newsroom.ana, "It still says so.")


@pytest.mark.parametrize(
    ("start", "then"),
    [("published", State.CORRECTING), ("signed_off", State.OPEN), ("proposed", State.RETURNED)],
)
def test_a_reviewer_opens_it_again_by_the_way_its_state_allows(
    newsroom: Newsroom, start: str, then: State
) -> None:
    made = getattr(newsroom, start)()
    factcheck = getattr(made, "factcheck", made)
    raised(factcheck)
    settle(factcheck, newsroom.ana, "reopened", "The figure was revised.")
    assert (factcheck.state, factcheck.source_changed_at) == (then, None)
    assert factcheck.state_reason == "The figure was revised."


def test_a_claim_that_is_being_corrected_stays_with_its_journalist(newsroom: Newsroom) -> None:
    factcheck = newsroom.published().factcheck
    start_correction(factcheck=factcheck, by=newsroom.ana)
    raised(factcheck)
    settle(factcheck, newsroom.ana, "reopened")
    assert (factcheck.state, factcheck.source_changed_at) == (State.CORRECTING, None)


def test_a_verdict_is_not_signed_off_while_its_source_changed(newsroom: Newsroom) -> None:
    factcheck = newsroom.proposed()
    raised(factcheck)
    with pytest.raises(TransitionDenied, match="A source that this rests on has changed"):
        workflow.sign_off(factcheck=factcheck, by=newsroom.ana)
    settle(factcheck, newsroom.ana)
    workflow.sign_off(factcheck=factcheck, by=newsroom.ana)


def test_a_journalist_does_not_settle_what_a_second_person_signed(newsroom: Newsroom) -> None:
    factcheck = newsroom.published().factcheck
    raised(factcheck)
    with pytest.raises(NotAllowed):
        settle(factcheck, newsroom.sam)
    with pytest.raises(NotAllowed):
        settle(factcheck, newsroom.lou)


@pytest.mark.parametrize(
    ("settlement", "note", "field"), [("", "Looked.", "settlement"), ("kept", " ", "note")]
)
def test_settling_names_what_is_missing(newsroom: Newsroom, settlement: str, note: str, field: str) -> None:
    factcheck = newsroom.signed_off()
    raised(factcheck)
    with pytest.raises(Incomplete) as refused:
        settle(factcheck, newsroom.ana, settlement, note)
    assert refused.value.field == field
    assert factcheck.source_changes.get().settled_at is None


def test_there_is_nothing_to_settle_twice(newsroom: Newsroom) -> None:
    factcheck = newsroom.signed_off()
    raised(factcheck)
    settle(factcheck, newsroom.ana)
    with pytest.raises(TransitionDenied, match="settled it already"):
        settle(factcheck, newsroom.ana)


def test_a_page_that_is_seen_again_lifts_what_was_only_hidden(newsroom: Newsroom) -> None:
    factcheck = newsroom.published().factcheck
    change = raised(factcheck, kind="hidden")
    assert change is not None
    assert workflow.lift_hidden(evidence=[change.evidence_id]) == 1
    factcheck.refresh_from_db()
    change.refresh_from_db()
    assert factcheck.source_changed_at is None
    assert (change.settlement, change.settled_by) == ("in_sight", None)
    assert workflow.lift_hidden(evidence=[change.evidence_id]) == 0


@pytest.mark.parametrize("kind", ["altered", "missing", "gone", "erased"])
def test_what_a_reader_may_have_seen_waits_for_a_person(newsroom: Newsroom, kind: str) -> None:
    factcheck = newsroom.published().factcheck
    change = raised(factcheck, kind=kind)
    assert change is not None
    assert workflow.lift_hidden(evidence=[change.evidence_id]) == 0
    factcheck.refresh_from_db()
    assert factcheck.source_changed_at == AT


def test_a_change_behind_the_wall_takes_its_place_and_is_told_of(newsroom: Newsroom) -> None:
    factcheck = newsroom.published().factcheck
    raised(factcheck, kind="hidden", what="A log-in form.")
    change = raised(factcheck, at=AT + timedelta(days=9), what="Reads differently.")
    assert change is not None
    assert (change.kind, change.what) == ("altered", "Reads differently.")
    told = factcheck.notices.filter(event=Event.SOURCE_CHANGED).order_by("pk")
    assert [notice.words for notice in told] == ["A log-in form.", "Reads differently."]
    assert raised(factcheck, kind="hidden") == change, "a wall behind a change is no news"


def test_no_person_settles_it_as_seen_again(newsroom: Newsroom) -> None:
    factcheck = newsroom.published().factcheck
    raised(factcheck, kind="hidden")
    with pytest.raises(Incomplete, match="Choose whether"):
        settle(factcheck, newsroom.ana, "in_sight")
