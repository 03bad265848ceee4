"""Two people act on one claim at once: it ends as if one had acted after the other."""

from __future__ import annotations

import pytest

from factcheck.exceptions import TransitionDenied
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from tests.at_once import at_once
from tests.factcheck.publication.cases import Newsroom

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
