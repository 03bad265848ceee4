"""What a verdict's evidence lacks by the rule of its desk or scale, and when that keeps it from readers."""

from __future__ import annotations

import pytest

from factcheck.exceptions import TransitionDenied
from factcheck.workflow import scales
from factcheck.workflow import services as workflow
from factcheck.workflow.evidence_rules import Enforcement, EvidenceRule
from factcheck.workflow.models import FactCheck
from factcheck.workflow.requirements import checklist, rule_for
from factcheck.workflow.statuses import State
from sources.models import Publisher, Source, SourceKind
from tests.factcheck.publication.cases import Newsroom, a_snapshot

pytestmark = pytest.mark.django_db
OTHER_WORDS = (
    "Road spending did not double, the auditors found when they read the books: it grew by an eighth."
)


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture
def factcheck(newsroom) -> FactCheck:
    """In review, with one accepted passage, of a primary source."""
    return newsroom.proposed()


def a_publisher(site: str) -> Publisher:
    return Publisher.objects.create(site=site, name=site)


def a_rule(**values) -> EvidenceRule:
    given = {"min_independent": 2, "min_primary": 0, "enforcement": Enforcement.REQUIRE}
    return EvidenceRule.objects.create(**{**given, **values})


def test_without_a_rule_nothing_is_asked_for(factcheck):
    assert checklist(factcheck).items == ()


def test_a_binding_rule_keeps_a_verdict_from_being_signed_off_and_says_what_is_missing(newsroom, factcheck):
    a_rule(desk=newsroom.desk)
    with pytest.raises(TransitionDenied, match="2 independent sources: 1 so far"):
        workflow.sign_off(factcheck=factcheck, by=newsroom.ana)


def test_advice_keeps_nobody_from_signing_off(newsroom, factcheck):
    a_rule(enforcement=Enforcement.ADVISE)
    assert [item.is_met for item in checklist(factcheck).items] == [False]
    workflow.sign_off(factcheck=factcheck, by=newsroom.ana)
    factcheck.refresh_from_db()
    assert factcheck.state == State.SIGNED_OFF


def test_what_a_rule_asks_for_can_be_given(newsroom, factcheck):
    a_rule(min_independent=1, min_primary=1)
    [source] = {one.snapshot.source for one in factcheck.claim.evidence.all()}
    source.kind = SourceKind.SECONDARY
    source.save()
    assert [item.is_met for item in checklist(factcheck).items] == [True, False]
    source.kind = SourceKind.PRIMARY
    source.save()
    workflow.sign_off(factcheck=factcheck, by=newsroom.ana)


def test_a_source_that_was_last_seen_long_ago_is_named(factcheck):
    a_rule(min_independent=0, max_age_days=1)
    [item] = checklist(factcheck).items
    assert (item.words, item.is_met) == ("every page seen within 1 day: 0 of 1", False)


def test_a_verdict_that_nothing_decides_it_needs_no_sources(newsroom):
    factcheck = newsroom.open()
    a_rule(desk=newsroom.desk)
    assert checklist(factcheck).missing
    workflow.propose_verdict(
        factcheck=factcheck,
        rating=newsroom.rating("not-enough-evidence"),
        conclusion="Nobody can tell.",
        by=newsroom.sam,
    )
    assert checklist(FactCheck.objects.get(pk=factcheck.pk)).items == ()


def test_the_most_particular_rule_holds(newsroom, factcheck):
    everywhere = a_rule()
    assert rule_for(factcheck) == everywhere
    of_scale = a_rule(scale=newsroom.scale)
    assert rule_for(factcheck) == of_scale
    of_desk = a_rule(desk=newsroom.desk)
    assert rule_for(factcheck) == of_desk
    a_rule(desk=newsroom.other_desk)
    assert rule_for(factcheck) == of_desk
    of_both = a_rule(desk=newsroom.desk, scale=newsroom.scale)
    assert rule_for(factcheck) == of_both


def test_a_scales_rule_holds_for_its_next_version(newsroom):
    of_scale = a_rule(scale=newsroom.scale)
    scales.use(scales.next_version(newsroom.scale))
    assert rule_for(newsroom.open()) == of_scale


def test_passages_of_other_words_by_another_publisher_make_a_second_source(newsroom, factcheck):
    a_rule()
    workflow.return_for_changes(factcheck=factcheck, note="One source is none.", by=newsroom.ana)
    factcheck = FactCheck.objects.get(pk=factcheck.pk)
    snapshot = a_snapshot("https://audit.example/roads", text=OTHER_WORDS)
    newsroom.evidence(factcheck.claim, snapshot=snapshot)
    assert [item.is_met for item in checklist(factcheck).items] == [False]

    Source.objects.filter(pk=snapshot.source_id).update(publisher=a_publisher("audit.example"))
    assert [item.is_met for item in checklist(factcheck).items] == [True]
