"""What accepted passages suggest: logged when it is shown, beside what people then propose."""

from __future__ import annotations

import pytest

from factcheck.evidence.models import Drift
from factcheck.exceptions import NotAllowed
from factcheck.models import FactCheck, VerdictSuggestion
from factcheck.workflow import services as workflow
from factcheck.workflow.conclusions import conclusion_of, in_words
from sources.models import Publisher, Source
from tests.factories import a_desk, a_factcheck, a_journalist, a_person, a_rating, a_snapshot, some_evidence

pytestmark = pytest.mark.django_db

FIRST = "Spending on roads fell in 2023, the treasury's own books show."
SECOND = "Auditors who went through every invoice say that less money went into streets."


@pytest.fixture
def sam():
    return a_journalist()


@pytest.fixture
def factcheck(sam) -> FactCheck:
    return a_factcheck(by=sam)


def a_passage(factcheck: FactCheck, text: str, site: str):
    snapshot = a_snapshot(text=text)
    publisher, _ = Publisher.objects.get_or_create(site=site, defaults={"name": site})
    Source.objects.filter(pk=snapshot.source_id).update(publisher=publisher)
    return some_evidence(claim=factcheck.claim, snapshot=snapshot, text=text)


def refuted(factcheck: FactCheck, sam) -> list:
    """Two passages of independent sources, accepted as contradicting it."""
    passages = [
        a_passage(factcheck, FIRST, "treasury.example"),
        a_passage(factcheck, SECOND, "audit.example"),
    ]
    for passage in passages:
        workflow.accept_passage(passage=passage, stance="contradicts", by=sam)
    return passages


def test_two_independent_passages_suggest_a_family_with_its_reasons(factcheck, sam):
    passages = refuted(factcheck, sam)
    one = VerdictSuggestion.objects.get()
    assert (one.family, one.rating, one.by, one.suggested_by) == ("refuted", None, None, "verdict-rules-1")
    assert one.passages == [{"evidence": row.pk, "stance": "contradicts"} for row in passages]
    assert one.reasoning == (
        "2 accepted passages of 2 independent sources contradict it, and none supports it."
    )


def test_one_source_suggests_nothing_however_many_passages_it_has(factcheck, sam):
    for text in (FIRST, SECOND):
        passage = a_passage(factcheck, text, "treasury.example")
        workflow.accept_passage(passage=passage, stance="contradicts", by=sam)
    assert not VerdictSuggestion.objects.exists()
    assert "one source" in in_words(conclusion_of(factcheck))


def test_the_machines_stances_suggest_nothing(factcheck):
    for text, site in ((FIRST, "treasury.example"), (SECOND, "audit.example")):
        passage = a_passage(factcheck, text, site)
        passage.stance_suggested, passage.stance_shown = "contradicts", True
        passage.save()
    assert workflow.suggest_by_rules(factcheck=factcheck) is None


def test_a_suggestion_lapses_with_the_judgement_that_it_rested_on(factcheck, sam):
    passages = refuted(factcheck, sam)
    workflow.reconsider_passage(passage=passages[0], by=sam)
    [lapsed] = VerdictSuggestion.objects.all()
    assert lapsed.lapsed_at is not None
    workflow.reject_passage(passage=passages[1], reason="outdated", by=sam)
    assert VerdictSuggestion.objects.count() == 1


def test_it_stays_the_same_row_while_it_rests_on_the_same_passages(factcheck, sam):
    refuted(factcheck, sam)
    workflow.suggest_by_rules(factcheck=factcheck)
    workflow.accept_passage(
        passage=a_passage(factcheck, "It rained.", "weather.example"), stance="context", by=sam
    )
    assert VerdictSuggestion.objects.get().lapsed_at is None


def test_passages_that_were_compared_with_nothing_support_nothing(factcheck, sam):
    for text, site in ((FIRST, "treasury.example"), (SECOND, "audit.example")):
        passage = a_passage(factcheck, text, site)
        workflow.accept_passage(passage=passage, stance="supports", by=sam)
    assert not VerdictSuggestion.objects.exists()
    assert "not all were compared" in in_words(conclusion_of(factcheck))


def test_another_speaker_leaves_what_passages_say_of_the_words(factcheck, sam):
    passages = refuted(factcheck, sam)
    factcheck.claim.evidence.update(stance_suggested="contradicts", stance_score=0.9)
    workflow.edit_wording(factcheck=factcheck, text=factcheck.claim.text, speaker="Ann Lee", by=sam)
    factcheck = FactCheck.objects.get(pk=factcheck.pk)
    assert (factcheck.claim.speaker.name, factcheck.claim.edited_at) == ("Ann Lee", None)
    assert set(factcheck.claim.evidence.values_list("stance_score", flat=True)) == {0.9}
    assert conclusion_of(factcheck).passages == tuple(one.pk for one in passages)


def test_another_wording_is_another_question(factcheck, sam):
    refuted(factcheck, sam)
    workflow.edit_wording(factcheck=factcheck, text="Spending on roads rose.", by=sam)
    assert not VerdictSuggestion.objects.standing().exists()


def test_what_was_accepted_for_other_words_suggests_nothing_until_it_is_judged_again(factcheck, sam):
    passages = refuted(factcheck, sam)
    workflow.edit_wording(factcheck=factcheck, text="Spending on roads fell.", by=sam)
    factcheck = FactCheck.objects.get(pk=factcheck.pk)
    assert workflow.suggest_by_rules(factcheck=factcheck) is None
    assert "before the claim was edited" in in_words(conclusion_of(factcheck))
    for passage in passages:
        workflow.accept_passage(passage=passage, stance="contradicts", by=sam)
    assert VerdictSuggestion.objects.standing().exists()


def test_an_edit_that_is_undone_leaves_what_was_judged_for_these_words(factcheck, sam):
    refuted(factcheck, sam)
    before = factcheck.claim.text
    for text in ("Spending on roads fell.", before):
        workflow.edit_wording(factcheck=factcheck, text=text, by=sam)
    factcheck = FactCheck.objects.get(pk=factcheck.pk)
    assert factcheck.claim.evidence.judged_as_worded().count() == 2
    assert workflow.suggest_by_rules(factcheck=factcheck).family == "refuted"


def test_what_was_judged_between_an_edit_and_its_undoing_is_judged_again(factcheck, sam):
    passage, _other = refuted(factcheck, sam)
    before = factcheck.claim.text
    workflow.edit_wording(factcheck=factcheck, text="Spending on roads fell.", by=sam)
    workflow.accept_passage(passage=passage, stance="supports", by=sam)
    workflow.edit_wording(factcheck=factcheck, text=before, by=sam)
    factcheck = FactCheck.objects.get(pk=factcheck.pk)
    assert passage not in factcheck.claim.evidence.judged_as_worded()
    assert workflow.suggest_by_rules(factcheck=factcheck) is None


def test_a_page_that_no_longer_says_it_suggests_nothing(factcheck, sam):
    first, _second = refuted(factcheck, sam)
    Drift.objects.create(evidence=first, fetch=first.snapshot.fetch, outcome="missing")
    assert conclusion_of(factcheck).why_not == "source changed"


def test_what_people_propose_is_kept_beside_what_was_suggested(factcheck, sam):
    refuted(factcheck, sam)
    verdict = workflow.propose_verdict(factcheck=factcheck, rating=a_rating(), conclusion="It fell.", by=sam)
    assert VerdictSuggestion.objects.get().verdict == verdict
    workflow.withdraw_proposal(factcheck=factcheck, by=sam)
    again = workflow.propose_verdict(
        factcheck=factcheck, rating=a_rating("Half true", family="mixed", value=3), conclusion="Half.", by=sam
    )
    assert VerdictSuggestion.objects.get().verdict == again


def test_what_lapsed_keeps_the_decision_that_was_made_under_it(factcheck, sam):
    passages = refuted(factcheck, sam)
    verdict = workflow.propose_verdict(factcheck=factcheck, rating=a_rating(), conclusion="It fell.", by=sam)
    workflow.withdraw_proposal(factcheck=factcheck, by=sam)
    workflow.reconsider_passage(passage=passages[0], by=sam)
    workflow.propose_verdict(factcheck=factcheck, rating=a_rating(), conclusion="It did fall.", by=sam)
    assert VerdictSuggestion.objects.get().verdict == verdict


def test_another_desk_judges_nothing(factcheck):
    passage = a_passage(factcheck, FIRST, "treasury.example")
    with pytest.raises(NotAllowed):
        workflow.accept_passage(passage=passage, stance="supports", by=a_person("kim", desk=a_desk("Sports")))
