"""A new claim repeats what the desk has published a check of: it has that verdict, and what becomes of it."""

from __future__ import annotations

from datetime import date

import pytest

from claims.models import Claim
from factcheck.evidence import services as evidence
from factcheck.exceptions import NotAllowed, TransitionDenied
from factcheck.integrations.annotations import annotation_page
from factcheck.integrations.deliveries import _body
from factcheck.integrations.exports import checks_as_feed, claims_as_json_lines
from factcheck.models import InboxEntry, Notice, Publication
from factcheck.notices.events import Event
from factcheck.publication import services as publication
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from factcheck.workflow.statuses import State
from tests.factcheck.publication.cases import Newsroom, a_snapshot


@pytest.fixture
def check(newsroom) -> Publication:
    return newsroom.published()


@pytest.fixture
def again(newsroom, check) -> FactCheck:
    """The claim once more, in another article and in its words."""
    article = newsroom.article(title="The mayor's speech")
    return newsroom.claim(article, text="Road spending has doubled.").factcheck


def join(newsroom: Newsroom, again: FactCheck, check: Publication) -> None:
    workflow.merge(survivor=check.factcheck, others=[again], by=newsroom.sam)
    again.claim.refresh_from_db()


def row_of(again: FactCheck) -> str:
    return next(iter(claims_as_json_lines(Claim.objects.filter(pk=again.claim_id))))


def told(newsroom: Newsroom) -> list[str]:
    entries = InboxEntry.objects.filter(person=newsroom.sam, notice__event=Event.JOINED_CHANGED)
    return list(entries.order_by("pk").values_list("notice__words", flat=True))


def test_it_has_the_published_verdict_at_once_and_keeps_its_words(newsroom, again, check):
    join(newsroom, again, check)
    row = row_of(again)
    assert '"text": "Road spending has doubled."' in row
    assert '"state": "published", "verification_status": "refuted", "rating": "False"' in row
    assert f'"checked_as": {check.factcheck.claim_id}' in row
    assert str(check.document["url"]) in row
    [review] = checks_as_feed(Claim.objects.filter(pk=again.claim_id))["dataFeedElement"]
    assert check.document["url"] in str(review)
    page = annotation_page(again.claim.article, address=lambda name, *args: f"{name}/{args}")
    assert "'value': 'refuted'" in str(page["items"][0])


def test_the_published_check_stays_as_it_was(newsroom, again, check):
    newsroom.evidence(again.claim, snapshot=a_snapshot("https://city.example/other"))
    before = FactCheck.objects.values().get(pk=check.factcheck_id), check.factcheck.claim.evidence.count()
    join(newsroom, again, check)
    after = FactCheck.objects.values().get(pk=check.factcheck_id), check.factcheck.claim.evidence.count()
    assert after == before


def test_a_check_that_is_being_corrected_still_stands_and_takes_the_passages_too(newsroom, again, check):
    publication.start_correction(factcheck=check.factcheck, by=newsroom.ana)
    newsroom.evidence(again.claim, snapshot=a_snapshot("https://city.example/other"))
    join(newsroom, again, check)
    assert '"verification_status": "refuted"' in row_of(again)
    assert check.factcheck.claim.evidence.count() == 2


def test_separated_it_is_what_it_was(newsroom, again, check):
    judged = newsroom.evidence(again.claim)
    join(newsroom, again, check)
    workflow.separate(factcheck=again, by=newsroom.sam)
    assert '"state": "open", "verification_status": "unchecked"' in row_of(again)
    evidence.reconsider(evidence=judged, by=newsroom.sam)


def test_a_correction_reaches_it(newsroom, again, check):
    join(newsroom, again, check)
    newsroom.corrected(check)
    assert '"verification_status": "mixed", "rating": "Half true"' in row_of(again)
    assert told(newsroom) == ["It is corrected, and “Half true” now: The accounts were revised."]


def test_a_withdrawn_checks_verdict_is_no_longer_its_verdict(newsroom, again, check):
    join(newsroom, again, check)
    publication.withdraw(publication=check, reason="The accounts were forged.", by=newsroom.ana)
    row = row_of(again)
    assert '"state": "withdrawn", "verification_status": "unchecked", "rating": null' in row
    assert '"page": null' in row
    assert told(newsroom) == [
        "It was withdrawn, and no verdict stands: The accounts were forged. Separate the claim, or have it "
        "checked anew."
    ]
    workflow.separate(factcheck=again, by=newsroom.sam)
    assert '"state": "open"' in row_of(again)


def test_a_takedown_and_its_end_reach_it(newsroom, again, check):
    join(newsroom, again, check)
    newsroom.take_down(check)
    assert '"page": null' in row_of(again)
    publication.lift_takedown(factcheck=check.factcheck, because="The court lifted it.", by=newsroom.kim)
    assert told(newsroom) == [
        "It was taken down for legal reasons: A court forbids it for now.",
        "It is shown again: The court lifted it.",
    ]


def test_events_that_overtook_the_check_reach_it(newsroom, again, check):
    join(newsroom, again, check)
    publication.mark_overtaken(
        publication=check, on=date(2026, 2, 1), note="A supplement was passed.", by=newsroom.ana
    )
    assert told(newsroom) == ["Events overtook it: A supplement was passed."]


def test_claims_that_were_joined_before_the_check_was_published_are_told_of_it(newsroom, again):
    kept = newsroom.open()
    workflow.merge(survivor=kept, others=[again], by=newsroom.sam)
    newsroom.propose(kept)
    workflow.sign_off(factcheck=kept, by=newsroom.ana)
    publication.publish(factcheck=kept, by=newsroom.ana)
    assert told(newsroom)[-1] == "It is published: “False”."


def test_what_an_embargo_holds_back_is_told_inside_only(newsroom, again):
    kept = newsroom.embargoed()
    join(newsroom, again, kept)
    publication.withdraw(publication=kept, reason="The accounts were forged.", by=newsroom.ana)
    notice = Notice.objects.get(event=Event.JOINED_CHANGED, factcheck=again, words__contains="withdrawn")
    assert notice.held_until == kept.embargo_until
    assert len(told(newsroom)) == 1


def test_programs_are_told_of_the_joined_claim_with_the_checks_status(newsroom, again, check):
    join(newsroom, again, check)
    newsroom.corrected(check)
    data = _body(Notice.objects.get(event=Event.JOINED_CHANGED, factcheck=again))["data"]
    assert (data["claim"], data["fact_check"]) == (again.claim_id, again.pk)
    assert (data["state"], data["verification_status"]) == ("published", "mixed")
    assert data["page"] == check.document["url"]


def test_places_of_the_same_article_are_told_nothing(newsroom, check):
    twice = newsroom.claim(check.factcheck.claim.article, text="It doubled.").factcheck
    workflow.merge(survivor=check.factcheck, others=[twice], by=newsroom.sam)
    newsroom.corrected(check)
    assert told(newsroom) == []


def test_nobody_is_reminded_of_a_joined_claim(newsroom, again, check):
    now = check.published_at
    workflow.set_due(factcheck=again, due_at=now, by=newsroom.sam)
    join(newsroom, again, check)
    assert workflow.remind_of_deadlines(now=now) == 0


def test_a_claim_with_a_published_verdict_of_its_own_keeps_it(newsroom, check):
    other = newsroom.published(text="Road spending has doubled.")
    with pytest.raises(TransitionDenied, match="was published, so it stays a claim of its own"):
        workflow.merge(survivor=check.factcheck, others=[other.factcheck], by=newsroom.sam)


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.SIGNED_OFF, State.WITHDRAWN])
def test_a_verdict_that_is_not_published_or_no_longer_takes_no_other_claim(newsroom, again, state):
    kept = newsroom.proposed() if state == State.IN_REVIEW else newsroom.signed_off()
    if state == State.WITHDRAWN:
        check = publication.publish(factcheck=kept, by=newsroom.ana)
        publication.withdraw(publication=check, reason="Forged.", by=newsroom.ana)
    with pytest.raises(TransitionDenied, match=f"“{state.label}”: others can be merged"):
        workflow.merge(survivor=FactCheck.objects.get(pk=kept.pk), others=[again], by=newsroom.sam)


def test_joins_make_no_ring(newsroom, again, check):
    third = newsroom.claim(newsroom.article(), text="Roads cost twice as much.").factcheck
    workflow.merge(survivor=again, others=[third], by=newsroom.sam)
    with pytest.raises(TransitionDenied, match="Work on that one, or separate it"):
        workflow.merge(
            survivor=FactCheck.objects.get(pk=third.pk),
            others=[FactCheck.objects.get(pk=again.pk)],
            by=newsroom.sam,
        )
    join(newsroom, again, check)
    assert Claim.objects.get(pk=third.claim_id).checked_as == check.factcheck.claim


def test_another_desks_check_is_not_borrowed(newsroom, again, check):
    newsroom.desk.memberships.create(user=newsroom.lou)
    theirs = newsroom.article(desk_id=newsroom.other_desk.pk)
    claim = newsroom.claim(theirs)
    with pytest.raises(TransitionDenied, match="belongs to another desk"):
        workflow.merge(survivor=check.factcheck, others=[claim.factcheck], by=newsroom.lou)


def test_who_is_not_of_the_desk_joins_nothing(newsroom, again, check):
    with pytest.raises(NotAllowed):
        workflow.merge(survivor=check.factcheck, others=[again], by=newsroom.lou)
