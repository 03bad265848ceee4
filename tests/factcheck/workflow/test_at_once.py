"""Two people act on one claim at once: it ends as if one had acted after the other."""

from __future__ import annotations

import pytest

from factcheck import erasing, pipeline
from factcheck.evidence.models import Evidence
from factcheck.evidence.services import suggest_by_hand
from factcheck.exceptions import Stale, TransitionDenied
from factcheck.notices.events import Event
from factcheck.publication.services import withdraw
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from tests.at_once import at_once
from tests.factcheck.publication.cases import PASSAGE, TEXT, Newsroom, a_snapshot

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


def a_case(newsroom: Newsroom, title: str) -> FactCheck:
    return newsroom.open(article=newsroom.article(title=title))


def seen(factcheck: FactCheck) -> FactCheck:
    """As it is on a page that somebody has open: with what was read of it."""
    return FactCheck.objects.select_related("claim__article").get(pk=factcheck.pk)


def test_a_claim_is_separated_once(newsroom: Newsroom) -> None:
    kept, joined = a_case(newsroom, "One"), a_case(newsroom, "Two")
    workflow.merge(survivor=kept, others=[joined], by=newsroom.sam)
    sams, anas = seen(joined), seen(joined)
    first, second = at_once(
        lambda: workflow.separate(factcheck=sams, by=newsroom.sam),
        lambda: workflow.separate(factcheck=anas, by=newsroom.ana),
    )
    assert first is None
    assert isinstance(second, TransitionDenied) and "not merged into another" in str(second)
    assert seen(joined).claim.merged_into is None


def test_a_claim_that_somebody_joins_is_not_joined_elsewhere_without_a_word(newsroom: Newsroom) -> None:
    one, other, joined = (a_case(newsroom, title) for title in ("One", "Other", "Joined"))
    sams, anas = seen(joined), seen(joined)
    first, second = at_once(
        lambda: workflow.merge(survivor=one, others=[sams], by=newsroom.sam),
        lambda: workflow.merge(survivor=other, others=[anas], by=newsroom.ana),
    )
    assert first is None
    assert isinstance(second, TransitionDenied) and "merged into another one" in str(second)
    assert seen(joined).claim.merged_into == one.claim


def test_nothing_is_joined_with_a_claim_that_is_being_joined_itself(newsroom: Newsroom) -> None:
    one, middle, joined = (a_case(newsroom, title) for title in ("One", "Middle", "Joined"))
    sams, anas = seen(middle), seen(middle)
    first, second = at_once(
        lambda: workflow.merge(survivor=one, others=[sams], by=newsroom.sam),
        lambda: workflow.merge(survivor=anas, others=[joined], by=newsroom.ana),
    )
    assert first is None
    assert isinstance(second, TransitionDenied)
    assert seen(joined).claim.merged_into is None


def test_a_passage_is_not_judged_behind_the_back_of_who_proposes(newsroom: Newsroom) -> None:
    factcheck = a_case(newsroom, "One")
    passage = factcheck.claim.evidence.select_related("claim__factcheck").get()
    first, second = at_once(
        lambda: newsroom.propose(seen(factcheck)),
        lambda: workflow.reject_passage(passage=passage, reason="outdated", by=newsroom.ana),
    )
    assert first is None
    assert isinstance(second, TransitionDenied) and "so its evidence stays as it is" in str(second)
    assert factcheck.claim.evidence.accepted().count() == 1


def test_a_capture_is_erased_once(newsroom: Newsroom) -> None:
    factcheck = newsroom.published().factcheck
    demand = {"reason": "A court.", "basis": "Art. 17", "demanded_by": "Hart & Co.", "by": newsroom.kim}
    snapshot = factcheck.claim.evidence.get().snapshot
    first, second = at_once(
        lambda: erasing.erase(snapshot=snapshot, **demand), lambda: erasing.erase(snapshot=snapshot, **demand)
    )
    assert first is None
    assert isinstance(second, TransitionDenied) and "erased already" in str(second)
    assert factcheck.notices.filter(event=Event.SOURCE_CHANGED).count() == 1


def test_who_judges_a_passage_that_another_judged_meanwhile_reads_how(newsroom: Newsroom) -> None:
    factcheck = newsroom.claim(newsroom.article()).factcheck
    passage = suggest_by_hand(
        claim=factcheck.claim, snapshot=a_snapshot(), start=0, end=len(PASSAGE), by=newsroom.sam
    )
    sams, anas = (Evidence.objects.select_related("claim").get(pk=passage.pk) for _ in range(2))
    first, second = at_once(
        lambda: workflow.accept_passage(passage=sams, stance="supports", by=newsroom.sam),
        lambda: workflow.reject_passage(passage=anas, reason="outdated", by=newsroom.ana),
    )
    assert first is None
    assert isinstance(second, Stale) and "Sam judged this passage in the meantime: supports." in str(second)
    workflow.reconsider_passage(passage=anas, by=newsroom.ana)
    workflow.reject_passage(passage=anas, reason="outdated", by=newsroom.ana)


def test_who_erases_takes_the_case_first_as_who_splits_its_claim_does(newsroom: Newsroom) -> None:
    factcheck = a_case(newsroom, "One")
    snapshot = factcheck.claim.evidence.get().snapshot
    demand = {"reason": "A court.", "basis": "Art. 17", "demanded_by": "Hart & Co.", "by": newsroom.kim}
    raised = at_once(
        lambda: FactCheck.objects.select_for_update().get(pk=factcheck.pk),
        lambda: erasing.erase(snapshot=snapshot, **demand),
        then=lambda: workflow.split(
            factcheck=seen(factcheck), text="Spending doubled.", rest="It was on roads.", by=newsroom.sam
        ),
    )
    assert raised == (None, None), "neither waits for the other: that would be a deadlock"


def test_a_claim_is_separated_while_the_check_that_it_is_joined_with_is_withdrawn(newsroom: Newsroom) -> None:
    check, joined = newsroom.published(), a_case(newsroom, "Two")
    workflow.merge(survivor=check.factcheck, others=[joined], by=newsroom.sam)
    raised = at_once(
        lambda: workflow.separate(factcheck=joined, by=newsroom.sam),
        lambda: withdraw(publication=check, reason="The accounts were forged.", by=newsroom.ana),
    )
    assert raised == (None, None)


def test_a_claim_is_split_while_its_article_takes_another_text(newsroom: Newsroom) -> None:
    factcheck = a_case(newsroom, "One")
    article = factcheck.claim.article
    raised = at_once(
        lambda: pipeline.change_text(article=article, text=f"{TEXT} It rained.", by=newsroom.sam),
        lambda: workflow.split(
            factcheck=factcheck, text="Spending doubled.", rest="It was on roads.", by=newsroom.ana
        ),
    )
    assert raised == (None, None), "what is sealed at the end of one must not wait for the other's end"
