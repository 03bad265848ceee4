"""How often people agree with what was suggested, by score and version."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.evidence import services as evidence
from factcheck.models import Evidence, FactCheck, VerdictSuggestion
from factcheck.web.newsroom import calibration
from factcheck.web.newsroom.calibration import Band, Curve
from factcheck.workflow import services as workflow
from tests.factcheck.web.newsroom.conftest import article_with
from tests.factories import some_evidence


def suggested(factcheck: FactCheck, family: str, score: float, by: str = "rules-1") -> None:
    VerdictSuggestion.objects.create(factcheck=factcheck, family=family, score=score, suggested_by=by)


def test_a_curve_lies_on_the_diagonal_when_people_agree_as_often_as_scored():
    band = Band(0.5, 0.6, score=0.5, judged=4, agreed=2)
    assert (band.x, band.y) == (500, 500)
    assert Curve("m", (band,)).off_by == 0
    low, high = band.interval
    assert 0 < low < 0.5 < high < 1


def test_a_curve_says_how_far_it_is_off_weighed_by_decisions():
    curve = Curve("m", (Band(0.9, 1, 0.9, judged=30, agreed=15), Band(0.5, 0.6, 0.5, judged=10, agreed=5)))
    assert curve.off_by == pytest.approx(0.3)
    assert (curve.judged, curve.agreed, curve.points) == (40, 20, "900,500 500,500")


def test_suggested_verdicts_are_compared_with_what_was_proposed_by_version(sam, scale):
    true, false = scale[0], scale[-2]
    first, second, third = (claim.factcheck for claim in article_with(3, by=sam).claims.order_by("pk"))
    for factcheck in (first, second):
        suggested(factcheck, true.family, 0.97)
    suggested(third, true.family, 1.0, by="rules-2")
    for factcheck, rating in ((first, true), (second, false), (third, true)):
        workflow.propose_verdict(factcheck=factcheck, rating=rating, conclusion="So it is.", by=sam)
    one, two = calibration.of_verdicts(FactCheck.objects.all())
    assert (one.by, [(band.low, band.judged, band.agreed) for band in one.bands]) == (
        "rules-1",
        [(0.9, 2, 1)],
    )
    assert (two.by, two.bands[0].high, two.agreed) == ("rules-2", 1.0, 1)


def test_what_nobody_decided_about_is_not_counted(sam):
    suggested(article_with(1, by=sam).claims.get().factcheck, "refuted", 0.97)
    assert calibration.of_verdicts(FactCheck.objects.all()) == []


def test_stances_count_when_they_were_shown_and_judged(sam):
    article_with(4, by=sam)
    Evidence.objects.update(stance_shown=True, stance_suggested="contradicts", stance_score=0.85)
    agreed, rejected, hidden, _unjudged = Evidence.objects.order_by("pk")
    Evidence.objects.filter(pk=hidden.pk).update(stance_shown=False)
    hidden.refresh_from_db()
    evidence.accept(evidence=agreed, stance="contradicts", by=sam)
    evidence.reject(evidence=rejected, reason="outdated", by=sam)
    evidence.accept(evidence=hidden, stance="contradicts", by=sam)
    [curve] = calibration.of_stances(FactCheck.objects.all())
    assert (curve.by, curve.judged, curve.agreed) == ("test-1", 2, 1)


def test_what_was_judged_for_other_words_is_not_counted(sam):
    claim = article_with(1, by=sam).claims.get()
    Evidence.objects.update(stance_shown=True, stance_suggested="contradicts", stance_score=0.85)
    judged = evidence.accept(evidence=claim.evidence.get(), stance="contradicts", by=sam)
    workflow.edit_wording(factcheck=claim.factcheck, text="Spending on roads fell.", by=sam)
    Evidence.objects.update(stance_shown=True, stance_suggested="contradicts", stance_score=0.85)
    assert calibration.of_stances(FactCheck.objects.all()) == []
    evidence.accept(evidence=Evidence.objects.get(pk=judged.pk), stance="contradicts", by=sam)
    assert calibration.of_stances(FactCheck.objects.all())[0].judged == 1


def test_the_page_shows_the_persons_desks_alone(sam, sams, stranger, client_of):
    claim = article_with(1, by=sam).claims.get()
    Evidence.objects.update(stance_shown=True, stance_suggested="supports", stance_score=0.7)
    evidence.accept(evidence=claim.evidence.get(), stance="supports", by=sam)
    address = reverse("suggestions")
    assert "People agreed with 1 of 1." in sams.get(address).content.decode()
    assert "Nothing to compare yet" in client_of(stranger).get(address).content.decode()


def test_the_card_shows_a_suggestion_beside_the_form_and_chooses_nothing_in_it(sam, sams, scale):
    claim = article_with(1, by=sam, passages=0).claims.get()
    for text in ("Spending on roads fell, say the books.", "Auditors counted less money in the streets."):
        passage = some_evidence(claim=claim, text=text)
        workflow.accept_passage(passage=passage, stance="contradicts", by=sam)
    page = sams.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "Suggested by verdict-rules-1, score 0.97" in page
    assert page.index("Suggested by verdict-rules-1") < page.index('name="rating"')
    assert "checked" not in page[page.index('name="rating"') :].split("</fieldset>")[0]


def test_the_card_says_why_nothing_is_suggested(sam, sams):
    claim = article_with(1, by=sam).claims.get()
    address = reverse("claim", args=[claim.pk])
    assert "No suggested verdict" not in sams.get(address).content.decode()
    sams.post(reverse("accept", args=[claim.evidence.get().pk]), {"stance": "contradicts"})
    assert "All that decides it comes from one source." in sams.get(address).content.decode()
