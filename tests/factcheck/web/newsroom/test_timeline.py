"""What happened to a claim, as a list and as a picture."""

from __future__ import annotations

from datetime import UTC, datetime

from factcheck.evidence import services as evidence
from factcheck.models import Rating
from factcheck.publication import services as publication
from factcheck.web.newsroom.timeline import About, Event, Lane, picture
from factcheck.workflow import services as workflow
from tests.factcheck.web.newsroom.conftest import article_with


def at(hour: int, about: About) -> Event:
    return Event(datetime(2024, 1, 12, hour, tzinfo=UTC), about, "what")


def test_each_thing_has_a_lane_with_its_moments_in_order_between_the_margins() -> None:
    drawn = picture([at(14, About.TALK), at(12, About.EVIDENCE), at(10, About.CLAIM), at(11, About.EVIDENCE)])
    assert drawn is not None
    assert (drawn.first.hour, drawn.last.hour) == (10, 14)
    assert drawn.lanes == (
        Lane("Claim", (2.0,)),
        Lane("Evidence", (26.0, 50.0)),
        Lane("Comments", (98.0,)),
    )


def test_two_moments_that_fall_together_are_one_dot() -> None:
    drawn = picture([at(10, About.CLAIM), at(10, About.CLAIM), at(12, About.VERDICT)])
    assert drawn is not None
    assert drawn.lanes[0].places == (2.0,)


def test_a_single_moment_is_no_picture() -> None:
    assert picture([at(10, About.CLAIM)]) is None


def test_the_claims_page_tells_of_its_publication(sam, ana, sams, scale: list[Rating]) -> None:
    claim = article_with(1, by=sam).claims.get()
    evidence.accept(evidence=claim.evidence.get(), stance="contradicts", by=sam)
    workflow.propose_verdict(factcheck=claim.factcheck, rating=scale[0], conclusion="It rose.", by=sam)
    workflow.sign_off(factcheck=claim.factcheck, by=ana)
    publication.publish(factcheck=claim.factcheck, by=ana)
    page = sams.get(f"/claims/{claim.pk}/").content.decode()
    assert f"{ana.name} published version 1: “{scale[0].label}”" in page
